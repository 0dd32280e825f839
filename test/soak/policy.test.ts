// People and thieves answer in every order: with right proofs and wrong ones, their own and those of other flows, again
// and late. A model notes what was truly proved in which flow; whenever a password changes, it must be enough.
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { type Answer, answerReply, problem, type Step } from '../../backends/protocol/index.ts';
import type { Database } from '../../gateway/database/database.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { databaseIn } from '../gateway/database-in.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeIn,
  personNamed,
  tempFolder,
  type Walk,
  withPolicy,
} from '../gateway/harness.ts';
import { backupCode, move, type Move, type Name } from './moves.ts';

const sequences = Number(process.env.KEYTURN_ROUNDS ?? 100_000);

/** A flow, and what the model knows of it: whose it is, the codes that came for it, and what was proved. */
type Known = { walk: Walk; who?: Name; codes: string[]; proved: Set<string>; used: Set<string> };

type World = { bench: Bench; flows: Known[]; gates: number; allowed: number; round: number };

const fresh = (walk: Walk): Known => ({ walk, codes: [], proved: new Set(), used: new Set() });

const rightAnswers = (name: Name) =>
  name === 'nobody'
    ? []
    : (personNamed(name).questions ?? []).map(({ id, answer }) => ({ id, answer }));

const codesOf = ({ flows }: World, { from, older }: { from: number; older: boolean }): string =>
  flows[from % flows.length]!.codes.at(older ? -2 : -1) ?? '000000';

const answersTo = (step: Step, name: Name) =>
  step.kind !== 'answer-questions'
    ? []
    : step.questions.map(({ id }) => ({
        id,
        answer: rightAnswers(name).find((one) => one.id === id)?.answer ?? 'guess',
      }));

const honest = (
  { walk: { step } }: Known,
  { flow, name, method }: Extract<Move, { kind: 'on' }>,
): Move => {
  if (step.kind === 'identify') return { kind: 'identify', flow, name };
  if (step.kind === 'sign-in') return { kind: 'sign-in', flow, name, right: true };
  if (step.kind === 'choose-method') return { kind: 'choose', flow, method };
  if (step.kind === 'answer-questions') return { kind: 'answers', flow, name };
  if (step.kind !== 'enter-code') return { kind: 'password', flow };
  return step.method === 'backup-code'
    ? { kind: 'type', flow, code: backupCode }
    : { kind: 'code', flow, from: flow, older: false };
};

const answerOf = (world: World, known: Known, one: Move): Answer | undefined => {
  const { step } = known.walk;
  switch (one.kind) {
    case 'on':
      return answerOf(world, known, honest(known, one));
    case 'identify':
      return { kind: 'identify', username: one.name };
    case 'choose': {
      const methods = step.kind === 'choose-method' ? step.methods : [];
      const method = methods[one.method % Math.max(1, methods.length)]?.id ?? 'email-1';
      return { kind: 'choose-method', method };
    }
    case 'code':
      return { kind: 'enter-code', code: codesOf(world, one) };
    case 'type':
      return { kind: 'enter-code', code: one.code };
    case 'answers':
      return { kind: 'answer-questions', answers: answersTo(step, one.name) };
    case 'sign-in': {
      const password =
        one.right && one.name !== 'nobody' ? personNamed(one.name).password : 'guess';
      return { kind: 'sign-in', username: one.name, password };
    }
    case 'password':
      return { kind: 'new-password', password: `violet umbrella ${world.round}` };
    case 'begin':
      return undefined;
    default:
      return { kind: one.kind };
  }
};

// Whether a proof is one, by what the model knows; the gateway isn't asked.
const isProof = (known: Known, given: Answer, from: Step): string | undefined => {
  const { who, codes, used } = known;
  if (given.kind === 'sign-in' && given.username !== 'nobody')
    return given.password === personNamed(given.username).password ? 'password' : undefined;
  if (!who || who === 'nobody') return undefined;
  if (given.kind === 'enter-code' && from.kind === 'enter-code') {
    if (from.method === 'backup-code')
      return given.code === backupCode && who === 'ada' ? 'backup-code' : undefined;
    return given.code === codes.at(-1) && !used.has(given.code) ? from.method : undefined;
  }
  if (given.kind !== 'answer-questions') return undefined;
  const right = new Map(rightAnswers(who).map(({ id, answer }) => [id, answer]));
  const all =
    given.answers.length > 0 && given.answers.every(({ id, answer }) => right.get(id) === answer);
  return all ? 'questions' : undefined;
};

// What the gateway made of an answer, noted in the model, and held against it.
const note = (world: World, known: Known, given: Answer, from: Step): void => {
  const { step } = known.walk;
  if (given.kind === 'identify' && from.kind === 'identify') {
    known.who = given.username as Name;
    known.proved.clear();
  }
  if (given.kind === 'back' && from.kind === 'choose-method') known.proved.clear();
  const proof = isProof(known, given, from);
  if (proof && step.kind !== from.kind) {
    known.proved.add(proof);
    if (given.kind === 'enter-code') known.used.add(given.code);
  }
  if (step.kind === 'new-password' || step.kind === 'done' || step.kind === 'review-methods') {
    const needed = known.proved.has('password') ? 1 : world.gates;
    expect(known.proved.size, `${step.kind} after ${given.kind}`).toBeGreaterThanOrEqual(needed);
  }
  if (step.kind === 'done') world.allowed += 1;
};

const takeCodes = (world: World, known: Known): void => {
  const { sent } = world.bench;
  for (const message of sent.splice(0))
    if (/\b\d{6}\b/.test(message.text)) known.codes.push(codeIn(message));
};

const settle = async ({ bench }: World): Promise<void> => {
  for (let round = 0; round < 200; round += 1) {
    if ((await bench.store.outbox.depth()).length === 0) return;
    await new Promise((next) => setImmediate(next));
  }
};

const play = async (world: World, one: Move): Promise<void> => {
  const { bench, flows } = world;
  const at = one.flow % flows.length;
  if (one.kind === 'begin') {
    const walk = await begin(bench, { flow: one.as, intent: 'reset' });
    flows[at] = fresh(walk);
    return;
  }
  const known = flows[at]!;
  const given = answerOf(world, known, one)!;
  const from = known.walk.step;
  const response = await known.walk.send(given);
  const body: unknown = await response.json();
  const told = response.ok ? answerReply.parse(body) : problem.parse(body);
  if (told.step) known.walk.step = told.step;
  known.walk.revision = told.revision ?? known.walk.revision;
  if (response.ok && (given.kind === 'choose-method' || given.kind === 'resend')) {
    await settle(world);
    takeCodes(world, known);
  }
  if (response.ok) note(world, known, given, from);
};

type Kept = { id: string; password: string };

// Everybody has the password again that they had, for the next sequence. How many had another one.
const restore = async (database: Database, before: readonly Kept[]): Promise<number> => {
  const now = await database.rows<Kept>('SELECT id, password FROM accounts');
  const changed = before.filter(
    ({ id, password }) => now.find((one) => one.id === id)?.password !== password,
  );
  for (const { id, password } of changed)
    await database.run('UPDATE accounts SET password = ? WHERE id = ?', password, id);
  return changed.length;
};

const open = async (gates: 1 | 2): Promise<{ world: World; database: Database }> => {
  const data = await tempFolder();
  const database = await databaseIn(data, secretsFrom(secretIn(data)));
  const tenant = withPolicy({ gates, methods: ['email', 'backup-code', 'questions'] });
  const bench = await benchGateway({ data, database, tenant });
  return { world: { bench, flows: [], gates, allowed: 0, round: 0 }, database };
};

let now = Date.parse('2027-03-01T09:00:00Z');
const day = 25 * 60 * 60 * 1000; // ms; no limit reaches from one sequence into the next

const playAll = async (world: World, moves: readonly Move[]): Promise<void> => {
  const { bench } = world;
  now += day;
  vi.useFakeTimers({ toFake: ['Date'], now });
  await bench.registrations.backupCodes.set(personNamed('ada').username, [backupCode]);
  world.allowed = 0;
  world.round += 1;
  const flows = [0, 1, 2].map(() => begin(bench, { intent: 'reset' }));
  world.flows = (await Promise.all(flows)).map(fresh);
  for (const one of moves) await play(world, one);
  bench.lines.splice(0);
};

afterEach(() => void vi.useRealTimers());

it.each([1, 2] as const)(
  `changes no password without %i proofs of its own, in ${sequences / 2} sequences of moves`,
  { timeout: 7_200_000 },
  async (gates) => {
    const { world, database } = await open(gates);
    const before = await database.rows<Kept>('SELECT id, password FROM accounts');
    let changes = 0;
    const sequence = fc.array(move, { minLength: 3, maxLength: 14 });
    const property = fc.asyncProperty(sequence, async (moves) => {
      await playAll(world, moves);
      const changed = await restore(database, before);
      expect(changed).toBeLessThanOrEqual(world.allowed);
      expect(world.allowed > 0).toBe(changed > 0);
      changes += changed;
    });
    await fc.assert(property, { numRuns: sequences / 2 });
    console.info(`${gates} gates: ${sequences / 2} sequences, ${changes} passwords changed`);
    // Else nothing was shown.
    if (sequences > 1000) expect(changes).toBeGreaterThan(0);
  },
);
