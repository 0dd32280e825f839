import type { Challenge } from '../backends/protocol/index.ts';

const leadingZeros = (digest: Uint8Array): number => {
  let bits = 0;
  for (const byte of digest) {
    if (byte > 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
};

/**
 * Solves a backend's proof of work: the first nonce for which SHA-256(salt + nonce) starts with enough zero bits.
 * 12 bits take about a tenth of a second; the browser stays usable, for each hash is awaited.
 */
export const solve = async ({ salt, bits }: Challenge, signal: AbortSignal): Promise<string> => {
  const text = new TextEncoder();
  for (let nonce = 0; !signal.aborted; nonce += 1) {
    const digest = await crypto.subtle.digest('SHA-256', text.encode(salt + nonce));
    if (leadingZeros(new Uint8Array(digest)) >= bits) return String(nonce);
  }
  return '';
};
