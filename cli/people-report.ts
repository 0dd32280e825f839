// What `keyturn people import` says of each line, and in the end.
import type { Column } from '../gateway/people/columns.ts';
import type { Outcome } from '../gateway/people/import.ts';
import type { Tenant } from '../tenant/tenant.ts';

const width = 'unchanged'.length;
const count = new Intl.NumberFormat('en');

const said = (outcome: Exclude<Outcome, { result: 'refused' }>): string => {
  const kept =
    outcome.kept.length > 0
      ? `; ${outcome.kept.join(', ')} kept: the person has proved another one to be theirs (--replace goes over it)`
      : '';
  const what = outcome.what.length > 0 ? `: ${outcome.what.join(', ')}` : '';
  return `${outcome.username}${what}${kept}`;
};

/** One line for each thing there is to say. */
export const outcomeLines = (outcome: Outcome): string[] => {
  const start = `line ${String(outcome.line).padEnd(5)} ${outcome.result.padEnd(width)}`;
  return outcome.result === 'refused'
    ? outcome.problems.map((problem) => `${start}  ${problem}.`)
    : [`${start}  ${said(outcome)}`];
};

const results = ['added', 'changed', 'unchanged', 'refused'] as const;

/** How many lines became what. */
export const summary = (
  outcomes: readonly Outcome[],
  { dryRun, together }: { dryRun: boolean; together: boolean },
): string[] => {
  const counts = results.map((result) => outcomes.filter((one) => one.result === result).length);
  const told = results.map((result, index) => `${count.format(counts[index]!)} ${result}`);
  const isUndone = together && counts.at(-1)! > 0;
  const why = dryRun
    ? ' This was a dry run: nothing was written.'
    : isUndone
      ? ' Nothing was written, since lines were refused.'
      : '';
  return [`${told.join(', ')}.${why}`];
};

const uses: Partial<Record<Column, readonly Tenant['policy']['methods'][number][]>> = {
  mobile: ['sms', 'call-mobile'],
  'office phone': ['call-office'],
  'alternate email': ['email'],
};

/** Columns that are there and change nothing with this tenant file. */
export const unusedColumns = (
  { at }: { at: ReadonlyMap<Column, number> },
  { gateway, policy }: Pick<Tenant, 'gateway' | 'policy'>,
): string[] => {
  const there = [...at.keys()];
  const kind = gateway?.directory?.kind ?? 'embedded';
  const own = there.filter((column) => ['name', 'email', 'locale'].includes(column));
  const idle = there.filter((column) => {
    const methods = uses[column];
    return methods && !methods.some((method) => policy.methods.includes(method));
  });
  return [
    ...(kind !== 'embedded' && own.length > 0
      ? [`${own.join(', ')}: left out, since they are read from the directory.`]
      : []),
    ...idle.map(
      (column) => `${column}: entered, but policy.methods has no ${uses[column]!.join(' or ')}.`,
    ),
  ];
};
