// Codes that are sent: made, compared and timed in one place, whatever they prove.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { limits } from '../../backends/limits.ts';
import { typedCode } from '../../backends/typed-code.ts';
import type { MethodKind } from '../../backends/protocol/index.ts';
import { messageLimits, servedCounter } from '../budgets.ts';
import type { SentCode } from '../flow/state.ts';
import { randomBytes } from '../random.ts';
import { codeHash } from '../secrets.ts';
import type { Unit } from '../store/store.ts';
import type { Ground } from './step.ts';

/** A new code, with what is kept of it. Where `real` is false no code is the right one. */
export const newCode = (flowId: string, real = true): { code: string; sent: SentCode } => {
  const code = String(randomInt(10 ** limits.codeLength)).padStart(limits.codeLength, '0');
  const hash = codeHash(flowId, real ? code : randomBytes(16).toString('hex'));
  return { code, sent: { codeHash: hash, sentAt: Date.now(), tries: 0 } };
};

/** Whether this is the code, however it was typed. */
export const isRightCode = (sent: SentCode, flowId: string, typed: string): boolean => {
  const [given, wanted] = [codeHash(flowId, typedCode(typed)), sent.codeHash].map((hash) =>
    Buffer.from(hash),
  );
  return given!.length === wanted!.length && timingSafeEqual(given!, wanted!);
};

/** Seconds left of so many since the code was sent. */
export const secondsLeft = ({ sentAt }: SentCode, life: number): number =>
  Math.max(0, Math.ceil(life - (Date.now() - sentAt) / 1000));

/** Whether no code is right any more: too old, or tried too often. */
export const isDead = (sent: SentCode): boolean =>
  secondsLeft(sent, limits.codeLife) === 0 || sent.tries >= limits.codeTries;

/** What a person is told of a code on its way. */
export const codeTimes = (sent: SentCode) => ({
  length: limits.codeLength,
  resendAfter: secondsLeft(sent, limits.resendAfter),
  expiresIn: secondsLeft(sent, limits.codeLife),
  triesLeft: sent.tries > 0 ? limits.codeTries - sent.tries : undefined,
});

const channelFor = (kind: MethodKind): 'sms' | 'email' => (kind === 'sms' ? 'sms' : 'email');

/** What goes up when a code that was sent there comes back. */
export const servedBy = (
  { gateway, state }: Pick<Ground, 'gateway' | 'state'>,
  { kind, to }: { kind: MethodKind; to?: string },
): string | undefined => servedCounter(gateway, state, channelFor(kind), to);

/** What is written when a code goes out: the message, with links if any, what it counts against, and that it was sent. */
export const sendingUnit = (
  { gateway, state }: Pick<Ground, 'gateway' | 'state'>,
  code: string,
  { kind, to }: { kind: MethodKind; to?: string },
  links: Record<string, string> = {},
): Unit => {
  const { username } = state.subject!;
  const channel = channelFor(kind);
  return {
    ...messageLimits(gateway, state, channel, to),
    messages: [
      {
        channel,
        to,
        letter: 'code',
        locale: state.locale,
        goodUntil: Date.now() + limits.codeLife * 1000,
        data: { code, minutes: String(limits.codeLife / 60), username, ...links },
      },
    ],
    events: [{ event: 'code sent', username, detail: kind }],
  };
};
