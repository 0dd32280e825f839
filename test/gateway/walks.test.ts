import { describe, expect, it } from 'vitest';
import {
  begin,
  benchGateway,
  codeAfter,
  contoso,
  personNamed,
  toCode,
  toMethods,
  toPassword,
  until,
  withPolicy,
} from './harness.ts';

const ada = 'ada@contoso.com';
const fresh = 'violet umbrella seventy';
const right = (name: string): { id: string; answer: string }[] =>
  (personNamed(name).questions ?? []).map(({ id, answer }) => ({ id, answer }));

describe('A reset', () => {
  it('goes by mail from the name to the new password, which then works, and the old one not', async () => {
    const bench = await benchGateway();
    const walk = await begin(bench);
    expect(walk.step).toEqual({ kind: 'identify' });
    await walk.go({ kind: 'identify', username: ada }, 'choose-intent');
    const { methods, gate, gates } = await walk.go(
      { kind: 'choose-intent', intent: 'reset' },
      'choose-method',
    );
    expect({ gate, gates, kinds: methods.map(({ kind }) => kind) }).toEqual({
      gate: 1,
      gates: 1,
      kinds: ['email', 'sms', 'questions'],
    });
    const asked = await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    expect(asked).toMatchObject({ method: 'email', sentTo: 'a•••@e•••', length: 6 });
    const code = await codeAfter(bench, 0);
    const chosen = await walk.go({ kind: 'enter-code', code }, 'new-password');
    expect(chosen.username).toBe(ada);
    const end = await walk.go({ kind: 'new-password', password: fresh }, 'done');
    expect(end).toMatchObject({ outcome: 'password-reset', returnTo: contoso.signIn!.url });
    expect(await bench.directory.signIn(ada, fresh)).toBe(true);
    expect(await bench.directory.signIn(ada, personNamed('ada').password)).toBe(false);
  });

  it('takes the name without its domain, in capitals, and full-width', async () => {
    const bench = await benchGateway();
    for (const username of ['ada', ' ADA@Contoso.com ', 'ａｄａ']) {
      const { step } = await toMethods(bench, username);
      expect(step.kind === 'choose-method' && step.methods[0]?.hint).toBe('a•••@e•••');
    }
  });

  it('sends a text only to somebody who knows the whole number', async () => {
    const bench = await benchGateway();
    const walk = await toMethods(bench, 'grace');
    const refused = await walk.fails({
      kind: 'choose-method',
      method: 'sms-1',
      confirm: '+31 6 9999 5602',
    });
    expect(refused).toMatchObject({ code: 'wrong-number', triesLeft: 4 });
    expect(bench.sent).toEqual([]);
    const method = { kind: 'choose-method', method: 'sms-1', confirm: '0031-6 1234 5602' } as const;
    expect(await walk.go(method, 'enter-code')).toMatchObject({
      method: 'sms',
      sentTo: '•••\u00a002',
    });
    const code = await codeAfter(bench, 0);
    expect(bench.sent[0]).toMatchObject({ channel: 'sms', to: '+31 6 1234 5602' });
    expect(bench.sent[0]!.text.split('\n').at(-1)).toBe(`@passwords.contoso.com #${code}`);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
  });

  it('asks for the number before it counts anything', async () => {
    const bench = await benchGateway();
    const walk = await toMethods(bench, 'grace');
    const refused = await walk.fails({ kind: 'choose-method', method: 'sms-1' });
    expect(refused).toMatchObject({
      code: 'invalid-answer',
      fields: [{ field: 'confirm-sms-1', problem: 'missing' }],
    });
    expect(refused.triesLeft).toBeUndefined();
  });

  it('goes by questions, whatever the capitals and accents, and draws anew after a wrong one', async () => {
    const bench = await benchGateway();
    const walk = await toMethods(bench, ada);
    const asked = await walk.go(
      { kind: 'choose-method', method: 'questions-1' },
      'answer-questions',
    );
    expect(asked.questions.map(({ id }) => id).toSorted()).toEqual(
      right('ada')
        .map(({ id }) => id)
        .toSorted(),
    );
    const wrong = right('ada').map((one) => ({ ...one, answer: 'no idea' }));
    const refused = await walk.fails({ kind: 'answer-questions', answers: wrong });
    expect(refused).toMatchObject({ code: 'wrong-answer', triesLeft: 4 });
    const answers = right('ada').map(({ id, answer }) => ({
      id,
      answer: ` ${answer.toUpperCase()}! `,
    }));
    await walk.go({ kind: 'answer-questions', answers }, 'new-password');
  });

  it('takes nothing but an answer to every question that was asked', async () => {
    const bench = await benchGateway();
    const walk = await toMethods(bench, ada);
    await walk.go({ kind: 'choose-method', method: 'questions-1' }, 'answer-questions');
    const [first, second, third] = right('ada');
    const partial = [
      [],
      [first!],
      [first!, first!, first!],
      [first!, second!, { ...third!, id: 'other' }],
      [...right('ada'), first!],
    ];
    for (const answers of partial)
      expect((await walk.fails({ kind: 'answer-questions', answers })).code).toBe('invalid-answer');
  });

  it('asks for two proofs of two kinds where there are two gates', async () => {
    const bench = await benchGateway({ tenant: withPolicy({ gates: 2 }) });
    const [walk, code] = await toCode(bench, ada);
    const second = await walk.go({ kind: 'enter-code', code }, 'choose-method');
    expect(second.gate).toBe(2);
    expect(second.methods.map(({ kind }) => kind)).toEqual(['sms', 'questions']);
    expect((await walk.fails({ kind: 'choose-method', method: 'email-1' })).code).toBe(
      'invalid-answer',
    );
    await walk.go({ kind: 'choose-method', method: 'questions-1' }, 'answer-questions');
    await walk.go({ kind: 'answer-questions', answers: right('ada') }, 'new-password');
  });

  it('asks an administrator for two proofs, and tells so only who has given one', async () => {
    const bench = await benchGateway();
    for (const call of ['find', 'read'] as const) {
      const real = bench.directory[call].bind(bench.directory);
      bench.directory[call] = async (name) => {
        const account = await real(name);
        return account && { ...account, administrator: true };
      };
    }
    const walk = await toMethods(bench, ada);
    expect(walk.step).toMatchObject({ gate: 1, gates: 1 });
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    const second = await walk.go({ kind: 'enter-code', code }, 'choose-method');
    expect(second).toMatchObject({ gate: 2, gates: 2, methods: [{ kind: 'sms' }] });
  });

  it('gives up the first proof with a step back, so that no proof carries over to another name', async () => {
    const bench = await benchGateway({ tenant: withPolicy({ gates: 2 }) });
    const [walk, code] = await toCode(bench, ada);
    await walk.go({ kind: 'enter-code', code }, 'choose-method');
    await walk.go({ kind: 'back' }, 'identify');
    const anew = await walk.go({ kind: 'identify', username: 'noor' }, 'choose-method');
    expect(anew.gate).toBe(1);
  });

  it('tells the person, at every address, in their own language, without the password', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, 'noor');
    await walk.go({ kind: 'new-password', password: fresh }, 'done');
    const notices = await until(() => bench.sent.length >= 3 && bench.sent.slice(1));
    expect(notices.map(({ to }) => to).toSorted()).toEqual([
      'noor@contoso.com',
      'noor@example.org',
    ]);
    for (const { html, text } of notices) {
      expect(html).toContain('dir="rtl"');
      expect(html + text).not.toContain(fresh);
    }
  });

  it('tells nobody where the policy says so', async () => {
    const quiet = withPolicy({ notify: { user: false, admins: false } });
    const bench = await benchGateway({ tenant: quiet });
    const walk = await toPassword(bench, ada);
    await walk.go({ kind: 'new-password', password: fresh }, 'done');
    await bench.stop();
    expect(bench.sent).toHaveLength(1);
  });

  it('goes back only to an address of the organisation', async () => {
    const bench = await benchGateway();
    const ends: Record<string, string> = {
      'https://login.contoso.com/app?x=1': 'https://login.contoso.com/app?x=1',
      'https://evil.test/': contoso.signIn!.url,
      '//evil.test': contoso.signIn!.url,
    };
    for (const [returnTo, wanted] of Object.entries(ends)) {
      const walk = await toMethods(bench, ada, { returnTo });
      await walk.go({ kind: 'choose-method', method: 'questions-1' }, 'answer-questions');
      await walk.go({ kind: 'answer-questions', answers: right('ada') }, 'new-password');
      const end = await walk.go({ kind: 'new-password', password: fresh }, 'done');
      expect(end.returnTo).toBe(wanted);
    }
  });
});

describe('Unlocking', () => {
  it('lifts the lock and leaves the password as it is', async () => {
    const bench = await benchGateway();
    const johan = personNamed('johan');
    expect(await bench.directory.signIn(johan.username, johan.password)).toBe(false);
    const walk = await begin(bench, { locale: 'nl' });
    await walk.go({ kind: 'identify', username: 'johan' }, 'choose-intent');
    await walk.go({ kind: 'choose-intent', intent: 'unlock' }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const end = await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 0) }, 'done');
    expect(end.outcome).toBe('unlocked');
    expect(await bench.directory.signIn(johan.username, johan.password)).toBe(true);
  });

  it('isn’t offered where the policy has it off, even to a link that asks for it', async () => {
    const bench = await benchGateway({ tenant: withPolicy({ unlock: false }) });
    const walk = await begin(bench, { intent: 'unlock' });
    await walk.go({ kind: 'identify', username: 'johan' }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const answer = { kind: 'enter-code', code: await codeAfter(bench, 0) } as const;
    const next = await walk.go(answer, 'new-password');
    expect(next.username).toBe('johan@contoso.com');
  });

  it('is part of a reset', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, 'johan');
    await walk.go({ kind: 'new-password', password: fresh }, 'done');
    expect(await bench.directory.signIn('johan@contoso.com', fresh)).toBe(true);
  });
});

describe('A change', () => {
  it('begins with the present password and ends with the new one', async () => {
    const bench = await benchGateway();
    const walk = await begin(bench, { flow: 'change' });
    const wrong = { kind: 'sign-in', username: ada, password: 'not it at all' } as const;
    expect(await walk.fails(wrong)).toMatchObject({ code: 'wrong-password', triesLeft: 4 });
    const { password } = personNamed('ada');
    await walk.go({ kind: 'sign-in', username: ada, password }, 'new-password');
    const end = await walk.go({ kind: 'new-password', password: fresh }, 'done');
    expect(end.outcome).toBe('password-changed');
    const told = (await bench.store.events(9)).map(({ event, detail }) => [event, detail]);
    expect(told.toReversed()).toEqual([
      ['begun', 'change'],
      ['proof failed', 'password'],
      ['proved', 'password'],
      ['password-changed', undefined],
    ]);
    expect(await bench.directory.signIn(ada, fresh)).toBe(true);
  });
});
