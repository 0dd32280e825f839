import type { Challenge } from '../backends/protocol/index.ts';

// As many as a number of 32 bits can tell: what needs more would never be solved by a browser.
const leadingZeros = (digest: ArrayBuffer): number => Math.clz32(new DataView(digest).getUint32(0));

/**
 * Solves a backend's proof of work: the first nonce for which SHA-256(salt + nonce) starts with enough zero bits.
 * 12 bits take about a tenth of a second; the browser stays usable, for each hash is awaited.
 */
export const solve = async ({ salt, bits }: Challenge, signal: AbortSignal): Promise<string> => {
  const text = new TextEncoder();
  for (let nonce = 0; !signal.aborted; nonce += 1) {
    const digest = await crypto.subtle.digest('SHA-256', text.encode(salt + nonce));
    if (leadingZeros(digest) >= bits) return String(nonce);
  }
  return '';
};
