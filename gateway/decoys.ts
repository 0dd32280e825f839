// A name without anybody behind it is offered something plausible, always the same.
import type { MethodKind } from '../backends/protocol/index.ts';
import { channelOf } from '../tenant/channels.ts';
import type { Gateway } from './context.ts';
import { maskEmail, maskNumber } from './masks.ts';
import type { RawOffer } from './offers.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz';
// Where private mail lives: gmail, hotmail, outlook, icloud, yahoo, live, and everything else.
const hosts = `gggggghhhooiiyyll${alphabet}`;

const signOf = (signs: string, byte: number): string => signs[byte % signs.length]!;

// A private address begins with the same letter as the user name more often than not, but by no means always.
const decoyEmail = (username: string, [own, letter, host]: readonly number[]): string => {
  const initial = own! % 3 > 0 ? username : signOf(alphabet, letter!);
  return maskEmail(`${initial}@${signOf(hosts, host!)}`);
};

const decoyNumber = (byte: number): string => maskNumber(String(byte % 100).padStart(2, '0'));

const hintsOf = (kind: MethodKind, username: string, mark: readonly number[]) => {
  const channel = channelOf(kind);
  // A text and a call go to the same phone.
  if (channel === 'mobile') return [decoyNumber(mark[4]!)];
  if (channel === 'office') return [decoyNumber(mark[12]!)];
  if (channel !== 'email') return [undefined];
  const addresses = [mark.slice(6, 9), mark.slice(9, 12)];
  // Some people have registered two.
  return addresses.slice(mark[1]! % 8 === 0 ? 0 : 1).map((bytes) => decoyEmail(username, bytes));
};

/** What a decoy is offered. Every byte of the mark decides one thing, so that the same name looks the same each time. */
export const decoyOffers = (
  { secrets, able, tenant }: Pick<Gateway, 'secrets' | 'able' | 'tenant'>,
  username: string,
): RawOffer[] => {
  const mark = [...Buffer.from(secrets.mark('decoy', username), 'base64url')];
  // A notification is offered to everybody, whatever else they have.
  const push = able.includes('push') ? 1 : 0;
  const channels = [...new Set(able.map(channelOf))].filter((channel) => channel !== 'push');
  const size = channels.length;
  const count = Math.max(tenant.policy.gates - push, Math.min(size, 1 - push + (mark[0]! % 3)));
  // Any channel can be the only one, as with real people; the order is the policy's.
  const first = mark[5]! % size;
  const has = (kind: MethodKind): boolean => {
    const channel = channelOf(kind);
    if (channel === 'push') return true;
    return (channels.indexOf(channel) - first + size) % size < count;
  };
  return able
    .filter(has)
    .flatMap((kind) => hintsOf(kind, username, mark).map((hint) => ({ kind, hint })));
};
