import { limits } from '../../backends/limits.ts';
import { channelOf } from '../../tenant/channels.ts';
import { askApproval, isApproved } from '../approvals.ts';
import { contactFrom, countryChoice } from '../contacts.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { At, AtOf, FlowState } from '../flow/state.ts';
import { newCodeGuard } from '../limiter.ts';
import { isServed } from '../numbers.ts';
import { verifiedBy } from '../registered.ts';
import type { Guard } from '../store/store.ts';
import {
  codeTimes,
  isDead,
  isRightCode,
  newCode,
  secondsLeft,
  sendingUnit,
  servedBy,
} from './codes.ts';
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
  const target = { kind: by, to: value };
  const served = servedBy(turn, target);
  const at = { kind: 'verify-contact', method, by, value, replaces, ...sent, served } as const;
  return moveTo(state, at, sendingUnit(turn, code, target));
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
      const { method } = state.at;
      const contact = contactFrom(method, value, gateway.tenant, country);
      if ('problem' in contact) return wrong(state, contact.problem);
      return method === 'email' || isServed(gateway.tenant, contact.value)
        ? sendTo(turn, contact.value)
        : wrong(state, 'country');
    },
    back: async ({ state }) => moveTo(state, { kind: 'review-methods' }),
  },
};

/** It's theirs: it is registered, unless a cap is met. */
export const kept = async (
  turn: Turn<'verify-contact' | 'verify-call'>,
  cap: Guard[] = [],
): Promise<Verdict> => {
  const { method, value, replaces, served } = turn.state.at;
  const contact = { channel: channelOf(method), value };
  const event = replaces ? 'method changed' : 'method added';
  const { unit, ...verdict } = await registering(turn, event, method, (person) =>
    turn.gateway.registrations.addContact(person, contact, replaces),
  );
  const hits = [...(unit?.hits ?? []), ...(served === undefined ? [] : [served])];
  return { ...verdict, unit: { ...unit, hits, caps: [...(unit?.caps ?? []), ...cap] } };
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
      const cap = newCodeGuard(turn.gateway, state.subject!.username);
      if (isRightCode(at, flowId, code)) return kept(turn, [cap]);
      const tries = at.tries + 1;
      return {
        state: { ...state, at: { ...at, tries } },
        unit: { caps: [cap], hits: [cap.counter] },
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
