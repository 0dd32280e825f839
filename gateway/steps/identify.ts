import type { Gateway } from '../context.ts';
import { moveTo, type Verdict } from '../flow/outcome.ts';
import type { FlowState, Subject } from '../flow/state.ts';
import { lockedUntil } from '../limiter.ts';
import { canReset } from '../offers.ts';
import { newPuzzle, solves } from '../puzzle.ts';
import { lockOut } from './ends.ts';
import type { StepRoom } from './step.ts';

/** A user name as it is looked up: folded, trimmed, with the organisation's first domain where none was typed. */
export const plainName = (typed: string, domain: string): string => {
  const name = typed.normalize('NFKC').trim().toLowerCase();
  return name.includes('@') ? name : `${name}@${domain}`;
};

const subjectFor = async (
  gateway: Gateway,
  username: string,
): Promise<{ subject: Subject; detail: string }> => {
  const person = await gateway.directory.find(username);
  if (!person) return { subject: { username }, detail: 'unknown name' };
  if (!canReset(gateway, person))
    return { subject: { username }, detail: person.disabled ? 'disabled' : 'too few methods' };
  return { subject: { username, personId: person.id }, detail: 'known' };
};

const next = ({ tenant }: Gateway, state: FlowState): FlowState['at'] =>
  tenant.policy.unlock && !state.intentGiven
    ? { kind: 'choose-intent' }
    : { kind: 'choose-method' };

/** Who is it about: known and unknown names are answered alike, and locked ones too. */
export const identify: StepRoom<'identify'> = {
  show: async ({ state }) => ({
    kind: 'identify',
    username: state.prefill,
    challenge: state.at.challenge && { kind: 'sha-256', ...state.at.challenge },
  }),
  answers: {
    identify: async ({ gateway, state }, { username, nonce }): Promise<Verdict> => {
      const { challenge } = state.at;
      if (challenge && !solves(challenge, nonce ?? ''))
        return {
          ...moveTo(state, { kind: 'identify', challenge: newPuzzle() }),
          trouble: { code: 'wrong-challenge' },
        };
      const name = plainName(username, gateway.tenant.organization.domains[0]!);
      const until = await lockedUntil(gateway, name);
      if (until) return lockOut(state, until, name);
      const { subject, detail } = await subjectFor(gateway, name);
      return moveTo({ ...state, subject, proved: [] }, next(gateway, state), {
        events: [{ event: 'identified', username: name, detail }],
      });
    },
  },
};
