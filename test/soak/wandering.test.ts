// Very many people who know nothing answer at random, in every order, with codes of other people's flows among them.
// Nobody may get in, nothing may break.
import { afterEach, expect, it, vi } from 'vitest';
import {
  type Answer,
  answer,
  answerReply,
  problem,
  problemStatus,
  type Step,
} from '../../backends/protocol/index.ts';
import { begin, benchGateway, codeIn, personNamed, type Walk } from '../gateway/harness.ts';

const walks = Number(process.env.KEYTURN_ROUNDS ?? 100_000);
const names = ['ada', 'grace', 'johan', 'noor', 'linus', 'nobody', 'eve', '*)(uid=*'];
const statuses = new Set<number>([200, ...Object.values(problemStatus)]);

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const oneIn = (count: number): boolean => Math.random() * count < 1;
// Codes of flows that were begun before this one.
let foreign: string[] = [];
const someCode = (): string => {
  const old = oneIn(3) ? foreign.at(-1) : undefined;
  return old ?? String(Math.floor(Math.random() * 1e6)).padStart(6, '0');
};

const guesses = (step: Step): Answer[] => [
  { kind: 'identify', username: pick(names) },
  { kind: 'sign-in', username: pick(names), password: 'guess' },
  { kind: 'choose-intent', intent: pick(['reset', 'unlock']) },
  {
    kind: 'choose-method',
    method: step.kind === 'choose-method' && !oneIn(4) ? pick(step.methods).id : 'email-2',
    confirm: pick(['+31 6 1234 5602', '1', undefined]),
  },
  { kind: 'enter-code', code: someCode() },
  {
    kind: 'answer-questions',
    answers:
      step.kind === 'answer-questions'
        ? step.questions.map(({ id }) => ({ id, answer: 'guess' }))
        : [],
  },
  { kind: 'new-password', password: 'violet umbrella seventy' },
  { kind: 'resend' },
  { kind: 'other-method' },
  { kind: 'back' },
];

const next = (step: Step): Answer => {
  const all = guesses(step);
  return oneIn(3) ? pick(all) : (all.find(({ kind }) => kind === step.kind) ?? pick(all));
};

// A code in a million is right by chance: whoever holds it may go on, and is left there.
const isLuck = (given: Answer, step: Step): boolean =>
  given.kind === 'enter-code' &&
  ['new-password', 'done'].includes(step.kind) &&
  !foreign.includes(given.code);

const wander = async (walk: Walk): Promise<number> => {
  let steps = 0;
  for (; steps < 10 && !oneIn(12); steps += 1) {
    const given = answer.parse(next(walk.step));
    const response = await walk.send(given, walk.revision - (oneIn(10) ? 1 : 0));
    const body: unknown = await response.json();
    expect(statuses).toContain(response.status);
    const told = response.ok ? answerReply.parse(body) : problem.parse(body);
    if (told.step) walk.step = told.step;
    walk.revision = Math.max(0, told.revision ?? walk.revision);
    if (isLuck(given, walk.step)) return steps;
    expect(['new-password', 'done']).not.toContain(walk.step.kind);
  }
  return steps;
};

afterEach(() => void vi.useRealTimers());

it(`lets nobody in who answers at random, in ${walks} walks`, { timeout: 3_600_000 }, async () => {
  const bench = await benchGateway();
  let [now, answers] = [Date.now(), 0];
  for (let round = 0; round < walks; round += 1) {
    now += oneIn(20) ? 25 * 60 * 60 * 1000 : 20_000;
    vi.useFakeTimers({ toFake: ['Date'], now });
    // Each present password takes a slow hash: a few such walks are enough.
    const flow = oneIn(50) ? 'change' : 'reset';
    const walk = await begin(bench, { flow, username: pick([undefined, 'ada']) });
    answers += await wander(walk);
    foreign = bench.sent.filter(({ text }) => /\b\d{6}\b/.test(text)).map(codeIn);
    bench.sent.splice(0, Math.max(0, bench.sent.length - 50));
    bench.lines.splice(0);
  }
  vi.useRealTimers();
  console.info(`${walks} walks, ${answers} answers`);
  for (const name of ['ada', 'grace', 'noor', 'linus']) {
    const { username, password } = personNamed(name);
    expect(await bench.directory.signIn(username, password)).toBe(true);
  }
  const johan = personNamed('johan');
  expect(await bench.directory.signIn(johan.username, johan.password)).toBe(false);
});
