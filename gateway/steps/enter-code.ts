import { limits } from '../../backends/limits.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import { linksFor } from '../mail-links.ts';
import { kindOf, type Offer, offersFor } from '../offers.ts';
import {
  codeTimes,
  isDead,
  isRightCode,
  newCode,
  secondsLeft,
  sendingUnit,
  servedBy,
} from './codes.ts';
import { proofFailed, proofHolds } from './proofs.ts';
import type { Ground, StepRoom, Turn } from './step.ts';

/** Sends a new code; an older one of this flow is void from then on. A name with nobody behind it costs the same. */
export const sendCode = async (ground: Ground, offer: Offer): Promise<Verdict> => {
  const { state, flowId } = ground;
  const { code, sent } = newCode(flowId, state.subject!.personId !== undefined);
  const served = servedBy(ground, offer);
  const at = { kind: 'enter-code', method: offer.id, ...sent, served } as const;
  const links = offer.kind === 'email' ? linksFor(ground, sent) : {};
  return moveTo(state, at, sendingUnit(ground, code, offer, links));
};

// It can be gone meanwhile: then it's shown without its address, and nobody is sent a code. Never another one's in its
// place: its number wasn't confirmed, or it was proved already.
const offerBehind = async ({ gateway, state }: Turn<'enter-code'>): Promise<Offer> => {
  const { method: id } = state.at;
  const offers = await offersFor(gateway, state.subject!);
  return offers.find((one) => one.id === id) ?? { id, kind: kindOf(id) };
};

/** The code that was sent. It lives five minutes, dies after five wrong tries, and is used up by the right one. */
export const enterCode: StepRoom<'enter-code'> = {
  show: async (turn) => {
    const { kind, hint } = await offerBehind(turn);
    return { kind: 'enter-code', method: kind, sentTo: hint, ...codeTimes(turn.state.at) };
  },
  answers: {
    'enter-code': async (turn, { code }) => {
      const { at } = turn.state;
      if (isDead(at)) return trouble(turn.state, 'code-expired');
      if (isRightCode(at, turn.flowId, code)) return proofHolds(turn, at.method, at.served);
      return proofFailed(turn, 'wrong-code', at.method, { ...at, tries: at.tries + 1 });
    },
    resend: async (turn) => {
      const wait = secondsLeft(turn.state.at, limits.resendAfter);
      if (wait > 0) return trouble(turn.state, 'too-many-tries', { retryAfter: wait });
      return sendCode(turn, await offerBehind(turn));
    },
    'other-method': async ({ state }) => moveTo(state, { kind: 'choose-method' }),
  },
};
