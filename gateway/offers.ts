// Which methods a subject is offered.
import type { MethodKind, OfferedMethod } from '../backends/protocol/index.ts';
import { channelOf } from '../tenant/channels.ts';
import type { Gateway } from './context.ts';
import { decoyOffers } from './decoys.ts';
import type { Subject } from './flow/state.ts';
import { maskEmail, maskNumber } from './masks.ts';
import { isServed } from './numbers.ts';
import { type Person, readPerson } from './person.ts';
import type { RegisteredContact } from './registrations/registrations.ts';

/** A method on offer; `to` is where a code goes, for somebody who is really there. */
export type Offer = OfferedMethod & { to?: string };

/** What is known of an offer before it has its place among others. */
export type RawOffer = Pick<Offer, 'kind' | 'hint' | 'to'>;

// The full number must be known before anything is sent, so that nobody's phone is rung by a stranger.
const isConfirmed = (kind: MethodKind): boolean => ['mobile', 'office'].includes(channelOf(kind));

const numbered = (offers: readonly RawOffer[]): Offer[] =>
  offers.map((offer, index) => {
    const { kind } = offer;
    const before = offers.slice(0, index).filter((one) => one.kind === kind).length;
    return { id: `${kind}-${before + 1}`, ...offer, confirm: isConfirmed(kind) || undefined };
  });

/** The kind of an offer by its id, which outlives it. */
export const kindOf = (id: string): MethodKind => id.replace(/-\d+$/, '') as MethodKind;

/** What a stranger may see of a contact. */
export const hintOf = ({ channel, value }: Pick<RegisteredContact, 'channel' | 'value'>): string =>
  channel === 'email' ? maskEmail(value) : maskNumber(value);

const offersOfKind = (
  { tenant }: Pick<Gateway, 'tenant'>,
  person: Person,
  kind: MethodKind,
): RawOffer[] => {
  // Everybody may have the organisation's app; who hasn't is nobody that can be notified.
  if (kind === 'push') return [{ kind, to: person.username }];
  const has: Partial<Record<MethodKind, boolean>> = {
    questions: person.questions.length >= (tenant.policy.questions?.reset ?? Infinity),
    totp: person.totpAt !== undefined,
    passkey: person.passkeys.length > 0,
    'backup-code': person.backupCodes > 0,
  };
  if (has[kind]) return [{ kind }];
  return person.contacts
    .filter(({ channel }) => channel === channelOf(kind))
    .filter(({ channel, value }) => channel === 'email' || isServed(tenant, value))
    .map((contact) => ({ kind, hint: hintOf(contact), to: contact.value }));
};

type Kinds = Pick<Gateway, 'tenant' | 'able'>;

/** What is open to a person. Answers can be found out, and an administrator's account opens all others. */
export const ableFor = (
  { able }: Pick<Gateway, 'able'>,
  { administrator }: Pick<Person, 'administrator'>,
): readonly MethodKind[] => (administrator ? able.filter((kind) => kind !== 'questions') : able);

/** What a person can use here, in the policy's order: registered, allowed, and able to be carried out. */
export const offersOf = (gateway: Kinds, person: Person): Offer[] =>
  numbered(ableFor(gateway, person).flatMap((kind) => offersOfKind(gateway, person, kind)));

/** How many proofs a person gives: administrators two at least, as the reference product asks of them. */
export const gatesFor = (
  { tenant }: Pick<Gateway, 'tenant'>,
  { administrator }: Pick<Person, 'administrator'>,
): number => Math.max(tenant.policy.gates, administrator ? 2 : 1);

/** How many different things these methods prove. */
export const channelsIn = (kinds: readonly MethodKind[]): number =>
  new Set(kinds.map(channelOf)).size;

/** Whether a person has registered enough to get through every gate, and may. */
export const canReset = (gateway: Kinds, person: Person): boolean => {
  const kinds = offersOf(gateway, person).map(({ kind }) => kind);
  const may = !person.disabled && person.eligible !== false;
  return may && channelsIn(kinds) >= gatesFor(gateway, person);
};

/** What a subject is offered: a person's own methods, or a decoy's. */
export const offersFor = async (gateway: Gateway, subject: Subject): Promise<Offer[]> => {
  // Nobody is looked for as well: a directory that is far away would tell by its time.
  const person = await readPerson(gateway, subject.personId ?? 'nobody');
  return subject.personId !== undefined && person
    ? offersOf(gateway, person)
    : numbered(decoyOffers(gateway, subject.username));
};

/** What is left after the proofs that were given: no method twice, and no channel twice. */
export const remaining = (offers: readonly Offer[], proved: readonly string[]): Offer[] => {
  // By its id: what was proved may be gone by now, and its channel is used all the same.
  const used = new Set(proved.map((id) => channelOf(kindOf(id))));
  return offers.filter(({ kind }) => !used.has(channelOf(kind)));
};
