// A name without anybody behind it is offered something plausible, always the same.
import type { MethodKind } from '../backends/protocol/index.ts';
import { channelOf } from '../tenant/channels.ts';
import type { Gateway } from './context.ts';
import { maskEmail, maskNumber } from './masks.ts';
import type { RawOffer } from './offers.ts';

type Channel = ReturnType<typeof channelOf>;

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

// Some people have registered two, and a few three.
const several = (byte: number): number => (byte % 64 === 0 ? 3 : byte % 8 === 0 ? 2 : 1);

// Which bytes make the addresses and numbers of a channel.
const emailBytes = [6, 9, 25];
const numberBytes = { mobile: [4, 28, 29], office: [12, 30, 31] };

const hintsOf = (kind: MethodKind, username: string, mark: readonly number[]) => {
  const channel = channelOf(kind);
  if (channel === 'email')
    return emailBytes
      .slice(0, several(mark[1]!))
      .map((first) => decoyEmail(username, mark.slice(first, first + 3)));
  // A text and a call go to the same phone.
  if (channel === 'mobile' || channel === 'office')
    return numberBytes[channel]
      .slice(0, several(mark[channel === 'mobile' ? 13 : 14]!))
      .map((place) => decoyNumber(mark[place]!));
  return [undefined];
};

// How many things a name could have: a few, as most people have, or any number that there is.
const amount = (size: number, least: number, [some, few, any]: readonly number[]): number =>
  least + (some! % 4 === 0 ? any! % (size - least + 1) : Math.min(size - least, few! % 3));

/** What a decoy is offered. Every byte of the mark decides one thing, so that the same name looks the same each time. */
export const decoyOffers = (
  { secrets, able, tenant }: Pick<Gateway, 'secrets' | 'able' | 'tenant'>,
  username: string,
): RawOffer[] => {
  const mark = [...Buffer.from(secrets.mark('decoy', username), 'base64url')];
  // A notification is offered to everybody, whatever else they have.
  const push = able.includes('push') ? 1 : 0;
  const channels = [...new Set<Channel>(able.map(channelOf))].filter((one) => one !== 'push');
  const least = Math.min(channels.length, tenant.policy.gates - push);
  const count = amount(channels.length, least, [mark[2]!, mark[0]!, mark[3]!]);
  // Any of them can come together, as with real people; the order is the policy's.
  const rank = (channel: (typeof channels)[number]): number =>
    mark[16 + channels.indexOf(channel)]!;
  const has = new Set<Channel>(channels.toSorted((a, b) => rank(a) - rank(b)).slice(0, count));
  return able
    .filter((kind) => kind === 'push' || has.has(channelOf(kind)))
    .flatMap((kind) => hintsOf(kind, username, mark).map((hint) => ({ kind, hint })));
};
