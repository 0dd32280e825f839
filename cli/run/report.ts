import { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { SqlRegistrations } from '../../gateway/registrations/sql.ts';
import {
  periodFrom,
  reportCsv,
  reportRows,
  reports,
  type ReportSources,
  reportTotals,
} from '../../gateway/reports/report.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import { loadTenant } from '../../tenant/load.ts';
import { directoryFrom } from '../directory.ts';
import { complain, say, UsageError } from '../report-error.ts';
import { storeIn } from '../store.ts';

/** The options of `keyturn report`, as typed. */
export type ReportOptions = {
  data: string;
  from?: string;
  to?: string;
  csv?: boolean;
  pseudonyms?: boolean;
};

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Prints one of the reports. */
export const report = async (
  what: string,
  file: string,
  { data, from, to, csv, pseudonyms = false }: ReportOptions,
): Promise<void> => {
  const name = reports.find((one) => one === what);
  if (!name) throw new UsageError(`keyturn report ${what}: want one of ${reports.join(', ')}.`);
  if (csv && name === 'totals') throw new UsageError('--csv: totals are JSON only.');
  const period = periodFrom({ from, to }, Date.now());
  if ('field' in period)
    throw new UsageError(
      `--${period.field}: want a day as 2026-01-31, the one of --from before that of --to.`,
    );
  const tenant = await loadTenant(file);
  const { database, secrets } = await storeIn(data, { existing: true });
  const other = directoryFrom(tenant, ({ message }) => complain(String(message)));
  try {
    const sources: ReportSources = {
      tenant,
      secrets,
      store: new SqlStore(database, secrets),
      registrations: new SqlRegistrations(database, secrets),
      directory: other ?? new EmbeddedDirectory(database),
    };
    if (name === 'totals') return say(json(await reportTotals(sources, period)));
    const rows = await reportRows(sources, name, period, pseudonyms);
    if (csv) process.stdout.write(reportCsv(name, rows));
    else say(json({ rows }));
  } finally {
    await other?.close();
    await database.close();
  }
};
