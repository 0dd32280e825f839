import { randomFillSync } from 'node:crypto';

// One question to the generator costs as much as some kilobytes of its answer.
const pool = Buffer.alloc(8192);
let at = pool.length;

/** So many random bytes (4,096 at most) from the system's generator; each is given out once, and kept nowhere. */
export const randomBytes = (size: number): Buffer => {
  if (at + size > pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  const bytes = Buffer.from(pool.subarray(at, at + size));
  pool.fill(0, at, at + size);
  at += size;
  return bytes;
};
