import type { Stationery } from '../../templates/index.ts';
import type { Queued, Store } from '../store/store.ts';
import type { Send } from './delivery.ts';
import { render } from './letters.ts';

/** The ways out that this gateway has. */
export type Ways = { email?: Send; sms?: Send };

type Worker = {
  /** Looks at once instead of at the next round. */
  wake(): void;
  /** Finishes what is under way, and no more. */
  stop(): Promise<void>;
};

const lease = 30; // seconds; longer than any send may take
const tries = 4;
const round = 500; // ms between two looks at an empty outbox

/**
 * Empties the outbox, one message at a time, in the order in which they were written. What could not be sent is due
 * again when its lease is over; what failed four times is given up and logged.
 */
export const deliver = (
  store: Store,
  ways: Ways,
  stationery: Stationery,
  log: (entry: Record<string, unknown>) => void,
): Worker => {
  const sendOne = async (message: Queued): Promise<void> => {
    const { to, channel, id, attempts } = message;
    const send = ways[channel];
    try {
      // Nobody's message is rendered too: what it costs can be felt by the next caller.
      const letter = render({ ...message, to: to ?? '' }, stationery);
      if (to && send) await send(letter);
    } catch (error) {
      const reason = (error as Error).message;
      log({ level: 'warn', message: 'not delivered', channel, attempts, error: reason });
      if (attempts < tries) return;
    }
    await store.settle(id);
  };

  // Whether there was a message to see to. A store that fails doesn't end the worker: it's asked again after a pause.
  const next = async (): Promise<boolean> => {
    try {
      const message = await store.take(lease);
      if (message) await sendOne(message);
      return message !== undefined;
    } catch (error) {
      log({ level: 'error', message: 'outbox', error: (error as Error).message });
      return false;
    }
  };

  let stopped = false;
  let wakeUp = (): void => {};
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, round);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!stopped) if (!(await next())) await pause();
  };
  const running = run();
  return {
    wake: () => wakeUp(),
    stop: async () => {
      stopped = true;
      wakeUp();
      await running;
    },
  };
};
