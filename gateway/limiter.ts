// Limits, counted in the store: they outlive a restart and a fresh flow. Names, numbers and addresses are counted under
// keyed fingerprints, so the counters tell nothing about people.
import { limits } from '../backends/limits.ts';
import { clientBeginnings } from '../tenant/schema/limits.ts';
import type { Gateway } from './context.ts';
import { addLoad, loadOn } from './load.ts';
import { plainNumber } from './masks.ts';
import { bitsFor } from './puzzle.ts';
import type { Guard } from './store/store.ts';

type Counts = Pick<Gateway, 'store' | 'secrets'>;

/** The counter of one kind for a name, a number or an address, which can't be read from it. */
export const counter = ({ secrets }: Counts, kind: string, text: string): string =>
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

/**
 * Passwords that are tried for an account, and those that are just being tried: counted before the directory is asked, so
 * that many at once can't be more than may fail.
 */
export const tryGuard = (gateway: Counts, username: string): Guard => ({
  counter: counter(gateway, 'try', username),
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

/** What a message is for. Each has counters of its own: who registers uses up nothing that a reset needs, nor the other way round. */
export type Purpose = 'reset' | 'new';

// Codes that go to what somebody says is theirs: who signed in may be anybody, and so may be whoever gets them.
const newPerTarget = 5; // in `sendWindow`
const newPerDay = 30;

/** What one message counts against: the account's limit, and that of the number or address. */
export const sendCaps = (
  gateway: Counts,
  purpose: Purpose,
  username: string,
  to: string | undefined,
): Guard[] => {
  const target = to?.includes('@') ? to.toLowerCase() : plainNumber(to ?? '') || username;
  const cap = (kind: string, text: string, limit: number, seconds: number): Guard => ({
    counter: counter(gateway, kind, text),
    seconds,
    limit,
  });
  const { sends, sendWindow, lockTime } = limits;
  return purpose === 'reset'
    ? [cap('send', username, sends, sendWindow), cap('target', target, sends, sendWindow)]
    : [
        cap('send-new', username, sends, sendWindow),
        cap('target-new', target, newPerTarget, sendWindow),
        cap('send-new-day', username, newPerDay, lockTime),
      ];
};

/**
 * Wrong codes for a new address or number, of all that an account tries to register in a day: by then it's guessing at what
 * isn't its own. Its resets and its sign-in stay open.
 */
export const newCodeGuard = (gateway: Counts, username: string): Guard => ({
  counter: counter(gateway, 'code-new', username),
  seconds: limits.lockTime,
  limit: 15, // three codes' worth
});

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

const busy = {
  /** Beginnings in a minute, from everywhere. */
  starts: { counter: 'starts', seconds: 60, limit: 120 },
  /** Failed proofs in ten minutes, from everywhere: few per account, and many accounts, is how codes are guessed. */
  failures: { counter: 'failures', seconds: startWindow, limit: 60 },
} as const satisfies Record<string, Guard>;

const networkOf = (address: string): string => {
  const [start, end] = address.split('::').map((part) => (part ? part.split(':') : []));
  // The zeros that `::` stands for: in the network's half they would make room for signs of the other half.
  const zeros = end ? Array<string>(Math.max(0, 8 - start!.length - end.length)).fill('0') : [];
  return [...start!, ...zeros, ...(end ?? [])].slice(0, 4).join(':');
};

/** What one client has to itself: an IPv4 address, or a whole /64 of IPv6. The address is in its plain spelling. */
export const clientNetwork = (address: string): string =>
  address.includes(':') ? `${networkOf(address)}::/64` : address;

type Limited = Counts & Pick<Gateway, 'tenant'>;

/** How many flows one client may begin, and messages it may have sent, in ten minutes. */
export const clientLimit = ({ tenant }: Pick<Gateway, 'tenant'>): number =>
  tenant.gateway?.limits?.client ?? clientBeginnings;

/** What a new flow meets: a closed door for `wait` seconds, or a puzzle of so many bits, or nothing. */
export type Admission = {
  wait: number;
  bits?: number;
  /** The client's fingerprint; without one nobody knows who asks. */
  client?: string;
};

/** What a failed proof counts against beside the account. */
export const failureCounters = (client: string | undefined): string[] => [
  busy.failures.counter,
  ...(client === undefined ? [] : [`failed:${client}`]),
];

const failuresPerStart = 4; // a person who mistypes everything fails five times, and few do

const admitClient = async (gateway: Limited, client: string): Promise<number> => {
  const limit = clientLimit(gateway);
  const failed = await gateway.store.count(`failed:${client}`, startWindow);
  if (failed.count * failuresPerStart >= limit) return Infinity;
  const guard = { counter: `start:${client}`, seconds: startWindow, limit };
  const before = await gateway.store.hitBelow(guard);
  return before >= limit ? Infinity : before / (limit / 5);
};

/**
 * What a new flow meets; it also counts the start. Without an address nobody knows who asks, and only what comes from
 * everywhere counts. Puzzles get harder as more is asked for: twice as hard for twice as much.
 */
export const admit = async (gateway: Limited, address: string | undefined): Promise<Admission> => {
  const { store, secrets } = gateway;
  const client = address === undefined ? undefined : secrets.mark('client', clientNetwork(address));
  const own = client === undefined ? 0 : await admitClient(gateway, client);
  if (own === Infinity) return { wait: startWindow };
  const everywhere = Object.values(busy).map((one) => loadOn(store, one));
  const load = Math.max(own, ...(await Promise.all(everywhere)));
  await addLoad(store, busy.starts);
  return { wait: 0, client, bits: bitsFor(load) };
};
