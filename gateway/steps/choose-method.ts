import { isApproved } from '../approvals.ts';
import { contactFrom } from '../contacts.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import { plainNumber } from '../masks.ts';
import { newChallenge } from '../passkeys.ts';
import { type Offer, offersFor, remaining } from '../offers.ts';
import { sendApproval } from './await-approval.ts';
import { sendCode } from './enter-code.ts';
import { drawQuestions } from './answer-questions.ts';
import { proofFailed } from './proofs.ts';
import type { StepRoom, Turn } from './step.ts';

const offered = async ({ gateway, state }: Turn<'choose-method'>): Promise<Offer[]> =>
  remaining(await offersFor(gateway, state.subject!), state.proved);

// People write their own number as they write it at home, too. Nobody's number takes as long to read as somebody's.
const rightNumber = (
  { to }: Offer,
  typed: string,
  { tenant }: Turn<'choose-method'>['gateway'],
) => {
  const read = contactFrom('call-office', typed, tenant);
  const spellings = [typed, ...('value' in read ? [read.value] : [])].map(plainNumber);
  return to !== undefined && spellings.includes(plainNumber(to));
};

const chosen = async (
  turn: Turn<'choose-method'>,
  offer: Offer,
  confirm: string | undefined,
): Promise<Verdict> => {
  const { id, kind } = offer;
  if (kind === 'questions') return drawQuestions(turn, id);
  if (kind === 'passkey')
    return moveTo(turn.state, { kind: 'use-passkey', method: id, challenge: newChallenge() });
  if (kind === 'totp' || kind === 'backup-code')
    return moveTo(turn.state, { kind: 'type-code', method: id, from: kind });
  if (offer.confirm && confirm === undefined)
    return trouble(turn.state, 'invalid-answer', {
      fields: [{ field: `confirm-${id}`, problem: 'missing' }],
    });
  // The full number must be known before anything is sent, so that nobody's phone is rung by a stranger.
  if (offer.confirm && !rightNumber(offer, confirm!, turn.gateway))
    return proofFailed(turn, 'wrong-number', id);
  return isApproved(kind) ? sendApproval(turn, kind, offer) : sendCode(turn, offer);
};

/** How to prove it. What was used at the first gate isn't offered at the second. */
export const chooseMethod: StepRoom<'choose-method'> = {
  show: async (turn) => ({
    kind: 'choose-method',
    gate: turn.state.proved.length + 1,
    // That more is asked of an administrator is told to who has proved something: a stranger would learn whose account
    // is worth the trouble.
    gates: Math.max(turn.gateway.tenant.policy.gates, turn.state.proved.length + 1),
    methods: (await offered(turn)).map(({ id, kind, hint, confirm }) => ({
      id,
      kind,
      hint,
      confirm,
    })),
  }),
  answers: {
    'choose-method': async (turn, { method, confirm }) => {
      const offer = (await offered(turn)).find(({ id }) => id === method);
      return offer
        ? chosen(turn, offer, confirm)
        : trouble(turn.state, 'invalid-answer', {
            fields: [{ field: 'method', problem: 'unknown' }],
          });
    },
    back: async ({ state, gateway }) => {
      // A proof that was given belongs to this name: going back gives it up.
      const anew = { ...state, proved: [] };
      return gateway.tenant.policy.unlock && !state.intentGiven
        ? moveTo(anew, { kind: 'choose-intent' })
        : moveTo({ ...anew, subject: undefined }, { kind: 'identify' });
    },
  },
};
