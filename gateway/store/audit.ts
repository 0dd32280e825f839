// The audit log as a chain: each entry's seal covers the one before, so none can be changed, left out or put in between
// without the gateway's secret.
import type { Secrets } from '../secrets.ts';
import type { AuditEvent } from './store.ts';

/** An event as it's kept. `at` is Unix time in milliseconds. */
export type Entry = AuditEvent & { at: number };

/** An entry with its seal. */
export type Sealed = Entry & { seal: string };

/** What stands before the first entry of all. */
export const chainRoot = 'root';

/** The seal of an entry that follows another one's. */
export const sealOf = (
  { mark }: Pick<Secrets, 'mark'>,
  before: string,
  { at, event, supportCode, username, detail }: Entry,
): string =>
  mark('audit', JSON.stringify([before, at, event, supportCode, username ?? null, detail ?? null]));

/** How a chain was found: whole, or broken at its nth entry (from 1). `last` is its last whole seal. */
export type ChainState = {
  entries: number;
  last: string;
  brokenAt: number | undefined;
  /** Whether the seal that was looked for is in it. */
  met: boolean;
};

/**
 * Follows a chain from what stood before it. Entries that were cut off at its end can't be seen in it, unless a
 * seal that was `noted` elsewhere isn't met any more.
 */
export const followChain = async (
  secrets: Pick<Secrets, 'mark'>,
  before: string,
  entries: AsyncIterable<Sealed>,
  noted?: string,
): Promise<ChainState> => {
  let last = before;
  let count = 0;
  let met = before === noted;
  for await (const { seal, ...entry } of entries) {
    count += 1;
    if (sealOf(secrets, last, entry) !== seal)
      return { entries: count, last, brokenAt: count, met };
    last = seal;
    met ||= seal === noted;
  }
  return { entries: count, last, brokenAt: undefined, met };
};
