// Approvals: somebody says on another device that it's them. Asked for, timed and judged in one place, whatever they prove.
import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { limits } from '../backends/limits.ts';
import { typedCode } from '../backends/typed-code.ts';
import type { MethodKind } from '../backends/protocol/index.ts';
import { messageLimits, servedCounter } from './budgets.ts';
import type { Gateway } from './context.ts';
import type { ApprovedKind, AskedApproval, FlowState } from './flow/state.ts';
import { flowKey, newFlowId } from './secrets.ts';
import type { Approval, Unit } from './store/store.ts';

/** Whether a method is approved on another device. */
export const isApproved = (kind: MethodKind): kind is ApprovedKind =>
  kind === 'push' || kind === 'call-mobile' || kind === 'call-office';

/** The secret that each channel's provider shares with the gateway. */
export type ApprovalSecrets = { [C in Approval['channel']]?: string };

/** What a provider says that the person answered. The id is in what is signed, so that it holds for this one alone. */
export const approvalRequest = z.strictObject({
  id: z.string().max(64),
  approved: z.boolean(),
  number: z.string().max(8).optional(),
});

const life = 60; // seconds: as long as a telephone rings, and somebody listens

/** Seconds between two looks at whether somebody answered. */
export const pollAfter = 3;

const secondsSince = ({ sentAt }: AskedApproval): number => (Date.now() - sentAt) / 1000;

/** Seconds left to answer. */
export const timeLeft = (asked: AskedApproval): number =>
  Math.max(0, Math.ceil(life - secondsSince(asked)));

/** Seconds until another one may be asked for. */
export const resendWait = (asked: AskedApproval): number =>
  Math.max(0, Math.ceil(limits.resendAfter - secondsSince(asked)));

const channelOfKind = (kind: ApprovedKind): Approval['channel'] =>
  kind === 'push' ? 'push' : 'call';

/**
 * A new approval, and what is written for it: the message, what it counts against, and that it was asked for. An older one
 * of this flow is void from then on. Without `to` nobody is asked, at the same cost.
 */
export const askApproval = (
  { gateway, state }: { gateway: Gateway; state: FlowState },
  { kind, to }: { kind: ApprovedKind; to?: string },
): { asked: AskedApproval; unit: Unit } => {
  const { username } = state.subject!;
  const [id, channel, sentAt] = [newFlowId(), channelOfKind(kind), Date.now()];
  const [key, expiresAt] = [flowKey(id), sentAt + life * 1000];
  const data = { approval: id };
  // Whoever sits at the page reads it to themselves and types it on their phone: somebody who is only worn out by one
  // notification after the other can't (CISA, Implementing Number Matching in MFA Applications, 2022).
  const number = channel === 'push' ? String(randomInt(10, 100)) : undefined;
  const { locale } = state;
  return {
    asked: { approval: key, sentAt, number, served: servedCounter(gateway, state, channel, to) },
    unit: {
      ...messageLimits(gateway, state, channel, to),
      approvals: [{ key, channel, expiresAt }],
      messages: [{ channel, to, letter: 'approval', locale, data, goodUntil: expiresAt }],
      events: [{ event: 'approval asked', username, detail: kind }],
    },
  };
};

/** What has become of an approval: nothing yet, or what the person said; a wrong number is as good as a no. */
export const approvalOf = async (
  { store }: Pick<Gateway, 'store'>,
  { approval, number }: AskedApproval,
): Promise<'approved' | 'refused' | undefined> => {
  const answer = await store.approvals.answerTo(approval);
  if (!answer) return undefined;
  const right = number === undefined || typedCode(answer.number ?? '') === number;
  return answer.approved && right ? 'approved' : 'refused';
};
