// A flow's life: begun, answered step by step, over. The browser leads nothing: what may be answered follows from the
// state that is kept here, and every state is written before anybody is told of it.
import { limits } from '../../backends/limits.ts';
import type { Answer, StartRequest, Step } from '../../backends/protocol/index.ts';
import { admitted, type Known } from '../bearer.ts';
import { type Gateway, localeFor } from '../context.ts';
import { waitFor } from '../budgets.ts';
import { type Admission, changeCounter, lockedUntil, methodsCounter } from '../limiter.ts';
import { revokedCounter } from '../mail-links.ts';
import { newPuzzle } from '../puzzle.ts';
import { flowKey, newFlowId, newSupportCode } from '../secrets.ts';
import { lockOut } from '../steps/ends.ts';
import { roomFor } from '../steps/index.ts';
import { type Ground, handlerFor } from '../steps/step.ts';
import type { Committed, FlowRow, Unit } from '../store/store.ts';
import { failureOf } from '../wordless.ts';
import { countAnswer } from './counted.ts';
import type { Trouble, Verdict } from './outcome.ts';
import { allowedReturn } from './return-address.ts';
import type { At, FlowState } from './state.ts';
import { withoutStrangers } from './strangers.ts';

/** What a call comes back with. */
export type Answered = {
  step?: Step;
  revision?: number;
  trouble?: Trouble;
  supportCode?: string;
};

/** A flow that has begun. */
export type Begun = { id: string; expiresAt: string; step: Step; revision: number };

const firstAt = (flow: StartRequest['flow'], bits: number | undefined): At =>
  flow !== 'reset'
    ? { kind: 'sign-in' }
    : { kind: 'identify', challenge: bits === undefined ? undefined : newPuzzle(bits) };

const begunState = (
  gateway: Gateway,
  request: StartRequest,
  { bits, client }: Admission,
): FlowState => {
  const { tenant } = gateway;
  const intent = tenant.policy.unlock ? request.intent : undefined;
  return {
    flow: request.flow,
    locale: localeFor(gateway, request.locale),
    returnTo: allowedReturn(tenant, request.returnTo),
    prefill: request.username,
    intent: intent ?? 'reset',
    intentGiven: intent !== undefined,
    proved: [],
    client,
    at: firstAt(request.flow, bits),
  };
};

// Signed in at the host page: that is proof enough to see what is registered. To change a password it only fills in the
// name, and to reset one it says nothing: whoever sits at an open session isn't therefore its owner.
const begunBy = async (
  gateway: Gateway,
  state: FlowState,
  bearer: Known,
): Promise<{ state: FlowState; unit: Unit }> => {
  const { username } = bearer;
  if (state.flow !== 'register') return { state: { ...state, prefill: username }, unit: {} };
  const { personId, stopped, detail } = await admitted(gateway, bearer);
  const event = { event: stopped ? 'refused' : 'proved', username, detail: `token: ${detail}` };
  const subject = { username, personId, stranger: bearer.personId === undefined };
  const at: At = stopped ?? { kind: 'review-methods' };
  return { state: { ...state, subject, at }, unit: { events: [event] } };
};

const groundOf = (gateway: Gateway, id: string, row: FlowRow): Ground => ({
  gateway,
  state: row.state,
  flowId: id,
  supportCode: row.supportCode,
});

const show = async (ground: Ground): Promise<Step | undefined> =>
  roomFor(ground.state.at)?.show(ground);

/** Begins a flow; `bearer` is whom a good token names. */
export const beginFlow = async (
  gateway: Gateway,
  request: StartRequest,
  admission: Admission,
  bearer?: Known,
): Promise<Begun> => {
  const id = newFlowId();
  const plain = begunState(gateway, request, admission);
  const first = bearer ? await begunBy(gateway, plain, bearer) : { state: plain, unit: {} };
  const row: FlowRow = {
    key: flowKey(id),
    revision: 0,
    state: first.state,
    expiresAt: Date.now() + limits.flowLife * 1000,
    supportCode: newSupportCode(),
  };
  const { events = [] }: Unit = first.unit;
  const unit = withoutStrangers(gateway, row.state, {
    events: [{ event: 'begun', detail: request.flow }, ...events],
  });
  await gateway.store.create(row, unit);
  gateway.wrote(unit, row.supportCode);
  gateway.metrics.count('keyturn_flows_total', { flow: request.flow });
  const step = (await show(groundOf(gateway, id, row)))!;
  return { id, expiresAt: new Date(row.expiresAt).toISOString(), step, revision: 0 };
};

// What stands in the store when somebody asks: the step that is next, or that nobody knows how the last one ended.
const standing = async (
  gateway: Gateway,
  id: string,
  row: FlowRow,
  trouble: Trouble,
): Promise<Answered> => {
  const step = await show(groundOf(gateway, id, row));
  const { revision, supportCode } = row;
  return { step, revision, supportCode, trouble: step ? trouble : { code: 'outcome-unknown' } };
};

// Somebody else's failures have closed self-service for this account meanwhile.
const closed = async (gateway: Gateway, state: FlowState): Promise<Verdict> => {
  const subject = state.subject!;
  const until = await lockedUntil(gateway, subject.username);
  // By now it may just have opened again.
  return lockOut(state, until ?? Date.now(), subject);
};

// A store that fails has nothing written: what the caller is told is true all the same.
const noteUnknown = async (gateway: Gateway, row: FlowRow): Promise<void> => {
  const { key, state, supportCode } = row;
  const { username } = state.subject!;
  const event = { event: 'outcome unknown', username };
  // A password that may have been set is told and counted as one that was.
  const more =
    state.at.kind === 'committing'
      ? { settle: 'release' as const, hits: [changeCounter(gateway, username)] }
      : {};
  const unit = { ...withoutStrangers(gateway, state, { events: [event] }), ...more };
  try {
    await gateway.store.record({ ...unit.events![0]!, supportCode }, key, more);
    gateway.wrote(unit, supportCode);
  } catch (error) {
    gateway.log({ level: 'error', supportCode, ...failureOf(error) });
  }
};

// What may change the directory runs between two writes. If it fails in a way that nobody foresaw, nobody knows what the
// directory did: the flow stays as it is, and says so.
const carryOn = async (
  gateway: Gateway,
  id: string,
  row: FlowRow,
  act: () => Promise<Verdict>,
): Promise<Answered> => {
  try {
    return await carryOut(gateway, id, row, await act());
  } catch (error) {
    gateway.log({ level: 'error', supportCode: row.supportCode, ...failureOf(error) });
    await noteUnknown(gateway, row);
    return { supportCode: row.supportCode, trouble: { code: 'outcome-unknown' } };
  }
};

// What a directory has done is told, logged and counted though its flow was given up meanwhile, or its time was over: else
// whoever takes an account over could keep its owner from hearing of it.
const write = async (
  gateway: Gateway,
  row: FlowRow,
  { state, unit = {} }: Verdict,
): Promise<Committed> => {
  const committed = await gateway.store.commit(row, state, unit);
  const over = row.state.at.kind === 'committing' && state.at.kind === 'done';
  // Nobody can move it on from there, so it's gone.
  if (committed !== 'stale' || !over) return committed;
  await gateway.store.create({ ...row, revision: row.revision + 1, state }, unit);
  return 'done';
};

/** Writes one verdict after the other until nothing is left to do. The first write fails if another answer was faster. */
export const carryOut = async (
  gateway: Gateway,
  id: string,
  row: FlowRow,
  verdict: Verdict,
): Promise<Answered> => {
  const unit = withoutStrangers(gateway, verdict.state, verdict.unit ?? {});
  const committed = await write(gateway, row, { state: verdict.state, unit });
  if (committed === 'over') return carryOut(gateway, id, row, await closed(gateway, verdict.state));
  if (committed === 'capped')
    return standing(gateway, id, row, {
      code: 'too-many-tries',
      retryAfter: await waitFor(gateway, unit.caps!),
    });
  if (committed === 'stale') {
    const now = await gateway.store.find(row.key);
    return now
      ? standing(gateway, id, now, { code: 'stale-answer' })
      : { trouble: { code: 'flow-expired' } };
  }
  gateway.wrote(unit, row.supportCode);
  const next = { ...row, revision: row.revision + 1, state: verdict.state };
  if (verdict.act) return carryOn(gateway, id, next, verdict.act);
  const { revision, supportCode } = next;
  if (verdict.trouble?.code === 'flow-expired') {
    await gateway.store.remove(row.key);
    return { supportCode, trouble: verdict.trouble };
  }
  return {
    step: await show(groundOf(gateway, id, next)),
    revision,
    supportCode,
    trouble: verdict.trouble,
  };
};

/**
 * Whether a flow can't go on for what happened elsewhere. A password that was set since voids all that was proved for
 * that name: its owner may just have taken the account back from whoever holds this flow. So does a change of what is
 * registered, for a reset: what it was proved by may be what its owner has lost, and took out. And so does a press of
 * "this wasn't me".
 */
export const overtaken = async (
  gateway: Gateway,
  { key, state, expiresAt }: FlowRow,
): Promise<boolean> => {
  if (!state.subject) return false;
  const { username } = state.subject;
  const begun = expiresAt - limits.flowLife * 1000;
  const counters = [
    changeCounter(gateway, username),
    ...(state.flow === 'reset'
      ? [methodsCounter(gateway, username), revokedCounter(state.origin ?? key)]
      : []),
  ];
  const counts = counters.map((one) => gateway.store.count(one, limits.flowLife));
  return (await Promise.all(counts)).some(({ last }) => last > begun);
};

type AnswerRequest = { answer: Answer; revision?: number };

const answered = async (
  gateway: Gateway,
  id: string,
  row: FlowRow,
  { answer, revision }: AnswerRequest,
): Promise<Answered> => {
  const room = roomFor(row.state.at);
  const handler = room && handlerFor(room, answer);
  const late = revision !== undefined && revision !== row.revision;
  if (!handler || late) return standing(gateway, id, row, { code: 'stale-answer' });
  if (await overtaken(gateway, row)) {
    await gateway.store.remove(row.key);
    return { supportCode: row.supportCode, trouble: { code: 'flow-expired' } };
  }
  return carryOut(gateway, id, row, await handler(groundOf(gateway, id, row), answer));
};

/**
 * Takes an answer to the step at which a flow stands. An answer of another kind, or to an earlier revision, has no
 * effect: the present step is given back.
 */
export const answerFlow = async (
  gateway: Gateway,
  id: string,
  request: AnswerRequest,
): Promise<Answered> => {
  const row = await gateway.store.find(flowKey(id));
  if (!row) {
    countAnswer(gateway, undefined, { trouble: { code: 'flow-expired' } });
    return { trouble: { code: 'flow-expired' } };
  }
  const reply = await answered(gateway, id, row, request);
  countAnswer(gateway, row.state, reply);
  return reply;
};

const ends = new Set<At['kind']>(['done', 'stopped', 'committing']);

/** Ends a flow that the person gave up. Where they did is written down; what is over already, or still to be known, stays as it is. */
export const endFlow = async (gateway: Gateway, id: string): Promise<void> => {
  const row = await gateway.store.find(flowKey(id));
  await gateway.store.remove(flowKey(id));
  if (!row || ends.has(row.state.at.kind)) return;
  const { state, supportCode } = row;
  const event = { event: 'given up', username: state.subject?.username, detail: state.at.kind };
  const unit = withoutStrangers(gateway, state, { events: [event] });
  await gateway.store.record({ ...unit.events![0]!, supportCode });
  gateway.wrote(unit, supportCode);
};
