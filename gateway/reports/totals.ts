import type { MethodKind } from '../../backends/protocol/index.ts';
import { channelOf } from '../../tenant/channels.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { ResetRow } from './resets.ts';

/** How many of each. */
export type Counts = Record<string, number>;

/** What the two reports come to. People are counted by what is registered here; what a directory knows isn't in it. */
export type Totals = {
  people: { registered: number; capable: number; byMethod: Counts };
  resets: { byResult: Counts; byMethod: Counts; byDay: Counts; abandonedAt: Counts };
};

/** Somebody has something of a channel. */
export type Held = { person: string; channel: string };

const countOf = (values: Iterable<string>): Counts => {
  const counts: Counts = Object.create(null) as Counts;
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

const peopleTotals = (held: readonly Held[], { policy }: Pick<Tenant, 'policy'>) => {
  const usable = new Set<string>(policy.methods.map((kind: MethodKind) => channelOf(kind)));
  const perPerson = [
    ...Map.groupBy(
      held.filter(({ channel }) => usable.has(channel)),
      ({ person }) => person,
    ).values(),
  ].map((own) => [...new Set(own.map(({ channel }) => channel))]);
  const withAtLeast = (least: number): number =>
    perPerson.filter(({ length }) => length >= least).length;
  return {
    registered: withAtLeast(policy.requiredToRegister),
    capable: withAtLeast(policy.gates),
    byMethod: countOf(perPerson.flat()),
  };
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Counts people and resets. Days are those of UTC. */
export const totalsOf = (
  held: readonly Held[],
  rows: readonly ResetRow[],
  tenant: Pick<Tenant, 'policy'>,
): Totals => {
  const done = rows.filter(({ result }) => result === 'succeeded').toReversed();
  const given = rows.filter(({ result }) => result === 'abandoned');
  return {
    people: peopleTotals(held, tenant),
    resets: {
      byResult: countOf(rows.map(({ result }) => result)),
      byMethod: countOf(done.flatMap(({ methods }) => methods)),
      byDay: countOf(done.map(({ at }) => dayOf(at))),
      abandonedAt: countOf(given.map(({ detail }) => detail)),
    },
  };
};
