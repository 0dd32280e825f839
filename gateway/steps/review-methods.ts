import type { MethodKind } from '../../backends/protocol/index.ts';
import type { Gateway } from '../context.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { At, FlowState } from '../flow/state.ts';
import { newChallenge } from '../passkeys.ts';
import { availableTo, canFinish, isContact, neededToFinish, registeredBy } from '../registered.ts';
import { newSalt } from '../secrets.ts';
import { registering, signedIn } from './registering.ts';
import type { StepRoom, Turn } from './step.ts';

const refused = (state: FlowState, problem: string): Verdict =>
  trouble(state, 'invalid-answer', { fields: [{ field: 'method', problem }] });

// Where a method is made, in the place of another where one is named.
const making = (kind: MethodKind, replaces?: string): At => {
  if (isContact(kind)) return { kind: 'add-contact', method: kind, replaces };
  if (kind === 'totp') return { kind: 'add-totp', salt: newSalt() };
  if (kind === 'backup-code') return { kind: 'show-codes', salt: newSalt() };
  if (kind === 'passkey') return { kind: 'add-passkey', challenge: newChallenge(), replaces };
  return { kind: 'set-questions' };
};

const removing = (
  { registrations }: Gateway,
  { kind, id }: { kind: MethodKind; id: string },
): ((person: string) => Promise<void>) => {
  if (isContact(kind)) return (person) => registrations.removeContact(person, id);
  if (kind === 'totp') return (person) => registrations.totp.remove(person);
  if (kind === 'backup-code') return (person) => registrations.backupCodes.set(person, []);
  if (kind === 'passkey') return (person) => registrations.passkeys.remove(person, id);
  return (person) => registrations.setQuestions(person, []);
};

type Review = Turn<'review-methods'>;

const added = async (turn: Review, kind: MethodKind | undefined): Promise<Verdict> => {
  const available = availableTo(turn.gateway, await signedIn(turn));
  return kind && available.includes(kind)
    ? moveTo(turn.state, making(kind))
    : refused(turn.state, 'unknown');
};

const changed = async (turn: Review, id: string | undefined): Promise<Verdict> => {
  const one = registeredBy(turn.gateway, await signedIn(turn)).find((entry) => entry.id === id);
  return one ? moveTo(turn.state, making(one.kind, one.id)) : refused(turn.state, 'unknown');
};

const removed = async (turn: Review, id: string | undefined): Promise<Verdict> => {
  const { gateway, state } = turn;
  const person = await signedIn(turn);
  const one = registeredBy(gateway, person).find((entry) => entry.id === id);
  if (!one) return refused(state, 'unknown');
  if (person.contacts.some((contact) => contact.id === id && contact.fromDirectory))
    return refused(state, 'from-directory');
  return registering(turn, 'method removed', one.kind, removing(gateway, one));
};

const finished = async (turn: Review): Promise<Verdict> => {
  const { gateway, state } = turn;
  const person = await signedIn(turn);
  if (!canFinish(gateway, person)) return refused(state, 'too-few');
  await gateway.registrations.confirm(person.id);
  const outcome = state.changed ? 'registered' : 'confirmed';
  const events = [{ event: outcome, username: person.username }];
  return moveTo(state, { kind: 'done', outcome }, { events });
};

/** What is registered, masked; "looks good", or something is added, changed or removed. */
export const reviewMethods: StepRoom<'review-methods'> = {
  show: async (turn) => {
    const { gateway } = turn;
    const person = await signedIn(turn);
    return {
      kind: 'review-methods',
      registered: registeredBy(gateway, person),
      available: availableTo(gateway, person),
      required: neededToFinish(gateway, person),
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
