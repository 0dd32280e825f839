// What people choose by themselves can be guessed, so it's kept under a hash that makes each guess dear.
import { hash, verify } from '@node-rs/argon2';

// argon2id at OWASP's first choice: 19 MiB, two passes, one lane (Password Storage cheat sheet).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let busy = 0;

/** How many hashes are being made or waiting for their turn. */
export const hashesUnderWay = (): number => busy;

const counted = async <T>(work: Promise<T>): Promise<T> => {
  busy += 1;
  try {
    return await work;
  } finally {
    busy -= 1;
  }
};

/** A hash with a salt of its own. */
export const slowHash = (text: string): Promise<string> => counted(hash(text, cost));

let nobody: Promise<string> | undefined;

/** What is compared with where there is nothing; made once, beforehand, so that the first to meet it waits no longer. */
export const nobodysHash = (): Promise<string> => (nobody ??= slowHash('nobody'));

/** Whether this is the text behind a hash. Where nothing is kept it takes as long, and is never right. */
export const slowMatch = async (kept: string | undefined, text: string): Promise<boolean> =>
  (await counted(verify(kept ?? (await nobodysHash()), text))) && kept !== undefined;
