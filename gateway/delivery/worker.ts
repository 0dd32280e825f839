import type { Stationery } from '../../templates/index.ts';
import type { Channel, Queued, Store } from '../store/store.ts';
import { atOnce, NobodyThere, type Send } from './delivery.ts';
import type { Metrics } from '../metrics.ts';
import { render } from './letters.ts';
import { pauses } from './pauses.ts';

/** The ways out that this gateway has. */
export type Ways = { [C in Channel]?: Send };

type Worker = {
  /** Looks at once into a channel's queue instead of at the next round. */
  wake(channel: Channel): void;
  /** Finishes what is under way, and no more. */
  stop(): Promise<void>;
};

type Kept = Pick<Store, 'outbox' | 'orphan'>;

type Teller = { log: (entry: Record<string, unknown>) => void; metrics: Metrics };

const channels: readonly Channel[] = ['email', 'sms', 'call', 'push'];
const lease = 10; // seconds after which a message is another gateway's, if this one has died
const renewal = 3000; // ms; well within the lease, also on a busy machine
const again = 30; // seconds until another try
const tries = 4;
const round = 500; // ms between two looks at an empty outbox

// Sees to one message, and says whether that was the last time.
const seeTo = async (
  { id, message, attempts, held }: Queued,
  channel: Channel,
  ways: Ways,
  stationery: Stationery,
  { log, metrics, store }: Teller & { store: Kept },
): Promise<boolean> => {
  const came = (result: string): void =>
    metrics.count('keyturn_messages_total', { channel, result });
  const failed = (level: string, error: string): void => {
    came('failed');
    log({ level, message: 'not delivered', channel, attempts, error });
  };
  if (!message) {
    failed('error', 'sealed with another secret');
    return true;
  }
  const { to, goodUntil = Infinity } = message;
  if (goodUntil <= Date.now()) {
    failed('warn', 'too late');
    return true;
  }
  const send = ways[channel];
  try {
    if (held && message.orphaned) {
      const { event } = message.orphaned;
      await store.orphan(id, message.orphaned);
      log({ level: 'audit', ...event });
    }
    // Nobody's message is rendered too: what it costs can be felt by the next caller.
    const letter = { ...render({ ...message, to: to ?? '' }, stationery), id: message.id };
    if (to && send) {
      await send(letter);
      came('sent');
    }
    return true;
  } catch (error) {
    failed('warn', (error as Error).message);
    return attempts >= tries || error instanceof NobodyThere;
  }
};

/**
 * Empties the outbox, each channel by itself and a few messages at a time, begun in the order in which they were
 * written. What could not be sent is due again after a while; what failed four times is given up and logged.
 */
export const deliver = (
  store: Kept,
  ways: Ways,
  stationery: Stationery,
  teller: Teller,
): Worker => {
  const { log } = teller;
  const { outbox } = store;
  const pausing = new Map(channels.map((channel) => [channel, pauses(round)]));
  const guarded = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      log({ level: 'error', message: 'outbox', error: (error as Error).message });
      return undefined;
    }
  };

  // A store that fails doesn't end the worker: it's asked again after a pause.
  const run = async (channel: Channel): Promise<void> => {
    const busy = new Map<number, Promise<void>>();
    const { sleeper, stopped } = pausing.get(channel)!;
    const pause = sleeper();
    while (!stopped()) {
      const next = await guarded(() => outbox.take(channel, lease));
      if (!next) {
        await pause();
        continue;
      }
      // It takes longer than its lease: it is still under way, and isn't sent twice at once.
      if (busy.has(next.id)) continue;
      const renewing = setInterval(() => void guarded(() => outbox.keep(next.id, lease)), renewal);
      const job = guarded(async () => {
        const last = await seeTo(next, channel, ways, stationery, { ...teller, store });
        clearInterval(renewing);
        await (last ? outbox.settle(next.id) : outbox.keep(next.id, again));
      }).then(() => void busy.delete(next.id));
      busy.set(next.id, job);
      if (busy.size >= atOnce) await Promise.race(busy.values());
    }
    await Promise.all(busy.values());
  };
  const running = guarded(() => outbox.recover()).then(() => Promise.all(channels.map(run)));
  return {
    wake: (channel) => pausing.get(channel)!.wake(),
    stop: async () => {
      for (const { stop } of pausing.values()) stop();
      await running;
    },
  };
};
