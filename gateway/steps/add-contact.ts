import { limits } from '../../backends/limits.ts';
import { channelOf } from '../../tenant/channels.ts';
import { askApproval, isApproved } from '../approvals.ts';
import { contactFrom, countryChoice } from '../contacts.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { At, AtOf, FlowState } from '../flow/state.ts';
import { verifiedBy } from '../registered.ts';
import { codeTimes, isDead, isRightCode, newCode, secondsLeft, sendingUnit } from './codes.ts';
import { registering } from './registering.ts';
import type { StepRoom, Turn } from './step.ts';

const wrong = (state: FlowState, problem: string): Verdict =>
  trouble(state, 'invalid-answer', { fields: [{ field: 'value', problem }] });

/** Whatever it is to be used for, a message, or a call where none arrives, finds out whether it's theirs. */
export const sendTo = (
  turn: Turn<'add-contact' | 'verify-contact' | 'verify-call'>,
  value: string,
): Verdict => {
  const { gateway, state, flowId } = turn;
  const { method, replaces } = state.at;
  const by = verifiedBy(gateway, method);
  if (!by) return wrong(state, 'unknown');
  if (isApproved(by)) {
    const { asked, unit } = askApproval(turn, { kind: by, to: value });
    return moveTo(state, { kind: 'verify-call', method, by, value, replaces, ...asked }, unit);
  }
  const { code, sent } = newCode(flowId);
  const at = { kind: 'verify-contact', method, by, value, replaces, ...sent } as const;
  return moveTo(state, at, sendingUnit(turn, code, { kind: by, to: value }));
};

/** An address or a number, typed in full. Nothing is kept before a code from there has come back. */
export const addContact: StepRoom<'add-contact'> = {
  show: async ({ gateway, state }) => ({
    kind: 'add-contact',
    method: state.at.method,
    prefill: state.at.prefill,
    ...countryChoice(state.at.method, gateway.tenant),
  }),
  answers: {
    'add-contact': async (turn, { value, country }) => {
      const { gateway, state } = turn;
      const contact = contactFrom(state.at.method, value, gateway.tenant, country);
      return 'value' in contact ? sendTo(turn, contact.value) : wrong(state, contact.problem);
    },
    back: async ({ state }) => moveTo(state, { kind: 'review-methods' }),
  },
};

/** It's theirs: it is registered. */
export const kept = (turn: Turn<'verify-contact' | 'verify-call'>): Promise<Verdict> => {
  const { method, value, replaces } = turn.state.at;
  const contact = { channel: channelOf(method), value };
  return registering(turn, replaces ? 'method changed' : 'method added', method, (person) =>
    turn.gateway.registrations.addContact(person, contact, replaces),
  );
};

/** Back to where it's typed, as it was. */
export const addAgain = ({
  method,
  replaces,
  value,
}: AtOf<'verify-contact' | 'verify-call'>): At => ({
  kind: 'add-contact',
  method,
  replaces,
  prefill: value,
});

/** The code that was sent to a new address or number: a step like any other code's, with the target in full. */
export const verifyContact: StepRoom<'verify-contact'> = {
  show: async ({ state }) => ({
    kind: 'enter-code',
    method: state.at.by,
    sentTo: state.at.value,
    ...codeTimes(state.at),
  }),
  answers: {
    'enter-code': async (turn, { code }) => {
      const { state, flowId } = turn;
      const { at } = state;
      if (isDead(at)) return trouble(state, 'code-expired');
      if (isRightCode(at, flowId, code)) return kept(turn);
      const tries = at.tries + 1;
      return {
        state: { ...state, at: { ...at, tries } },
        trouble: { code: 'wrong-code', triesLeft: limits.codeTries - tries },
      };
    },
    resend: async (turn) => {
      const wait = secondsLeft(turn.state.at, limits.resendAfter);
      if (wait > 0) return trouble(turn.state, 'too-many-tries', { retryAfter: wait });
      return sendTo(turn, turn.state.at.value);
    },
    'other-method': async ({ state }) => moveTo(state, addAgain(state.at)),
  },
};
