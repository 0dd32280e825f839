// What the links in a code's mail lead to, once somebody has pressed a button there.
import { limits } from '../../backends/limits.ts';
import type { Gateway } from '../context.ts';
import type { Admission } from '../limiter.ts';
import { isLinkOf, isRevocation, parts, revokedCounter, usedCounter } from '../mail-links.ts';
import { flowKey, newFlowId } from '../secrets.ts';
import { isDead } from '../steps/codes.ts';
import { proofHolds } from '../steps/proofs.ts';
import type { FlowRow } from '../store/store.ts';
import { countAnswer } from './counted.ts';
import { type Answered, carryOut, overtaken } from './machine.ts';
import type { AtOf, FlowState } from './state.ts';
import { withoutStrangers } from './strangers.ts';

/** A flow that goes on by a link, or what was wrong with it. */
export type Continued = Answered & { id: string; expiresAt: string };

type Waiting = FlowRow & { state: { at: AtOf<'enter-code'> } };

const waits = (row: FlowRow | undefined): row is Waiting => row?.state.at.kind === 'enter-code';

// The flow that waits for the code beside this link. A newer code, a step further or back, and five wrong tries void
// the link together with its code.
const waitingFor = async (gateway: Gateway, token: string): Promise<Waiting | undefined> => {
  const row = await gateway.store.find(parts(token)[0]);
  if (!waits(row) || isDead(row.state.at) || !isLinkOf(gateway, token, row.state.at))
    return undefined;
  return (await overtaken(gateway, row)) ? undefined : row;
};

// Another flow, with the mail as its only proof: whoever presses gets what they would have got by beginning it themselves
// and typing the code. Not what was proved by whoever began, for that may be somebody else; and nothing goes back to
// them, nor to where they wanted to be led.
const anew = ({ state, key }: Waiting, client: string | undefined): FlowState => ({
  flow: 'reset',
  locale: state.locale,
  intent: 'reset',
  intentGiven: true,
  subject: state.subject,
  proved: [],
  client,
  origin: state.origin ?? key,
  at: { kind: 'choose-method' },
});

/**
 * Goes on by the link in a mail, on whatever device it was opened. It's good once, and used up before it counts. The flow
 * that sent it goes on waiting for the typed code: a scanner that presses buttons takes it from nobody.
 */
export const continueFlow = async (
  gateway: Gateway,
  token: string,
  { client }: Admission,
): Promise<Continued | Pick<Answered, 'trouble'>> => {
  const over = { trouble: { code: 'flow-expired' } } as const;
  const waiting = await waitingFor(gateway, token);
  if (!waiting) return over;
  const { supportCode, key } = waiting;
  const { at } = waiting.state;
  const once = { counter: usedCounter(key, at), seconds: limits.lockTime, limit: 1 };
  if ((await gateway.store.hitBelow(once)) > 0) return over;
  const id = newFlowId();
  const state = anew(waiting, client);
  const expiresAt = Date.now() + limits.flowLife * 1000;
  const row = { key: flowKey(id), revision: 0, state, expiresAt, supportCode };
  const used = { event: 'link used', username: state.subject!.username, detail: at.method };
  const unit = withoutStrangers(gateway, state, { events: [used] });
  await gateway.store.create(row, unit);
  gateway.wrote(unit, supportCode);
  const proved = await proofHolds({ gateway, state, flowId: id, supportCode }, at.method);
  const reply = await carryOut(gateway, id, row, proved);
  countAnswer(gateway, waiting.state, reply);
  return { ...reply, id, expiresAt: new Date(expiresAt).toISOString() };
};

/**
 * Ends a flow for good, and whatever went on by a link in its mails: whoever got one says that they didn't ask for it.
 * Whether there was anything left to end.
 */
export const revokeFlow = async (gateway: Gateway, token: string): Promise<boolean> => {
  if (!isRevocation(gateway, token)) return false;
  const [key] = parts(token);
  const row = await gateway.store.find(key);
  const counter = revokedCounter(row?.state.origin ?? key);
  // Asked before the press is counted, which overtakes the flow itself.
  const over = row && (await overtaken(gateway, row));
  const before = await gateway.store.hitBelow({ counter, seconds: limits.lockTime, limit: 1 });
  if (before > 0 || !row) return false;
  const { state, supportCode } = row;
  const event = { event: 'not me', username: state.subject?.username };
  const unit = withoutStrangers(gateway, state, { events: [event] });
  await gateway.store.record({ ...unit.events![0]!, supportCode });
  gateway.wrote(unit, supportCode);
  await gateway.store.remove(key);
  return !over && state.at.kind !== 'done' && state.at.kind !== 'stopped';
};
