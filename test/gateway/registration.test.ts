import { describe, expect, it } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { findPerson } from '../../gateway/person.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  personNamed,
  toMethods,
  toReview,
  until,
  type Walk,
  withPolicy,
  wrongCode,
} from './harness.ts';

const addMail = async (bench: Bench, walk: Walk, value: string): Promise<void> => {
  await walk.go({ kind: 'review-methods', action: 'add', method: 'email' }, 'add-contact');
  const before = bench.sent.length;
  await walk.go({ kind: 'add-contact', value }, 'enter-code');
  const code = await codeAfter(bench, before);
  await walk.go({ kind: 'enter-code', code }, 'review-methods');
};

const answers = [
  { id: 'first-pet', answer: 'Tux' },
  { id: 'first-street', answer: 'Mannerheimintie' },
  { id: 'own-1', answer: 'A kernel' },
];

describe('Registration', () => {
  it('takes somebody from nothing to a reset that works', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'linus');
    expect(walk.step).toEqual({
      kind: 'review-methods',
      registered: [],
      available: ['email', 'sms', 'totp', 'passkey', 'backup-code', 'questions'],
      required: 2,
      canFinish: false,
    });
    await addMail(bench, walk, 'linus@example.org');
    const questions = await walk.go(
      { kind: 'review-methods', action: 'add', method: 'questions' },
      'set-questions',
    );
    expect(questions).toMatchObject({ required: 3, rules: { minAnswer: 3, maxAnswer: 40 } });
    expect(questions.pool.at(-1)).toEqual({
      id: 'own-1',
      text: 'Which project did you work on first?',
    });
    const done = await walk.go({ kind: 'set-questions', questions: answers }, 'review-methods');
    expect(done.registered.map(({ kind, hint }) => [kind, hint])).toEqual([
      ['email', 'l•••@e•••'],
      ['questions', undefined],
    ]);
    expect(done.canFinish).toBe(true);
    const end = await walk.go({ kind: 'review-methods', action: 'finish' }, 'done');
    expect(end).toMatchObject({ outcome: 'registered', advice: [] });
    const reset = await toMethods(bench, 'linus');
    await reset.go({ kind: 'choose-method', method: 'questions-1' }, 'answer-questions');
    await reset.go({ kind: 'answer-questions', answers }, 'new-password');
  });

  it('is confirmed with one answer when all is right', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'ada');
    const end = await walk.go({ kind: 'review-methods', action: 'confirm' }, 'done');
    expect(end.outcome).toBe('confirmed');
    const person = await findPerson(bench, 'ada@contoso.com');
    expect(Date.now() - person!.confirmedAt!).toBeLessThan(5000);
    expect(bench.sent).toEqual([]);
  });

  it('isn’t for whoever may not reset, though they may change their password', async () => {
    const bench = await benchGateway();
    const account = await bench.directory.find('ada@contoso.com');
    bench.directory.find = async () => ({ ...account!, eligible: false });
    const { password } = personNamed('ada');
    const signIn = { kind: 'sign-in', username: 'ada', password } as const;
    const walk = await begin(bench, { flow: 'register' });
    expect(await walk.go(signIn, 'stopped')).toMatchObject({ reason: 'not-eligible' });
    const change = await begin(bench, { flow: 'change' });
    expect((await change.go(signIn, 'new-password')).username).toBe('ada@contoso.com');
  });

  it('isn’t finished with too little', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'grace');
    for (const action of ['finish', 'confirm'] as const)
      expect(await walk.fails({ kind: 'review-methods', action })).toMatchObject({
        code: 'invalid-answer',
        fields: [{ field: 'method', problem: 'too-few' }],
      });
  });

  it('puts a new number in the place of the old one only once it’s verified', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'grace');
    const { id } = (await findPerson(bench, 'grace@contoso.com'))!.contacts[0]!;
    await walk.go({ kind: 'review-methods', action: 'change', id }, 'add-contact');
    const asked = await walk.go({ kind: 'add-contact', value: '06 1234 5699' }, 'enter-code');
    expect(asked.sentTo).toBe('+31612345699');
    const code = await codeAfter(bench, 0);
    const numbers = async () =>
      (await findPerson(bench, 'grace@contoso.com'))!.contacts.map(({ value }) => value);
    expect(await numbers()).toEqual(['+31 6 1234 5602']);
    await walk.go({ kind: 'enter-code', code }, 'review-methods');
    expect(await numbers()).toEqual(['+31612345699']);
  });

  it('tells the addresses from before of every change, and not the new one', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'johan');
    await addMail(bench, walk, 'intruder@evil.test');
    const notices = await until(() => bench.sent.length >= 3 && bench.sent.slice(1));
    expect(notices.map(({ to }) => to).toSorted()).toEqual([
      'johan.vdberg@example.org',
      'johan@contoso.com',
    ]);
    expect(notices[0]!.subject).toContain('herstelmethoden');
    const { registered } = walk.step as { registered: { id: string }[] };
    await walk.go(
      { kind: 'review-methods', action: 'remove', id: registered[0]!.id },
      'review-methods',
    );
    await until(() => bench.sent.length >= 6);
  });

  it('takes a code like every other code, and sends no more', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'linus');
    await walk.go({ kind: 'review-methods', action: 'add', method: 'email' }, 'add-contact');
    await walk.go({ kind: 'add-contact', value: 'linus@example.org' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    for (let left = limits.codeTries - 1; left >= 0; left -= 1)
      expect(await walk.fails({ kind: 'enter-code', code: wrongCode(code) })).toMatchObject({
        code: 'wrong-code',
        triesLeft: left,
      });
    expect((await walk.fails({ kind: 'enter-code', code })).code).toBe('code-expired');
    expect((await walk.fails({ kind: 'resend' })).code).toBe('too-many-tries');
    const back = await walk.go({ kind: 'other-method' }, 'add-contact');
    expect(back.prefill).toBe('linus@example.org');
  });

  it('touches nobody else’s methods, and none that isn’t there', async () => {
    const bench = await benchGateway();
    const { id } = (await findPerson(bench, 'ada@contoso.com'))!.contacts[0]!;
    const walk = await toReview(bench, 'grace');
    for (const action of ['change', 'remove'] as const)
      for (const one of [id, 'questions-9', '__proto__', undefined])
        expect((await walk.fails({ kind: 'review-methods', action, id: one })).code).toBe(
          'invalid-answer',
        );
    expect((await findPerson(bench, 'ada@contoso.com'))!.contacts).toHaveLength(2);
  });

  it('registers nothing for a right code among many guesses at once, unless that one is taken', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'linus');
    await walk.go({ kind: 'review-methods', action: 'add', method: 'email' }, 'add-contact');
    await walk.go({ kind: 'add-contact', value: 'linus@example.org' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    const { revision } = walk;
    const guesses = [wrongCode(code), code, code];
    const replies = await Promise.all(
      guesses.map((one) => walk.send({ kind: 'enter-code', code: one }, revision)),
    );
    expect(replies.map(({ status }) => status)).toEqual([422, 409, 409]);
    expect((await findPerson(bench, 'linus@contoso.com'))!.contacts).toEqual([]);
    await bench.stop();
    expect(bench.sent).toHaveLength(1);
  });

  it('removes one method when two are named at once', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'ada');
    const { contacts } = (await findPerson(bench, 'ada@contoso.com'))!;
    const { revision } = walk;
    await Promise.all(
      contacts.map(({ id }) =>
        walk.send({ kind: 'review-methods', action: 'remove', id }, revision),
      ),
    );
    expect((await findPerson(bench, 'ada@contoso.com'))!.contacts).toHaveLength(1);
  });

  it('offers only what the policy allows', async () => {
    const bench = await benchGateway({
      tenant: withPolicy({ methods: ['email'], requiredToRegister: 1 }),
    });
    const walk = await toReview(bench, 'ada');
    expect(walk.step).toMatchObject({ available: ['email'], required: 1, canFinish: true });
    for (const method of ['sms', 'questions', 'passkey'] as const)
      expect((await walk.fails({ kind: 'review-methods', action: 'add', method })).code).toBe(
        'invalid-answer',
      );
  });

  it('needs the present password, as a change does', async () => {
    const bench = await benchGateway();
    const walk = await begin(bench, { flow: 'register' });
    const wrong = { kind: 'sign-in', username: 'ada', password: 'guess' } as const;
    expect(await walk.fails(wrong)).toMatchObject({ code: 'wrong-password', triesLeft: 4 });
    expect((await walk.fails({ kind: 'review-methods', action: 'confirm' })).code).toBe(
      'stale-answer',
    );
  });
});

describe('Answers to questions', () => {
  it.each([
    ['too few', answers.slice(0, 2), 'answer-2', 'missing'],
    ['a question twice', [answers[0]!, answers[0]!, answers[1]!], 'question-1', 'twice'],
    [
      'one answer to two',
      [answers[0]!, { id: 'first-car', answer: 'TUX!' }, answers[1]!],
      'answer-1',
      'twice',
    ],
    [
      'too short',
      [{ id: 'first-pet', answer: 'Ti.' }, ...answers.slice(1)],
      'answer-0',
      'too-short',
    ],
    [
      'too long',
      [{ id: 'first-pet', answer: 'x'.repeat(41) }, ...answers.slice(1)],
      'answer-0',
      'too-long',
    ],
    [
      'out of the question',
      [{ id: 'first-pet', answer: 'your first pet' }, ...answers.slice(1)],
      'answer-0',
      'in-question',
    ],
    [
      'of a question nobody asks',
      [{ id: 'mother', answer: 'Anna' }, ...answers.slice(1)],
      'question-0',
      'unknown',
    ],
  ])('are refused with the place: %s', async (_, questions, field, problem) => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'linus');
    await walk.go({ kind: 'review-methods', action: 'add', method: 'questions' }, 'set-questions');
    const refused = await walk.fails({ kind: 'set-questions', questions });
    expect(refused).toMatchObject({ code: 'invalid-answer', fields: [{ field, problem }] });
    expect(JSON.stringify(refused)).not.toContain('Mannerheim');
  });
});
