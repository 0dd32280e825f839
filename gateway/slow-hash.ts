// What people choose by themselves can be guessed, so it's kept under a hash that makes each guess dear.
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';

// argon2id at OWASP's first choice: 19 MiB, two passes, one lane (Password Storage cheat sheet).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Each takes 19 MiB and a whole core: more of them at a time would only take more memory. One core is left to whoever asks for
// something else.
const places = Math.max(1, availableParallelism() - 1);

let busy = 0;
let under = 0;
const waiting: (() => void)[] = [];

/** How many hashes are being made or waiting for their turn. */
export const hashesUnderWay = (): number => busy;

// Whoever leaves hands their place on.
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  busy += 1;
  if (under < places) under += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    busy -= 1;
    const next = waiting.shift();
    if (next) next();
    else under -= 1;
  }
};

/** A hash with a salt of its own. */
export const slowHash = (text: string): Promise<string> => inTurn(() => hash(text, cost));

let nobody: Promise<string> | undefined;

/** What is compared with where there is nothing; made once, beforehand, so that the first to meet it waits no longer. */
export const nobodysHash = (): Promise<string> => (nobody ??= slowHash('nobody'));

/** Whether this is the text behind a hash. Where nothing is kept it takes as long, and is never right. */
export const slowMatch = async (kept: string | undefined, text: string): Promise<boolean> => {
  const hashed = kept ?? (await nobodysHash());
  return (await inTurn(() => verify(hashed, text))) && kept !== undefined;
};
