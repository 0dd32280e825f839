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
import { Authenticator } from '../gateway/authenticator.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeIn,
  personNamed,
  type Walk,
  withPolicy,
} from '../gateway/harness.ts';

const walks = Number(process.env.KEYTURN_ROUNDS ?? 100_000);
const names = ['ada', 'grace', 'johan', 'noor', 'linus', 'nobody', 'eve', '*)(uid=*'];
const statuses = new Set<number>([200, ...Object.values(problemStatus)]);

const tenant = withPolicy({
  methods: ['email', 'passkey', 'sms', 'totp', 'backup-code', 'questions'],
});
// Somebody else's key: its signatures are right, and prove nothing here.
const foreignKey = new Authenticator('https://passwords.contoso.com');
foreignKey.create({ challenge: '', rp: { id: 'passwords.contoso.com' }, user: { id: 'eve' } });

// Ada has one of everything.
const equip = async ({ registrations }: Bench): Promise<void> => {
  const { username } = personNamed('ada');
  await registrations.totp.set(username, 'JBSWY3DPEHPK3PXP', 0);
  await registrations.backupCodes.set(username, ['K7QM2XPD']);
  const key = { credential: 'AAAA', publicKey: new Uint8Array(77), counter: 0 };
  await registrations.passkeys.add(username, key);
};

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
    method: step.kind === 'choose-method' && !oneIn(4) ? pick(step.methods).id : 'totp-1',
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
  {
    kind: 'use-passkey',
    credential: oneIn(3)
      ? { id: 'AAAA', response: {} }
      : foreignKey.use(step.kind === 'use-passkey' ? step.options : { challenge: 'AAAA' }),
  },
  { kind: 'new-password', password: 'violet umbrella seventy' },
  { kind: 'review-methods', action: pick(['add', 'finish']), method: 'totp' },
  { kind: 'add-totp', code: someCode() },
  { kind: 'add-passkey', credential: { id: 'AAAA', response: {} } },
  { kind: 'add-contact', value: '+31 6 1234 5699', country: 'NL' },
  { kind: 'show-codes' },
  { kind: 'resend' },
  { kind: 'other-method' },
  { kind: 'back' },
];

const next = (step: Step): Answer => {
  const all = guesses(step);
  return oneIn(3) ? pick(all) : (all.find(({ kind }) => kind === step.kind) ?? pick(all));
};

// Where only somebody who has proved who they are may stand.
const inside = new Set<Step['kind']>([
  'new-password',
  'done',
  'review-methods',
  'add-contact',
  'add-totp',
  'add-passkey',
  'show-codes',
]);

// A code in a million is right by chance: whoever holds it may go on, and is left there.
const isLuck = (given: Answer, step: Step): boolean =>
  given.kind === 'enter-code' && inside.has(step.kind) && !foreign.includes(given.code);

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
    expect(inside.has(walk.step.kind)).toBe(false);
  }
  return steps;
};

afterEach(() => void vi.useRealTimers());

it(`lets nobody in who answers at random, in ${walks} walks`, { timeout: 3_600_000 }, async () => {
  const bench = await benchGateway({ tenant });
  await equip(bench);
  let [now, answers] = [Date.now(), 0];
  for (let round = 0; round < walks; round += 1) {
    now += oneIn(20) ? 25 * 60 * 60 * 1000 : 20_000;
    vi.useFakeTimers({ toFake: ['Date'], now });
    // Each present password takes a slow hash: a few such walks are enough.
    const flow = oneIn(50) ? pick(['change', 'register'] as const) : 'reset';
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
