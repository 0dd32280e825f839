// Which methods a subject is offered. A name without anybody behind it is offered something plausible, always the same.
import type { MethodKind, OfferedMethod } from '../backends/protocol/index.ts';
import type { Gateway } from './context.ts';
import type { Person } from './directory/directory.ts';
import type { Subject } from './flow/state.ts';
import { maskEmail, maskNumber } from './masks.ts';

/** What this gateway can carry out. Others of the tenant's methods are simply not offered. */
export const ableMethods: readonly MethodKind[] = ['email', 'sms', 'questions'];

/** A method on offer; `to` is where a code goes, for somebody who is really there. */
export type Offer = OfferedMethod & { to?: string };

const numbered = (offers: Omit<Offer, 'id'>[]): Offer[] =>
  offers.map((offer, index) => {
    const before = offers.slice(0, index).filter(({ kind }) => kind === offer.kind).length;
    return { id: `${offer.kind}-${before + 1}`, ...offer };
  });

const hintOf = (kind: MethodKind, value: string): string | undefined =>
  kind === 'email' ? maskEmail(value) : kind === 'questions' ? undefined : maskNumber(value);

const offerOf = (kind: MethodKind, value: string | undefined): Omit<Offer, 'id'> => ({
  kind,
  hint: value === undefined ? undefined : hintOf(kind, value),
  confirm: kind === 'sms' || undefined,
  to: value,
});

/** The policy's methods, as far as this gateway can carry them out. */
export const ableKinds = ({ tenant }: Gateway): MethodKind[] =>
  tenant.policy.methods.filter((kind) => ableMethods.includes(kind));

/** What a person can use here: registered, allowed by the policy, and able to be carried out. */
export const offersOf = (gateway: Gateway, person: Person): Offer[] => {
  const needed = gateway.tenant.policy.questions?.reset ?? Infinity;
  const kinds = ableKinds(gateway);
  const contacts = person.methods.filter(({ kind, value }) => kinds.includes(kind) && value);
  const sorted = contacts.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  const asks = kinds.includes('questions') && person.questions.length >= needed;
  return numbered([
    ...sorted.map(({ kind, value }) => offerOf(kind, value)),
    ...(asks ? [offerOf('questions', undefined)] : []),
  ]);
};

/** Whether a person has registered enough to get through every gate, and may. */
export const canReset = (gateway: Gateway, person: Person): boolean => {
  const kinds = new Set(offersOf(gateway, person).map(({ kind }) => kind));
  return !person.disabled && kinds.size >= gateway.tenant.policy.gates;
};

const alphabet = 'abcdefghijklmnopqrstuvwxyz';
// Where private mail lives: gmail, hotmail, outlook, icloud, yahoo, live, and everything else.
const hosts = `gggggghhhooiiyyll${alphabet}`;

const signOf = (signs: string, byte: number): string => signs[byte % signs.length]!;

// A private address begins with the same letter as the user name more often than not, but by no means always.
const decoyEmail = (username: string, [own, letter, host]: readonly number[]): string => {
  const initial = own! % 3 > 0 ? username : signOf(alphabet, letter!);
  return maskEmail(`${initial}@${signOf(hosts, host!)}`);
};

// Every byte of the mark decides one thing, so that the same name looks the same each time.
const decoyOffers = (gateway: Gateway, username: string): Offer[] => {
  const mark = [...Buffer.from(gateway.secrets.mark('decoy', username), 'base64url')];
  const kinds = ableKinds(gateway);
  const { gates } = gateway.tenant.policy;
  const count = Math.max(gates, Math.min(kinds.length, 1 + (mark[0]! % 3)));
  // Any kind can be the only one, as with real people; the order is the policy's.
  const first = mark[5]! % kinds.length;
  const has = (_: MethodKind, index: number): boolean =>
    (index - first + kinds.length) % kinds.length < count;
  const hints = (kind: MethodKind): (string | undefined)[] => {
    if (kind === 'sms') return [maskNumber(String(mark[4]! % 100).padStart(2, '0'))];
    if (kind !== 'email') return [undefined];
    const addresses = [mark.slice(6, 9), mark.slice(9, 12)];
    // Some people have registered two.
    return addresses.slice(mark[1]! % 8 === 0 ? 0 : 1).map((bytes) => decoyEmail(username, bytes));
  };
  return numbered(
    kinds
      .filter(has)
      .flatMap((kind) => hints(kind).map((hint) => ({ ...offerOf(kind, undefined), hint }))),
  );
};

/** What a subject is offered: a person's own methods, or a decoy's. */
export const offersFor = async (gateway: Gateway, subject: Subject): Promise<Offer[]> => {
  const person = subject.personId ? await gateway.directory.read(subject.personId) : undefined;
  return person ? offersOf(gateway, person) : decoyOffers(gateway, subject.username);
};

/** What is left after the proofs that were given: no method twice, and no kind twice. */
export const remaining = (offers: readonly Offer[], proved: readonly string[]): Offer[] => {
  const used = new Set(offers.filter(({ id }) => proved.includes(id)).map(({ kind }) => kind));
  return offers.filter(({ kind }) => !used.has(kind));
};
