import type { MethodKind } from '../../backends/protocol/index.ts';
import type { Gateway } from '../context.ts';
import type { Person } from '../directory/directory.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { ContactKind, FlowState } from '../flow/state.ts';
import { noticesTo } from '../notices.ts';
import { offersOf, ableKinds } from '../offers.ts';
import { maskEmail, maskNumber } from '../masks.ts';
import { registering } from './registering.ts';
import type { StepRoom, Turn } from './step.ts';

// One address in use, one to spare, and one more: enough for anybody, and no place to park numbers.
const most = 3;

const isContact = (kind: MethodKind): kind is ContactKind => kind === 'email' || kind === 'sms';

const personOf = async ({
  gateway,
  state,
}: {
  gateway: Gateway;
  state: FlowState;
}): Promise<Person> => (await gateway.directory.read(state.subject!.personId!))!;

const availableTo = (gateway: Gateway, person: Person): MethodKind[] =>
  ableKinds(gateway).filter((kind) =>
    isContact(kind)
      ? person.methods.filter((one) => one.kind === kind).length < most
      : person.questions.length === 0,
  );

const canFinish = (gateway: Gateway, person: Person): boolean =>
  new Set(offersOf(gateway, person).map(({ kind }) => kind)).size >= needed(gateway);

// More kinds than there are can't be asked for.
const needed = (gateway: Gateway): number =>
  Math.min(gateway.tenant.policy.requiredToRegister, ableKinds(gateway).length);

const registered = (gateway: Gateway, person: Person) => {
  const kinds = ableKinds(gateway);
  const contacts = person.methods.filter(({ kind, value }) => kinds.includes(kind) && value);
  return [
    ...contacts.map(({ id, kind, value = '', verifiedAt }) => ({
      id,
      kind,
      hint: kind === 'email' ? maskEmail(value) : maskNumber(value),
      verifiedAt: verifiedAt === undefined ? undefined : new Date(verifiedAt).toISOString(),
    })),
    ...(person.questions.length > 0 && kinds.includes('questions')
      ? [{ id: 'questions', kind: 'questions' as const }]
      : []),
  ];
};

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
  if (id === 'questions' && ableKinds(gateway).includes('questions'))
    return moveTo(state, { kind: 'set-questions' });
  const method = (await personOf(turn)).methods.find((one) => one.id === id);
  return method && isContact(method.kind)
    ? moveTo(state, { kind: 'add-contact', method: method.kind, replaces: method.id })
    : unknown(state);
};

const removed = async (turn: Turn<'review-methods'>, id: string | undefined): Promise<Verdict> => {
  const { gateway, state } = turn;
  const person = await personOf(turn);
  const one = registered(gateway, person).find((method) => method.id === id);
  if (!one) return unknown(state);
  const unit = {
    messages: noticesTo(gateway, person, 'methods-changed', state.locale),
    events: [{ event: 'method removed', username: person.username, detail: one.kind }],
  };
  return registering(state, unit, () =>
    one.kind === 'questions'
      ? gateway.directory.setQuestions(person.id, [])
      : gateway.directory.removeMethod(person.id, one.id),
  );
};

const finished = async (turn: Turn<'review-methods'>): Promise<Verdict> => {
  const { gateway, state } = turn;
  const person = await personOf(turn);
  if (!canFinish(gateway, person))
    return trouble(state, 'invalid-answer', { fields: [{ field: 'method', problem: 'too-few' }] });
  await gateway.directory.confirmMethods(person.id);
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
