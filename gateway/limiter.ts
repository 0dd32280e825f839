// Limits, counted in the store: they outlive a restart and a fresh flow. Names, numbers and addresses are counted under
// keyed fingerprints, so the counters tell nothing about people.
import { limits } from '../backends/limits.ts';
import type { Gateway } from './context.ts';
import { plainNumber } from './masks.ts';
import type { Guard } from './store/store.ts';

type Counts = Pick<Gateway, 'store' | 'secrets'>;

const counter = ({ secrets }: Counts, kind: string, text: string): string =>
  `${kind}:${secrets.mark(kind, text)}`;

/** The counter of an account's failed proofs. Names without an account have one too. */
export const proofCounter = (gateway: Counts, username: string): string =>
  counter(gateway, 'proof', username);

/** The counter of the passwords that were set for an account. */
export const changeCounter = (gateway: Counts, username: string): string =>
  counter(gateway, 'change', username);

/** The counter of the changes of what is registered for an account. */
export const methodsCounter = (gateway: Counts, username: string): string =>
  counter(gateway, 'methods', username);

const changes = 30; // in `sendWindow`: room to register everything anew

/** Changes of what is registered: each sends notices, which would fill the outbox, and bury the one that matters. */
export const changeCap = (gateway: Counts, username: string): Guard => ({
  counter: methodsCounter(gateway, username),
  seconds: limits.sendWindow,
  limit: changes,
});

/** Nothing may be proved, and nothing fail, once the account's failures have reached their limit. */
export const proofGuard = (gateway: Counts, username: string): Guard => ({
  counter: proofCounter(gateway, username),
  seconds: limits.lockTime,
  limit: limits.proofFailures,
});

/** Until when self-service is closed for an account (Unix ms), or undefined. Its sign-in is never touched. */
export const lockedUntil = async (
  gateway: Counts,
  username: string,
): Promise<number | undefined> => {
  const { counter: key, seconds, limit } = proofGuard(gateway, username);
  const { count, last } = await gateway.store.count(key, seconds);
  return count < limit ? undefined : last + seconds * 1000;
};

/** What one message counts against: the account's limit, and that of the number or address. */
export const sendCaps = (gateway: Counts, username: string, to: string | undefined): Guard[] => {
  const target = to?.includes('@') ? to.toLowerCase() : plainNumber(to ?? '') || username;
  return [counter(gateway, 'send', username), counter(gateway, 'target', target)].map((key) => ({
    counter: key,
    seconds: limits.sendWindow,
    limit: limits.sends,
  }));
};

const asksPerAccount = 60;

/** Counts that somebody asked what is registered; seconds to wait when it was too often, else 0. */
export const askedTooOften = async (gateway: Counts, username: string): Promise<number> => {
  const guard = {
    counter: counter(gateway, 'asked', username),
    seconds: startWindow,
    limit: asksPerAccount,
  };
  return (await gateway.store.hitBelow(guard)) < asksPerAccount ? 0 : startWindow;
};

const startWindow = 10 * 60; // seconds
const startsPerClient = 100;
const busyWindow = 60; // seconds
const busyStarts = 120; // in a minute, from everywhere

const networkOf = (address: string): string => {
  const [start, end] = address.split('::').map((part) => (part ? part.split(':') : []));
  // The zeros that `::` stands for: in the network's half they would make room for signs of the other half.
  const zeros = end ? Array<string>(Math.max(0, 8 - start!.length - end.length)).fill('0') : [];
  return [...start!, ...zeros, ...(end ?? [])].slice(0, 4).join(':');
};

/** What one client has to itself: an IPv4 address, or a whole /64 of IPv6. The address is in its plain spelling. */
export const clientNetwork = (address: string): string =>
  address.includes(':') ? `${networkOf(address)}::/64` : address;

const startGuard = (gateway: Counts, address: string): Guard => ({
  counter: counter(gateway, 'start', clientNetwork(address)),
  seconds: startWindow,
  limit: startsPerClient,
});

/**
 * What a new flow meets: nothing, a puzzle, or a closed door for so many seconds. It also counts the start. Without an
 * address nobody knows who asks, and only what comes from everywhere counts.
 */
export const admit = async (
  gateway: Counts,
  address: string | undefined,
): Promise<{ wait: number; puzzle: boolean }> => {
  const { store } = gateway;
  const before = address === undefined ? 0 : await store.hitBelow(startGuard(gateway, address));
  if (before >= startsPerClient) return { wait: startWindow, puzzle: true };
  const all = await store.count('starts', busyWindow);
  await store.hit('starts');
  return { wait: 0, puzzle: before >= startsPerClient / 5 || all.count >= busyStarts };
};
