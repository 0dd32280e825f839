// CSV as spreadsheets write it: with commas, semicolons or tabs, in UTF-8 or UTF-16, with line ends inside of quotes.
import { CsvError, parse } from 'csv-parse/sync';
import { columnOf } from './columns.ts';

/** A line's cells; where they are too many or too few, a sentence. `line` is the one it begins at, from 1. */
export type TableRow = { line: number; cells: readonly string[] } | { line: number; why: string };

/** A table: what its first line says, and the others. */
export type Table = { headings: readonly string[]; rows: readonly TableRow[] };

/** A file that is no table of people, in a sentence. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

const excelHint = 'In Excel: Save as, “CSV UTF-8 (comma delimited)”.';

const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

/**
 * A file's text, without the mark at its beginning.
 * @throws TableError for what is neither UTF-8 nor UTF-16 with its mark: names would come out wrong.
 */
export const textOf = (bytes: Uint8Array): string => {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll(/\r\n?/g, '\n');
  } catch {
    // It's said below what is wrong with it.
  }
  throw new TableError(`got a file that isn’t UTF-8, want UTF-8. ${excelHint}`);
};

const delimiters = [',', ';', '\t'];

type Parsed = { record: string[]; info: { lines: number } };

const options = (delimiter: string) => ({ delimiter, info: true, relax_column_count: true });

const knownIn = (text: string, delimiter: string): number => {
  try {
    const [first] = parse(text, { ...options(delimiter), to: 1 }) as unknown as Parsed[];
    return first?.record.filter(columnOf).length ?? 0;
  } catch {
    return 0;
  }
};

// The one with which the first line says most: a name or an address may hold more of the others than a line has cells.
const delimiterOf = (text: string): string =>
  delimiters.toSorted((one, other) => knownIn(text, other) - knownIn(text, one))[0]!;

const notClosed = 'CSV_QUOTE_NOT_CLOSED';

const misquoted: Record<string, string> = {
  [notClosed]: 'a quotation mark is opened here or below, and never closed. Close it,',
  CSV_INVALID_CLOSING_QUOTE: 'a quotation mark ends in the middle of a cell. Correct it,',
  INVALID_OPENING_QUOTE: 'a quotation mark stands in the middle of a cell. Correct it,',
};

// A quotation mark in the wrong place can swallow lines that nobody misses: then none is taken.
const unread = (error: unknown, lastEnd: number, skipped: number): unknown => {
  if (!(error instanceof CsvError)) return error;
  const { code, lines } = error as CsvError & { lines: number };
  const line = (code === notClosed ? lastEnd + 1 : lines) + skipped;
  const why = misquoted[code];
  return new TableError(
    `line ${line}: ${why ? `${why} or double it where it belongs to the text.` : error.message}`,
  );
};

const recordsIn = (text: string, delimiter: string, skipped: number): Parsed[] => {
  let lastEnd = 0;
  const onRecord = (record: Parsed, { lines }: { lines: number }): unknown => {
    lastEnd = lines;
    return record;
  };
  try {
    return parse(text, {
      ...options(delimiter),
      on_record: onRecord as never,
    }) as unknown as Parsed[];
  } catch (error) {
    throw unread(error, lastEnd, skipped);
  }
};

const isEmpty = ({ record }: Parsed): boolean => record.every((cell) => cell.trim() === '');

const inCells = (record: readonly string[]): number => record.join('').split('\n').length - 1;

const rowOf = ({ record, info }: Parsed, wanted: number, skipped: number): TableRow => {
  const line = info.lines + skipped - inCells(record);
  return record.length === wanted
    ? { line, cells: record }
    : {
        line,
        why: `got ${record.length} cells, want ${wanted} as in the first line. A cell with the delimiter inside needs quotation marks around it`,
      };
};

/**
 * Reads a table. Lines that are empty are none.
 * @throws TableError where there is no line at all, or one that can't be told from the next.
 */
export const tableIn = (text: string): Table => {
  // Excel's own first line, which says the delimiter.
  const said = /^sep=(.)\n/.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const skipped = said ? 1 : 0;
  const all = recordsIn(body, said?.[1] ?? delimiterOf(body), skipped);
  const [first, ...rest] = all.filter((one) => !isEmpty(one));
  if (!first) throw new TableError('got nothing, want a first line that names the columns.');
  const rows = rest.map((one) => rowOf(one, first.record.length, skipped));
  return { headings: first.record, rows };
};
