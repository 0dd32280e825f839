import { readFile, writeFile } from 'node:fs/promises';
import { DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import { unknownHeadings, entriesOf, headingsOf } from '../../gateway/people/entries.ts';
import { peopleCsv, peopleRows } from '../../gateway/people/export.ts';
import { Importer, type Outcome, type PeopleRoom } from '../../gateway/people/import.ts';
import { TableError, tableIn, textOf } from '../../gateway/people/table.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { directoryFrom } from '../directory.ts';
import { complain, say, UsageError } from '../report-error.ts';
import { storeIn } from '../store.ts';
import { outcomeLines, summary, unusedColumns } from '../people-report.ts';

/** The options of `keyturn people`, as typed. */
export type PeopleOptions = {
  data: string;
  dryRun?: boolean;
  allOrNothing?: boolean;
  replace?: boolean;
  ignoreOthers?: boolean;
  out?: string;
  delimiter: string;
};

const filesFor: Record<string, number> = { import: 2, export: 1 };

const usage =
  'want keyturn people import people.csv tenant.yaml, or keyturn people export tenant.yaml.';

const within = async <T>(
  tenant: Tenant,
  store: { data: string; existing: boolean },
  work: (room: PeopleRoom) => Promise<T>,
): Promise<T> => {
  const directory = directoryFrom(tenant, ({ message }) => complain(String(message)));
  const { database: db, secrets } = await storeIn(store.data, store);
  try {
    return await work({ db, secrets, directory });
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    throw new UsageError(
      'the directory doesn’t answer: whatever is not told of above was left as it was. Try again later.',
    );
  } finally {
    await directory?.close();
    await db.close();
  }
};

const readTable = (file: string, bytes: Uint8Array, tenant: Tenant, ignore: boolean) => {
  try {
    const table = tableIn(textOf(bytes));
    const headings = headingsOf(table);
    if (!ignore && headings.ignored.length > 0)
      throw new TableError(unknownHeadings(headings.ignored));
    return { headings, entries: entriesOf(table, headings, tenant) };
  } catch (error) {
    if (error instanceof TableError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
};

const take = async (file: string, tenant: Tenant, options: PeopleOptions): Promise<boolean> => {
  const bytes = await readFile(file);
  const { headings, entries } = readTable(file, bytes, tenant, options.ignoreOthers === true);
  for (const note of unusedColumns(headings, tenant)) say(note);
  const { dryRun = false, allOrNothing: together = false, replace = false } = options;
  const outcomes: Outcome[] = [];
  await within(tenant, { data: options.data, existing: false }, (room) =>
    new Importer(room, { dryRun, together, replace }).run(entries, (outcome) => {
      outcomes.push(outcome);
      for (const line of outcomeLines(outcome)) say(line);
    }),
  );
  for (const line of summary(outcomes, { dryRun, together })) say(line);
  return outcomes.every(({ result }) => result !== 'refused');
};

const give = async (tenant: Tenant, { data, out, delimiter }: PeopleOptions): Promise<boolean> => {
  const sign = delimiter === 'tab' ? '\t' : delimiter;
  if (![',', ';', '\t'].includes(sign))
    throw new UsageError(`--delimiter ${delimiter}: want , or ; or tab.`);
  const rows = await within(tenant, { data, existing: true }, peopleRows);
  const csv = peopleCsv(rows, sign);
  // Numbers and addresses of everybody: nobody else on this machine reads them.
  if (out) await writeFile(out, csv, { mode: 0o600 });
  else process.stdout.write(csv);
  complain(`${rows.length} people.`);
  return true;
};

/** Takes a table of people in, or gives one out. False where lines were refused. */
export const people = async (
  what: string,
  files: readonly string[],
  options: PeopleOptions,
): Promise<boolean> => {
  if (files.length !== filesFor[what])
    throw new UsageError(`keyturn people ${[what, ...files].join(' ')}: ${usage}`);
  const tenant = await loadTenant(files.at(-1)!);
  return files.length === 2 ? take(files[0]!, tenant, options) : give(tenant, options);
};
