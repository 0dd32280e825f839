// A process that sets sheets for another one, until that one has no more of them or has ended.
import type { Order } from '../../templates/print/index.ts';
import { setHere } from './set.ts';

/** What comes back for an order: the bytes, or what is wrong with it. */
export type Reply = { body: Uint8Array } | { wrong: string };

const replyTo = async (order: Order): Promise<Reply> => {
  try {
    return { body: await setHere(order) };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
};

// Ctrl-C goes to every process of a terminal; this one ends with the one that it works for.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit());
process.on('message', (order: Order) => void replyTo(order).then((reply) => process.send!(reply)));
