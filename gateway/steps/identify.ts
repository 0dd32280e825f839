import { limits } from '../../backends/limits.ts';
import type { Gateway } from '../context.ts';
import type { Account } from '../directory/directory.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState, Subject } from '../flow/state.ts';
import { lockedUntil } from '../limiter.ts';
import { canReset, gatesFor } from '../offers.ts';
import { completed, whose } from '../person.ts';
import { newPuzzle, solves } from '../puzzle.ts';
import { lockOut } from './ends.ts';
import type { StepRoom } from './step.ts';

/** A user name as it is looked up: folded, trimmed, with the organisation's first domain where none was typed. */
export const plainName = (typed: string, domain: string): string => {
  const name = typed.normalize('NFKC').trim().toLowerCase();
  return name.includes('@') ? name : `${name}@${domain}`;
};

/** Why somebody can't reset: for the audit log alone. */
export const hindrance = ({
  disabled,
  eligible,
}: Pick<Account, 'disabled' | 'eligible'>): string =>
  disabled ? 'disabled' : eligible === false ? 'out of scope' : 'too few methods';

const subjectFor = async (
  gateway: Gateway,
  { username, account }: Awaited<ReturnType<typeof whose>>,
): Promise<{ subject: Subject; detail: string }> => {
  const person = await completed(gateway, account);
  if (!person) return { subject: { username, stranger: true }, detail: 'unknown name' };
  if (!canReset(gateway, person)) return { subject: { username }, detail: hindrance(person) };
  const gates = gatesFor(gateway, person);
  return { subject: { username, personId: person.id, gates }, detail: 'known' };
};

/**
 * Counts a name that is asked about; undefined when the flow has had its share. Else one flow, and one solved puzzle,
 * would be good for any number of names.
 */
export const naming = (state: FlowState): FlowState | undefined => {
  const named = (state.named ?? 0) + 1;
  return named > limits.namesPerFlow ? undefined : { ...state, named };
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
    identify: async ({ gateway, state: before }, { username, nonce }): Promise<Verdict> => {
      const { challenge } = before.at;
      if (challenge && !solves(challenge, nonce ?? ''))
        return {
          ...moveTo(before, { kind: 'identify', challenge: newPuzzle(challenge.bits) }),
          trouble: { code: 'wrong-challenge' },
        };
      const state = naming(before);
      if (!state) return trouble(before, 'flow-expired');
      const name = plainName(username, gateway.tenant.organization.domains[0]!);
      const named = await whose(gateway, name);
      const until = await lockedUntil(gateway, named.username);
      if (until)
        return lockOut(state, until, { username: named.username, stranger: !named.account });
      const { subject, detail } = await subjectFor(gateway, named);
      return moveTo({ ...state, subject, proved: [] }, next(gateway, state), {
        events: [{ event: 'identified', username: subject.username, detail }],
      });
    },
  },
};
