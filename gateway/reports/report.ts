// The reports, as they are handed out.
import { stringify } from 'csv-stringify/sync';
import type { Tenant } from '../../tenant/tenant.ts';
import { type Directory, DirectoryUnavailable } from '../directory/directory.ts';
import type { Registrations } from '../registrations/registrations.ts';
import type { Secrets } from '../secrets.ts';
import type { Store } from '../store/store.ts';
import { endOf, type Period, storiesIn } from './flows.ts';
import { registrationRows } from './registrations.ts';
import { resetRows } from './resets.ts';
import { totalsOf } from './totals.ts';

/** The reports there are. */
export const reports = ['registrations', 'resets', 'totals'] as const;

/** Which report. */
export type ReportName = (typeof reports)[number];

/** What reports are made of. */
export type ReportSources = {
  tenant: Tenant;
  store: Pick<Store, 'between'>;
  registrations: Pick<Registrations, 'held'>;
  directory: Pick<Directory, 'find'>;
  secrets: Pick<Secrets, 'mark'>;
};

type Row = { at: number; username: string; methods: string[]; supportCode: string };

/** A line as it's handed out; `role` is missing where the directory doesn't say. */
export type ReportRow = { time: string; user: string; role?: string; methods: string[] } & Record<
  string,
  unknown
>;

const strange = '?'; // begins the fingerprint of a name that nobody has

const rolesIn = (directory: Pick<Directory, 'find'>) => {
  const known = new Map<string, Promise<string | undefined>>();
  const find = async (username: string): Promise<string | undefined> => {
    try {
      const account = await directory.find(username);
      return account && (account.administrator ? 'administrator' : 'person');
    } catch (error) {
      if (error instanceof DirectoryUnavailable) return undefined;
      throw error;
    }
  };
  return (username: string): Promise<string | undefined> => {
    if (!username || username.startsWith(strange)) return Promise.resolve(undefined);
    const role = known.get(username) ?? find(username);
    known.set(username, role);
    return role;
  };
};

const handedOut = async (
  { directory, secrets }: ReportSources,
  rows: readonly Row[],
  pseudonyms: boolean,
): Promise<ReportRow[]> => {
  const roleOf = rolesIn(directory);
  const named = (text: string): string =>
    pseudonyms && text ? secrets.mark('pseudonym', text).slice(0, 16) : text;
  const out: ReportRow[] = [];
  // One after the other: a directory isn't asked for hundreds at once.
  for (const { at, username, supportCode, methods, ...rest } of rows)
    out.push({
      time: new Date(at).toISOString(),
      user: named(username),
      role: await roleOf(username),
      methods,
      ...rest,
      supportCode: named(supportCode),
    });
  return out;
};

/**
 * The lines of a report of a period, the newest first. With `pseudonyms` a person has the same fingerprint in all of
 * them, and support codes are fingerprints too: by them the log would tell who it is.
 */
export const reportRows = async (
  sources: ReportSources,
  name: Exclude<ReportName, 'totals'>,
  period: Period,
  pseudonyms: boolean,
): Promise<ReportRow[]> => {
  const { store } = sources;
  if (name === 'registrations')
    return handedOut(
      sources,
      await registrationRows(store.between(period.from, period.to)),
      pseudonyms,
    );
  const stories = await storiesIn(store.between(period.from, endOf(period)), period);
  return handedOut(sources, resetRows(stories, Date.now()), pseudonyms);
};

/** The totals of a period. */
export const reportTotals = async (
  { store, registrations, tenant }: ReportSources,
  period: Period,
) => {
  const stories = await storiesIn(store.between(period.from, endOf(period)), period);
  return totalsOf(await registrations.held(), resetRows(stories, Date.now()), tenant);
};

const columns = {
  registrations: ['time', 'user', 'role', 'activity', 'methods', 'supportCode'],
  resets: ['time', 'user', 'role', 'flow', 'methods', 'result', 'detail', 'supportCode'],
} as const;

/** Lines as CSV for a spreadsheet; nothing in it is a formula. */
export const reportCsv = (
  name: Exclude<ReportName, 'totals'>,
  rows: readonly ReportRow[],
): string =>
  stringify(
    rows.map(({ methods, ...row }) => ({ ...row, methods: methods.join(', ') })),
    {
      header: true,
      columns: [...columns[name]],
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );

const day = 24 * 60 * 60 * 1000; // ms
const usualDays = 30;

const momentOf = (text: string): number | undefined =>
  /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : undefined;

/** A period from two dates or moments in UTC, the last thirty days without them; or what is wrong with which. */
export const periodFrom = (
  { from, to }: { from?: string; to?: string },
  now: number,
): Period | { field: keyof Period } => {
  const end = to === undefined ? now : momentOf(to);
  if (end === undefined || Number.isNaN(end)) return { field: 'to' };
  const start = from === undefined ? end - usualDays * day : momentOf(from);
  if (start === undefined || Number.isNaN(start) || start >= end) return { field: 'from' };
  return { from: start, to: end };
};
