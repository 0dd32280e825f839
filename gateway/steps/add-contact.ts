import { limits } from '../../backends/limits.ts';
import { channelOf } from '../../tenant/channels.ts';
import { contactFrom } from '../contacts.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import { noticesTo } from '../notices.ts';
import { readPerson } from '../person.ts';
import { codeTimes, isDead, isRightCode, newCode, secondsLeft, sendingUnit } from './codes.ts';
import { registering } from './registering.ts';
import type { StepRoom, Turn } from './step.ts';

const sendTo = (turn: Turn<'add-contact' | 'verify-contact'>, value: string): Verdict => {
  const { state, flowId } = turn;
  const { method, replaces } = state.at;
  const { code, sent } = newCode(flowId);
  const at = { kind: 'verify-contact', method, value, replaces, ...sent } as const;
  return moveTo(state, at, sendingUnit(turn, code, { kind: method, to: value }));
};

/** An address or a number, typed in full. Nothing is kept before a code from there has come back. */
export const addContact: StepRoom<'add-contact'> = {
  show: async ({ state }) => ({
    kind: 'add-contact',
    method: state.at.method,
    prefill: state.at.prefill,
  }),
  answers: {
    'add-contact': async (turn, { value }) => {
      const { gateway, state } = turn;
      const contact = contactFrom(state.at.method, value, gateway.tenant);
      return 'value' in contact
        ? sendTo(turn, contact.value)
        : trouble(state, 'invalid-answer', {
            fields: [{ field: 'value', problem: contact.problem }],
          });
    },
    back: async ({ state }) => moveTo(state, { kind: 'review-methods' }),
  },
};

const kept = async (turn: Turn<'verify-contact'>): Promise<Verdict> => {
  const { gateway, state } = turn;
  const { method, value, replaces } = state.at;
  const { personId, username } = state.subject!;
  // To whom it is told: the addresses from before, so that whoever took the account over can't be the only one to know.
  const before = (await readPerson(gateway, personId!))!;
  const unit = {
    messages: noticesTo(gateway, before, 'methods-changed', state.locale),
    events: [{ event: replaces ? 'method changed' : 'method added', username, detail: method }],
  };
  return registering(state, unit, () =>
    gateway.registrations.addContact(personId!, { channel: channelOf(method), value }, replaces),
  );
};

/** The code that was sent to a new address or number: a step like any other code's, with the target in full. */
export const verifyContact: StepRoom<'verify-contact'> = {
  show: async ({ state }) => ({
    kind: 'enter-code',
    method: state.at.method,
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
    'other-method': async ({ state }) => {
      const { method, replaces, value } = state.at;
      return moveTo(state, { kind: 'add-contact', method, replaces, prefill: value });
    },
  },
};
