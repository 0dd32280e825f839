// What a message counts against: whoever asks for it, gets it, and pays for it. Counted in the store together with the
// message itself, so that many at once can't pass a limit, and a store that fails sends nothing.
import { limits } from '../backends/limits.ts';
import {
  countryMessages,
  dailyMessages,
  rowMessages,
  unusedMessages,
} from '../tenant/schema/limits.ts';
import type { Gateway } from './context.ts';
import type { FlowState } from './flow/state.ts';
import { clientLimit, counter, type Purpose, sendCaps } from './limiter.ts';
import { countryOf, isServed, rangeOf, rowOf } from './numbers.ts';
import type { Channel, Guard, Unit } from './store/store.ts';

type Sources = Pick<Gateway, 'store' | 'secrets' | 'tenant'>;

const day = 24 * 60 * 60; // seconds
const hour = 60 * 60; // seconds

const isDialled = (channel: Channel): boolean => channel === 'sms' || channel === 'call';

const purposeOf = ({ flow }: Pick<FlowState, 'flow'>): Purpose =>
  flow === 'register' ? 'new' : 'reset';

const suffix = { reset: '', new: '-new' } as const;

// Of every five codes that go to numbers that begin alike, one at least is typed in again: where nobody does, nobody is
// there who wants to get in. Honest use is far above it.
const wanted = 5;

/**
 * The counter that goes up when the code or the call of a message has served its purpose; undefined where nothing is paid
 * for it.
 */
export const servedCounter = (
  gateway: Sources,
  state: Pick<FlowState, 'flow'>,
  channel: Channel,
  to: string | undefined,
): string | undefined =>
  to === undefined || !isDialled(channel)
    ? undefined
    : counter(gateway, `served${suffix[purposeOf(state)]}`, rangeOf(to));

// A day's budget for a country has it at the most, so one that isn't served has none at all.
const countryCap = (gateway: Sources, to: string): Guard[] => {
  const { gateway: options, organization } = gateway.tenant;
  const country = countryOf(to);
  if (!isServed(gateway.tenant, to))
    return [{ counter: `country:${country}`, seconds: day, limit: 0 }];
  if (country === organization.countryCode) return [];
  const limit = options?.limits?.country ?? countryMessages;
  return [{ counter: `country:${country}`, seconds: day, limit }];
};

const numberCaps = (
  gateway: Sources,
  state: Pick<FlowState, 'flow'>,
  channel: Channel,
  to: string | undefined,
): Guard[] => {
  const served = servedCounter(gateway, state, channel, to);
  if (to === undefined || served === undefined) return [];
  const { limits: own } = gateway.tenant.gateway ?? {};
  const end = suffix[purposeOf(state)];
  return [
    {
      counter: counter(gateway, `row${end}`, rowOf(to)),
      seconds: hour,
      limit: own?.row ?? rowMessages,
    },
    {
      counter: counter(gateway, `unused${end}`, rangeOf(to)),
      seconds: day,
      limit: own?.unused ?? unusedMessages,
      earned: { counter: served, each: wanted },
    },
    ...countryCap(gateway, to),
  ];
};

// A quarter of the day's budget is always left to whatever else it's for.
const dailyCaps = (
  { tenant }: Sources,
  state: Pick<FlowState, 'flow'>,
  channel: Channel,
): Guard[] => {
  const limit = (tenant.gateway?.limits?.daily ?? dailyMessages)[channel];
  return [
    { counter: `day:${channel}`, seconds: day, limit },
    {
      counter: `day:${channel}-${purposeOf(state)}`,
      seconds: day,
      limit: limit - Math.floor(limit / 4),
    },
  ];
};

const clientCap = (gateway: Sources, client: string | undefined): Guard[] =>
  client === undefined
    ? []
    : [
        {
          counter: `sent:${client}`,
          seconds: limits.sendWindow,
          limit: clientLimit(gateway),
        },
      ];

/**
 * What one message counts against. A message to nobody is held to the same limits, so that nothing tells it apart; it
 * doesn't use up what is paid for, which names that nobody has could else exhaust.
 */
export const messageLimits = (
  gateway: Sources,
  state: Pick<FlowState, 'flow' | 'subject' | 'client'>,
  channel: Channel,
  to: string | undefined,
): Required<Pick<Unit, 'caps' | 'hits'>> => {
  const { subject, client } = state;
  const own = [
    ...sendCaps(gateway, purposeOf(state), subject!.username, to),
    ...clientCap(gateway, client),
  ];
  const paid = [...numberCaps(gateway, state, channel, to), ...dailyCaps(gateway, state, channel)];
  const counted = to === undefined ? own : [...own, ...paid];
  return { caps: [...own, ...paid], hits: counted.map(({ counter }) => counter) };
};

const alarms = new WeakMap<Gateway['metrics'], Map<string, number>>();
const alarmPause = 60_000; // ms between two alarms of one kind: whoever causes them shan't fill the log

const alarm = (
  { log, metrics }: Pick<Gateway, 'log' | 'metrics'>,
  { counter, limit }: Guard,
): void => {
  // Behind the colon is a fingerprint; of a day's budget the channel, or the country.
  const kind = /^(?:day|country):/.test(counter) ? counter : counter.split(':')[0]!;
  metrics.count('keyturn_limits_total', { limit: kind });
  const alarmed = alarms.get(metrics) ?? new Map<string, number>();
  alarms.set(metrics, alarmed);
  if (Date.now() - (alarmed.get(kind) ?? 0) < alarmPause) return;
  alarmed.set(kind, Date.now());
  log({ level: 'warn', message: 'limit reached', limit: kind, most: limit });
};

/** Tells the operator which limits a message met, and how many seconds whoever asked for it should wait. */
export const waitFor = async (
  gateway: Pick<Gateway, 'store' | 'log' | 'metrics'>,
  caps: readonly Guard[],
): Promise<number> => {
  let wait: number = limits.sendWindow;
  for (const cap of caps) {
    const [{ count }, earned] = await Promise.all([
      gateway.store.count(cap.counter, cap.seconds),
      cap.earned && gateway.store.count(cap.earned.counter, cap.seconds),
    ]);
    if (count < cap.limit + (earned?.count ?? 0) * (cap.earned?.each ?? 0)) continue;
    alarm(gateway, cap);
    // A long window opens little by little, as the first of what filled it leave it.
    wait = Math.max(wait, Math.min(cap.seconds, hour));
  }
  return wait;
};
