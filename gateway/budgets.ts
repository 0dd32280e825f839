// What a message counts against: whoever asks for it, gets it, and pays for it. Counted in the store together with the
// message itself, so that many at once can't pass a limit, and a store that fails sends nothing.
import { limits } from '../backends/limits.ts';
import { dailyMessages, rowMessages } from '../tenant/schema/limits.ts';
import type { Gateway } from './context.ts';
import type { FlowState } from './flow/state.ts';
import { clientLimit, counter, sendCaps } from './limiter.ts';
import type { Channel, Guard, Unit } from './store/store.ts';

type Sources = Pick<Gateway, 'store' | 'secrets' | 'tenant'>;

const day = 24 * 60 * 60; // seconds
const hour = 60 * 60; // seconds

// Whoever earns by texts to numbers of their own has bought them in rows (GSMA: artificially inflated traffic).
const rowOf = (number: string): string =>
  number.replace(/x.*$/, '').replace(/\D/g, '').slice(0, -4);

const rowCap = (gateway: Sources, channel: Channel, to: string | undefined): Guard[] =>
  to === undefined || (channel !== 'sms' && channel !== 'call')
    ? []
    : [
        {
          counter: counter(gateway, 'row', rowOf(to)),
          seconds: hour,
          limit: gateway.tenant.gateway?.limits?.row ?? rowMessages,
        },
      ];

const dailyCap = ({ tenant }: Sources, channel: Channel): Guard => ({
  counter: `day:${channel}`,
  seconds: day,
  limit: (tenant.gateway?.limits?.daily ?? dailyMessages)[channel],
});

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
  { subject, client }: Pick<FlowState, 'subject' | 'client'>,
  channel: Channel,
  to: string | undefined,
): Required<Pick<Unit, 'caps' | 'hits'>> => {
  const own = [...sendCaps(gateway, subject!.username, to), ...clientCap(gateway, client)];
  const paid = [...rowCap(gateway, channel, to), dailyCap(gateway, channel)];
  const counted = to === undefined ? own : [...own, ...paid];
  return { caps: [...own, ...paid], hits: counted.map(({ counter }) => counter) };
};

const alarmed = new Map<string, number>();
const alarmPause = 60_000; // ms between two alarms of one kind: whoever causes them shan't fill the log

const alarm = (
  { log, metrics }: Pick<Gateway, 'log' | 'metrics'>,
  { counter, limit }: Guard,
): void => {
  // Behind the colon is a fingerprint; of a day's budget the channel.
  const kind = counter.startsWith('day:') ? counter : counter.split(':')[0]!;
  metrics.count('keyturn_limits_total', { limit: kind });
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
    const { count } = await gateway.store.count(cap.counter, cap.seconds);
    if (count < cap.limit) continue;
    alarm(gateway, cap);
    // A long window opens little by little, as the first of what filled it leave it.
    wait = Math.max(wait, Math.min(cap.seconds, hour));
  }
  return wait;
};
