import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { limits } from '../../backends/limits.ts';
import { typedCode } from '../../backends/typed-code.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import { sendCaps } from '../limiter.ts';
import { type Offer, offersFor } from '../offers.ts';
import { codeHash } from '../secrets.ts';
import type { Message } from '../store/store.ts';
import { proofFailed, proofHolds } from './proofs.ts';
import type { Ground, StepRoom, Turn } from './step.ts';

const minutes = String(limits.codeLife / 60);

const messageFor = ({ kind, to }: Offer, state: FlowState, code: string): Message => ({
  channel: kind === 'sms' ? 'sms' : 'email',
  to,
  letter: 'code',
  locale: state.locale,
  data: { code, minutes, username: state.subject!.username },
});

const newCode = (): string =>
  String(randomInt(10 ** limits.codeLength)).padStart(limits.codeLength, '0');

/** Sends a new code; an older one of this flow is void from then on. A name with nobody behind it costs the same. */
export const sendCode = async (
  { gateway, state, flowId }: Ground,
  offer: Offer,
): Promise<Verdict> => {
  const { username, personId } = state.subject!;
  const caps = sendCaps(gateway, username, offer.to);
  const code = newCode();
  // For nobody no code is the right one.
  const hash = codeHash(flowId, personId ? code : randomBytes(16).toString('hex'));
  return {
    state: {
      ...state,
      at: { kind: 'enter-code', method: offer.id, codeHash: hash, sentAt: Date.now(), tries: 0 },
    },
    unit: {
      caps,
      hits: caps.map(({ counter }) => counter),
      messages: [messageFor(offer, state, code)],
      events: [{ event: 'code sent', username, detail: offer.id }],
    },
  };
};

const offerBehind = async ({ gateway, state }: Turn<'enter-code'>): Promise<Offer> => {
  const offers = await offersFor(gateway, state.subject!);
  return offers.find(({ id }) => id === state.at.method) ?? offers[0]!;
};

const age = ({ state }: Turn<'enter-code'>): number => (Date.now() - state.at.sentAt) / 1000;
const left = (turn: Turn<'enter-code'>, life: number): number =>
  Math.max(0, Math.ceil(life - age(turn)));

const isRight = ({ state, flowId }: Turn<'enter-code'>, typed: string): boolean => {
  const [given, wanted] = [codeHash(flowId, typed), state.at.codeHash].map((hash) =>
    Buffer.from(hash),
  );
  return given!.length === wanted!.length && timingSafeEqual(given!, wanted!);
};

/** The code that was sent. It lives five minutes, dies after five wrong tries, and is used up by the right one. */
export const enterCode: StepRoom<'enter-code'> = {
  show: async (turn) => {
    const { kind, hint } = await offerBehind(turn);
    const { tries } = turn.state.at;
    return {
      kind: 'enter-code',
      method: kind,
      sentTo: hint,
      length: limits.codeLength,
      resendAfter: left(turn, limits.resendAfter),
      expiresIn: left(turn, limits.codeLife),
      triesLeft: tries > 0 ? limits.codeTries - tries : undefined,
    };
  },
  answers: {
    'enter-code': async (turn, { code }) => {
      const { at } = turn.state;
      if (left(turn, limits.codeLife) === 0 || at.tries >= limits.codeTries)
        return trouble(turn.state, 'code-expired');
      if (isRight(turn, typedCode(code))) return proofHolds(turn, at.method);
      return proofFailed(turn, 'wrong-code', at.method, { ...at, tries: at.tries + 1 });
    },
    resend: async (turn) => {
      const wait = left(turn, limits.resendAfter);
      if (wait > 0) return trouble(turn.state, 'too-many-tries', { retryAfter: wait });
      return sendCode(turn, await offerBehind(turn));
    },
    'other-method': async ({ state }) => moveTo(state, { kind: 'choose-method' }),
  },
};
