import { createHash } from 'node:crypto';
import { randomBytes } from './random.ts';

const fewest = 13; // about 8,000 hashes: a quarter of a second in a browser, 10 ms to check a thousand
const most = 17; // four seconds

/** How hard a puzzle is at so many times the usual load: twice as hard for twice as much, and none below it. */
export const bitsFor = (load: number): number | undefined =>
  load < 1 ? undefined : Math.min(most, fewest + Math.floor(Math.log2(load)));

/** A new puzzle for a flow; it is kept with the flow, so a solution is good for that one alone. */
export const newPuzzle = (bits: number): { salt: string; bits: number } => ({
  salt: randomBytes(16).toString('base64url'),
  bits,
});

/** Whether SHA-256(salt + nonce) starts with enough zero bits. */
export const solves = (puzzle: { salt: string; bits: number }, nonce: string): boolean => {
  const digest = createHash('sha256')
    .update(puzzle.salt + nonce)
    .digest();
  const zeros = digest.readUInt32BE(0);
  return Math.clz32(zeros) >= puzzle.bits;
};
