import type { MethodKind } from '../../backends/protocol/index.ts';
import { channelOf } from '../../tenant/channels.ts';
import type { Gateway } from '../context.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { ContactKind, FlowState } from '../flow/state.ts';
import { noticesTo } from '../notices.ts';
import { channelsIn, hintOf, offersOf } from '../offers.ts';
import { type Person, readPerson } from '../person.ts';
import { registering } from './registering.ts';
import type { StepRoom, Turn } from './step.ts';

// One address in use, one to spare, and one more: enough for anybody, and no place to park numbers.
const most = 3;

const isContact = (kind: MethodKind): kind is ContactKind => kind === 'email' || kind === 'sms';

const personOf = async ({ gateway, state }: Pick<Turn, 'gateway' | 'state'>): Promise<Person> =>
  (await readPerson(gateway, state.subject!.personId!))!;

const availableTo = ({ able }: Gateway, { contacts, questions }: Person): MethodKind[] =>
  able.filter((kind) =>
    isContact(kind)
      ? contacts.filter(({ channel }) => channel === channelOf(kind)).length < most
      : questions.length === 0,
  );

// More than there is can't be asked for.
const needed = ({ tenant, able }: Gateway): number =>
  Math.min(tenant.policy.requiredToRegister, channelsIn(able));

/** Whether enough is registered. */
export const canFinish = (gateway: Gateway, person: Person): boolean =>
  channelsIn(offersOf(gateway, person).map(({ kind }) => kind)) >= needed(gateway);

const registered = ({ able }: Gateway, { contacts, questions }: Person) => [
  ...able
    .filter(isContact)
    .flatMap((kind) =>
      contacts
        .filter(({ channel }) => channel === channelOf(kind))
        .map((contact) => ({ ...contact, kind })),
    )
    .map(({ id, kind, verifiedAt, ...contact }) => ({
      id,
      kind,
      hint: hintOf(contact),
      verifiedAt: verifiedAt === undefined ? undefined : new Date(verifiedAt).toISOString(),
    })),
  ...(questions.length > 0 && able.includes('questions')
    ? [{ id: 'questions', kind: 'questions' as const }]
    : []),
];

const unknown = (state: FlowState): Verdict =>
  trouble(state, 'invalid-answer', { fields: [{ field: 'method', problem: 'unknown' }] });

const added = async (
  turn: Turn<'review-methods'>,
  kind: MethodKind | undefined,
): Promise<Verdict> => {
  const { gateway, state } = turn;
  const person = await personOf(turn);
  if (!kind || !availableTo(gateway, person).includes(kind)) return unknown(state);
  return isContact(kind)
    ? moveTo(state, { kind: 'add-contact', method: kind })
    : moveTo(state, { kind: 'set-questions' });
};

const changed = async (turn: Turn<'review-methods'>, id: string | undefined): Promise<Verdict> => {
  const { gateway, state } = turn;
  const one = registered(gateway, await personOf(turn)).find((method) => method.id === id);
  if (!one) return unknown(state);
  return isContact(one.kind)
    ? moveTo(state, { kind: 'add-contact', method: one.kind, replaces: one.id })
    : moveTo(state, { kind: 'set-questions' });
};

const removed = async (turn: Turn<'review-methods'>, id: string | undefined): Promise<Verdict> => {
  const { gateway, state } = turn;
  const person = await personOf(turn);
  const one = registered(gateway, person).find((method) => method.id === id);
  if (!one) return unknown(state);
  if (person.contacts.some(({ id: theirs, fromDirectory }) => theirs === one.id && fromDirectory))
    return trouble(state, 'invalid-answer', {
      fields: [{ field: 'method', problem: 'from-directory' }],
    });
  const unit = {
    messages: noticesTo(gateway, person, 'methods-changed', state.locale),
    events: [{ event: 'method removed', username: person.username, detail: one.kind }],
  };
  return registering(state, unit, () =>
    one.kind === 'questions'
      ? gateway.registrations.setQuestions(person.id, [])
      : gateway.registrations.removeContact(person.id, one.id),
  );
};

const finished = async (turn: Turn<'review-methods'>): Promise<Verdict> => {
  const { gateway, state } = turn;
  const person = await personOf(turn);
  if (!canFinish(gateway, person))
    return trouble(state, 'invalid-answer', { fields: [{ field: 'method', problem: 'too-few' }] });
  await gateway.registrations.confirm(person.id);
  const outcome = state.changed ? 'registered' : 'confirmed';
  return moveTo(
    state,
    { kind: 'done', outcome },
    {
      events: [{ event: outcome, username: person.username }],
    },
  );
};

/** What is registered, masked; "looks good", or something is added, changed or removed. */
export const reviewMethods: StepRoom<'review-methods'> = {
  show: async (turn) => {
    const { gateway } = turn;
    const person = await personOf(turn);
    return {
      kind: 'review-methods',
      registered: registered(gateway, person),
      available: availableTo(gateway, person),
      required: needed(gateway),
      canFinish: canFinish(gateway, person),
    };
  },
  answers: {
    'review-methods': async (turn, { action, method, id }) => {
      if (action === 'add') return added(turn, method);
      if (action === 'change') return changed(turn, id);
      if (action === 'remove') return removed(turn, id);
      return finished(turn);
    },
  },
};
