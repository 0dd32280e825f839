// A whole table of people: its columns, its lines, and who stands in it twice.
import type { Tenant } from '../../tenant/tenant.ts';
import { type Column, columnOf, columns, nearestTo } from './columns.ts';
import { type Entry, entryOf, type Refused } from './entry.ts';
import { type Table, TableError } from './table.ts';

/** What the first line says. `ignored` are its headings that mean nothing here. */
export type Headings = { at: ReadonlyMap<Column, number>; ignored: string[] };

/**
 * Where each column is.
 * @throws TableError without user names, or with the same column twice.
 */
export const headingsOf = ({ headings }: Pick<Table, 'headings'>): Headings => {
  const at = new Map<Column, number>();
  for (const [index, heading] of headings.entries()) {
    const column = columnOf(heading);
    if (!column) continue;
    const former = at.get(column);
    if (former !== undefined)
      throw new TableError(
        `line 1: got ${column} twice, as “${headings[former]}” and “${heading}”. Take one of them out.`,
      );
    at.set(column, index);
  }
  if (!at.has('username'))
    throw new TableError(
      `line 1: got ${headings.map((one) => `“${one.slice(0, 40)}”`).join(', ')}, want a column username. The columns are: ${columns.join(', ')}.`,
    );
  return { at, ignored: headings.filter((heading) => heading.trim() && !columnOf(heading)) };
};

/** The sentence for headings that nothing is known about. */
export const unknownHeadings = (ignored: readonly string[]): string =>
  `line 1: there is no column ${ignored.map((one) => `“${one.slice(0, 40)}”`).join(', ')}.${nearestTo(ignored[0]!)} The columns are: ${columns.join(', ')}. --ignore-others leaves others out.`;

/** Whether a line was refused. */
export const isRefused = (one: object): one is Refused => 'problems' in one;

// Which of them is right can't be known from here: none of them is taken.
const withoutDoubles = (read: readonly (Entry | Refused)[]): (Entry | Refused)[] => {
  const lines = new Map<string, number[]>();
  for (const { username, line } of read)
    if (username) lines.set(username, [...(lines.get(username) ?? []), line]);
  return read.map((one) => {
    const same = lines.get(one.username ?? '') ?? [];
    if (same.length < 2) return one;
    const where = same.filter((line) => line !== one.line).join(', ');
    const double = `column username: got ${one.username} in line ${where} too, want each person once: keep one of them`;
    return {
      line: one.line,
      username: one.username,
      problems: [...(isRefused(one) ? one.problems : []), double],
    };
  });
};

/** Every line of a table, read or refused. */
export const entriesOf = (
  { rows }: Pick<Table, 'rows'>,
  { at }: Pick<Headings, 'at'>,
  tenant: Pick<Tenant, 'organization'>,
): (Entry | Refused)[] =>
  withoutDoubles(
    rows.map((row) =>
      'why' in row ? { line: row.line, problems: [row.why] } : entryOf(row, at, tenant),
    ),
  );
