// What a signed-in person is shown of what they have registered, and what they may still add.
import type { MethodKind, StepOf } from '../backends/protocol/index.ts';
import { channelOf } from '../tenant/channels.ts';
import type { Gateway } from './context.ts';
import type { ContactKind } from './flow/state.ts';
import { ableFor, channelsIn, gatesFor, hintOf, offersOf } from './offers.ts';
import type { Person } from './person.ts';

type Entry = StepOf<'review-methods'>['registered'][number];
type Kinds = Pick<Gateway, 'tenant' | 'able'>;

// Of addresses: one in use, one to spare, and one more. Enough for anybody, and no place to park numbers.
const mostContacts = 3;
// The reference product's limit for apps and keys (sspr.md 1.3).
const mostPasskeys = 5;

/** Whether a kind is an address or a number. */
export const isContact = (kind: MethodKind): kind is ContactKind =>
  ['email', 'mobile', 'office'].includes(channelOf(kind));

// A text before a call: it disturbs nobody.
const verifiers = ['email', 'sms', 'call-mobile', 'call-office'] as const;

/** By which message it's found out that an address or a number is theirs; undefined where there's no way to. */
export const verifiedBy = (
  { able }: Pick<Gateway, 'able'>,
  kind: ContactKind,
): (typeof verifiers)[number] | undefined => {
  const channel = channelOf(kind);
  return verifiers.find((one) => channelOf(one) === channel && able.includes(one));
};

// A mobile number is registered once, whether it's texted or called.
const onePerChannel = (able: readonly MethodKind[]): MethodKind[] =>
  able.filter(
    (kind, index) => able.findIndex((one) => channelOf(one) === channelOf(kind)) === index,
  );

const at = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

const entriesOf = (person: Person, kind: MethodKind): Entry[] => {
  const { questions, totpAt, backupCodes, passkeys, contacts } = person;
  if (kind === 'questions') return questions.length > 0 ? [{ id: kind, kind }] : [];
  if (kind === 'totp') return totpAt ? [{ id: kind, kind, verifiedAt: at(totpAt) }] : [];
  if (kind === 'backup-code')
    return backupCodes > 0 ? [{ id: kind, kind, hint: String(backupCodes) }] : [];
  if (kind === 'passkey')
    return passkeys.map(({ id, addedAt }) => ({ id, kind, verifiedAt: at(addedAt) }));
  return contacts
    .filter(({ channel }) => channel === channelOf(kind))
    .map(({ id, verifiedAt, ...contact }) => ({
      id,
      kind,
      hint: hintOf(contact),
      verifiedAt: at(verifiedAt),
    }));
};

/** Everything registered, in the policy's order; addresses and numbers are masked. */
export const registeredBy = ({ able }: Kinds, person: Person): Entry[] =>
  onePerChannel(able).flatMap((kind) => entriesOf(person, kind));

const mostOf = (kind: MethodKind): number =>
  isContact(kind) ? mostContacts : kind === 'passkey' ? mostPasskeys : 1;

// Who has the organisation's own app is nothing that is registered here.
const registrable = (kinds: readonly MethodKind[]): MethodKind[] =>
  kinds.filter((kind) => kind !== 'push');

/** The kinds that may be added. */
export const availableTo = (gateway: Kinds, person: Person): MethodKind[] =>
  onePerChannel(registrable(ableFor(gateway, person))).filter(
    (kind) =>
      (!isContact(kind) || verifiedBy(gateway, kind)) &&
      entriesOf(person, kind).length < mostOf(kind),
  );

/** How many different ones are needed: enough for the person's gates, and no more than there are. */
export const neededToFinish = (gateway: Kinds, person: Person): number =>
  Math.min(
    Math.max(gateway.tenant.policy.requiredToRegister, gatesFor(gateway, person)),
    channelsIn(registrable(ableFor(gateway, person))),
  );

/** Whether enough is registered. */
export const canFinish = (gateway: Kinds, person: Person): boolean =>
  channelsIn(registrable(offersOf(gateway, person).map(({ kind }) => kind))) >=
  neededToFinish(gateway, person);
