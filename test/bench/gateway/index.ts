// What the gateway costs: CPU time of its process, beside the hash of a reset and beside Node's bare HTTP server. Rounds
// are paired: in each, one is measured right after the other, so that a machine that slows down slows both.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/command.ts';
import { startMailServer } from '../../gateway/mail-server.ts';
import { median, ratio } from '../cpu.ts';
import { callerTo, many, type Call } from './caller.ts';
import { type Measured, startMeasured } from './process.ts';
import { startServed } from './served.ts';

const rounds = 5;
const resets = 100;
const calls = 1000;
const connections = 50;
const beat = 50; // ms; replies go out at its multiples

type Work = (index: number) => Promise<unknown>;

// CPU milliseconds of a process for each piece of work.
const costOf = async (
  { usage }: Pick<Measured, 'usage'>,
  { count, atOnce, work }: { count: number; atOnce: number; work: Work },
): Promise<number> => {
  const { cpu } = await usage();
  await many(count, atOnce, work);
  return (((await usage()).cpu - cpu) / count) * 1000;
};

/** Two costs in ms of CPU, and how many times the one is of the other: in the middle of all rounds. */
export type Pair = { own: number; other: number; times: number };

// Of each of these the costs, round by round; the first round warms all of them up.
const inRounds = async (costs: readonly (() => Promise<number>)[]): Promise<number[][]> => {
  const measured: number[][] = costs.map(() => []);
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, cost] of costs.entries()) {
      const took = await cost();
      if (round > 0) measured[index]!.push(took);
    }
  return measured;
};

const pairOf = (own: readonly number[], other: readonly number[]): Pair => ({
  own: median(own),
  other: median(other),
  times: ratio(other, own),
});

const script = (name: string): string => new URL(name, import.meta.url).pathname;

// The requests of a reset, of which by-hand.ts reads only the path.
const stepsByHand = ['/begin', '/name', '/method', '/code', '/password'];

// A reset written by hand, and what does nothing but hash.
const startFloors = async (folder: string) => {
  const mail = await startMailServer();
  const [handPort, hashPort] = [await freePort(), await freePort()];
  const places = [String(handPort), folder, String(mail.port)];
  const hand = await startMeasured([script('by-hand.ts'), ...places]);
  const hashing = await startMeasured([script('hashing.ts'), String(hashPort)]);
  const [asker, hasher] = [callerTo(handPort, connections), callerTo(hashPort, connections)];
  const reset: Work = async () => {
    for (const path of stepsByHand) await asker.call('POST', path, { answer: { kind: 'back' } });
  };
  const stop = async (): Promise<void> => {
    asker.close();
    hasher.close();
    await Promise.all([hand.stop(), hashing.stop()]);
    await mail.close();
  };
  return { hand, handPort, hashing, reset, hash: () => hasher.call('GET', '/'), stop };
};

/** A whole reset, and one that is written by hand, beside the hash that both have; and the one beside the other. */
export const resetCost = async (folder: string): Promise<Record<string, Pair>> => {
  const served = await startServed(join(folder, 'reset'), connections);
  const floors = await startFloors(join(folder, 'reset'));
  let index = 0;
  const own: Work = () => served.reset((index += 1));
  const cost = (process: Pick<Measured, 'usage'>, work: Work) => (): Promise<number> =>
    costOf(process, { count: resets, atOnce: 8, work });
  try {
    const [ours, hand, hash] = (await inRounds([
      cost(served, own),
      cost(floors.hand, floors.reset),
      cost(floors.hashing, floors.hash),
    ])) as [number[], number[], number[]];
    return {
      'reset / its hash': pairOf(ours, hash),
      'by hand / its hash': pairOf(hand, hash),
      'reset / by hand': pairOf(ours, hand),
    };
  } finally {
    await Promise.all([served.stop(), floors.stop()]);
  }
};

const start = { flow: 'reset', locale: 'en' };

// Each route with what the bare server does in its place: the same JSON, and where it writes, as durable a write.
const routesOf = async (own: Call, bare: Call): Promise<Record<string, [Work, Work]>> => {
  const begun = JSON.parse((await own('POST', '/api/flows', start)).text) as { id: string };
  const late = { answer: { kind: 'back' } };
  return {
    'GET /policy': [() => own('GET', '/api/policy'), () => bare('GET', '/')],
    'GET /healthz': [() => own('GET', '/api/healthz'), () => bare('GET', '/')],
    'POST /flows/{id}, refused': [
      () => own('POST', `/api/flows/${begun.id}`, late),
      () => bare('POST', '/', late),
    ],
    'POST /flows': [() => own('POST', '/api/flows', start), () => bare('POST', '/stored', start)],
  };
};

const startBare = async (folder: string, each: number) => {
  const port = await freePort();
  const bare = await startMeasured([script('bare.ts'), String(port), folder, String(each)]);
  const { call, close } = callerTo(port, connections);
  const stop = async (): Promise<void> => {
    close();
    await bare.stop();
  };
  return { usage: () => bare.usage(), call, stop };
};

/** The other routes, each beside Node's bare server, and beside one whose replies wait for the beat too. */
export const routeCosts = async (folder: string): Promise<Record<string, Pair>> => {
  const served = await startServed(join(folder, 'routes'), connections);
  const floors = await Promise.all(
    [0, beat].map((each) => startBare(join(folder, 'routes'), each)),
  );
  const [atOnce, onBeat] = await Promise.all(floors.map(({ call }) => routesOf(served.call, call)));
  const cost = (process: Pick<Measured, 'usage'>, work: Work) => (): Promise<number> =>
    costOf(process, { count: calls, atOnce: connections, work });
  const costs: Record<string, Pair> = {};
  for (const [name, [own, other]] of Object.entries(atOnce!)) {
    const [ours, bare, paced] = (await inRounds([
      cost(served, own),
      cost(floors[0]!, other),
      cost(floors[1]!, onBeat![name]![1]),
    ])) as [number[], number[], number[]];
    costs[name] = pairOf(ours, bare);
    costs[`${name}, on the beat`] = pairOf(ours, paced);
  }
  for (const { stop } of floors) await stop();
  await served.stop();
  return costs;
};

/** Resident memory in MB: after the start, with 50 connections, and after resets over them. */
export type Memory = { start: number; connected: number; reset: number };

/** How late replies are beyond their beat (ms): the middle one, and the 99th of a hundred. */
export type Lateness = { p50: number; p99: number };

// While something goes on.
const latenessOf = async (port: number, busy: () => Promise<unknown>): Promise<Lateness> => {
  const asking = fork(script('lateness.ts'), [String(port), String(beat)]);
  const told = once(asking, 'message');
  await busy();
  asking.send('stop');
  const [late] = (await told) as [number[]];
  const sorted = late.toSorted((one, two) => one - two);
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)]!;
  return { p50: at(0.5), p99: at(0.99) };
};

/** What a gateway takes of memory, and how long others wait while it hashes without a pause, and while it doesn't. */
export const loadOf = async (
  folder: string,
): Promise<{ memory: Memory; hashing: Lateness; byHand: Lateness; idle: Lateness }> => {
  const served = await startServed(join(folder, 'load'), connections);
  const rss = async (): Promise<number> => (await served.usage()).rss;
  const memory = { start: await rss(), connected: 0, reset: 0 };
  await many(calls, connections, () => served.call('GET', '/api/policy'));
  memory.connected = await rss();
  const idle = await latenessOf(served.port, () => sleep(5000));
  let index = 0;
  // Few enough that nobody is asked for a puzzle, whose solver would take the processor from both.
  const hashing = await latenessOf(served.port, () =>
    many(resets, 8, () => served.reset((index += 1))),
  );
  memory.reset = await rss();
  await served.stop();
  const floors = await startFloors(join(folder, 'load'));
  const byHand = await latenessOf(floors.handPort, () => many(resets, 8, floors.reset));
  await floors.stop();
  return { memory, hashing, byHand, idle };
};
