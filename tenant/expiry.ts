import type { Finding } from './problem.ts';
import type { CheckedFile } from './schema/index.ts';

/** Today, or the day that SOURCE_DATE_EPOCH names (reproducible-builds.org): a build can be repeated later. */
export const today = (env: NodeJS.ProcessEnv = process.env): string => {
  const epoch = Number(env.SOURCE_DATE_EPOCH);
  return new Date(epoch > 0 ? epoch * 1000 : Date.now()).toISOString().slice(0, 10);
};

const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

/** security.txt must not be stale, and should hold for less than a year (RFC 9116, 2.5.5). */
export const expiryFindings = (
  { security }: Pick<CheckedFile, 'security'>,
  now: string,
): Finding[] => {
  if (!security) return [];
  const { expires } = security;
  const path = ['security', 'expires'];
  const want = `a day after ${now} and before ${aYearAfter(now)}`;
  if (expires > now && expires <= aYearAfter(now)) return [];
  return [{ path, got: expires, want, todo: 'choose a day about half a year ahead' }];
};
