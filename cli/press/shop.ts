// Typst keeps something of every sheet until its process ends: sheets are set in a process of their own, which makes room
// for a new one before long. So a build of a thousand tenants takes the memory of ten.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { compiledFolder } from '../../site/publish/compiled-folder.ts';
import type { Order } from '../../templates/print/index.ts';
import type { Reply } from './process.ts';
import type { SetSheet } from './set.ts';

// Half a megabyte each; to start anew costs as much as setting ten of them.
const sheetsEach = 250;

type Worker = { child: ChildProcess; sheets: number };

const start = (): Worker => {
  const child = fork(join(compiledFolder(), 'cli', 'press.js'), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const end = (): void => void child.kill();
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  // It must not keep the build from ending; while there is an order, its channel does.
  child.unref();
  child.channel!.unref();
  return { child, sheets: 0 };
};

const ask = async ({ child }: Worker, order: Order): Promise<Reply> => {
  const over = new AbortController();
  const { signal } = over;
  child.channel?.ref();
  try {
    const replied = once(child, 'message', { signal });
    const gone = once(child, 'exit', { signal }).then(([code, name]) => [
      { wrong: `the process that prints has ended (${name ?? code})` },
    ]);
    child.send(order);
    const [reply] = (await Promise.race([replied, gone])) as [Reply];
    return reply;
  } finally {
    over.abort();
    child.channel?.unref();
  }
};

const end = async ({ child }: Worker): Promise<void> => {
  if (!child.connected) return;
  child.ref();
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
};

/** Sets sheets in another process. */
export type PrintShop = {
  /** One after the other. It throws an Error with what Typst has against a sheet, or how the process ended. */
  set: SetSheet;
  /** Ends the process, and waits until it's gone; the next sheet starts another one. */
  close(): Promise<void>;
};

/** After how many sheets a process makes room for another one, and who is told of each that starts. */
export type Shift = { most?: number; started?: (child: ChildProcess) => void };

/** A process beside this one that sets sheets. It's started with the first, and anew after `most` of them. */
export const printShop = ({ most = sheetsEach, started }: Shift = {}): PrintShop => {
  let worker: Worker | undefined;
  const close = async (): Promise<void> => {
    const former = worker;
    worker = undefined;
    if (former) await end(former);
  };
  const setNow = async (order: Order): Promise<Uint8Array> => {
    if (worker && (worker.sheets >= most || !worker.child.connected)) await close();
    if (!worker) {
      worker = start();
      started?.(worker.child);
    }
    worker.sheets += 1;
    const reply = await ask(worker, order);
    if ('wrong' in reply) throw new Error(reply.wrong);
    return reply.body;
  };
  let last: Promise<unknown> = Promise.resolve();
  const set: SetSheet = (order) => {
    const mine = last.then(() => setNow(order));
    last = mine.catch(() => undefined);
    return mine;
  };
  return { set, close };
};
