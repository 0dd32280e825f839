import { expect } from 'chai';
import type { ProblemCode, StepKind } from '../../backends/protocol/index.ts';
import { solve } from '../../widget/work.ts';
import { pass } from './page/clock.ts';
import { describe, it } from './page/mocha.ts';
import {
  focused,
  heading,
  help,
  notice,
  one,
  open,
  openAt,
  submit,
  texts,
  type,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { answerStart, problem, sent } from './page/wire.ts';

// What each sentence must name: what the person can do now.
const said: Record<ProblemCode, RegExp> = {
  'wrong-code': /Only the newest one works/,
  'wrong-answer': /Here are new questions/,
  'wrong-number': /in full, with the country code/,
  'wrong-password': /user name or the password/,
  'wrong-challenge': /try again/,
  'wrong-passkey': /take another way/,
  'not-approved': /refused on your phone.*take another way/,
  'code-expired': /Send a new one/,
  'password-rejected': /choose another one/,
  'invalid-answer': /Please check it/,
  'stale-answer': /continue from here/,
  'flow-expired': /we start again\. Nothing was changed/,
  'not-signed-in': /sign in and try again/,
  'too-many-tries': /wait before the next one/,
  locked: /closed to this account/,
  'not-eligible': /ask for help/,
  'directory-unavailable': /Nothing was changed\. Try again/,
  'outcome-unknown': /with the new one, then with the old one/,
};

const helped = new Set(['not-eligible', 'locked', 'outcome-unknown', 'directory-unavailable']);

const atCode = async (): Promise<void> => {
  await openAt(steps['enter-code']);
  type('code', '000000');
};

describe('a problem', () => {
  for (const code of Object.keys(said) as ProblemCode[])
    it(`of the kind ${code} is said in a sentence that names what to do`, async () => {
      await atCode();
      await submit(problem(code, { detail: 'canary: never shown', supportCode: 'KT-7F3A' }));
      expect(notice()).to.match(said[code]);
      expect(notice()).to.not.contain('canary');
      const card = helped.has(code);
      expect(notice().includes(help.phone), 'the help desk').to.equal(card);
      expect(notice().includes('KT-7F3A'), 'the support code').to.equal(card);
      expect(heading()).to.equal(code === 'flow-expired' ? 'Who are you?' : 'Type the code');
    });

  it('that nobody knows is taken for a broken service', async () => {
    await atCode();
    await submit(problem('solve-riddle' as ProblemCode));
    expect(notice()).to.contain('Something is wrong with this service.');
    expect(notice()).to.contain(help.phone);
  });

  it('moves on to the step that it brings', async () => {
    await atCode();
    await submit(problem('code-expired', { step: steps['choose-method'] }));
    expect(heading()).to.equal('Prove that it’s you');
    expect(notice()).to.contain('That code is too old.');
  });

  it('is none where an answer only came too late to a step that is over', async () => {
    await atCode();
    await submit(problem('stale-answer', { step: steps['new-password'] }));
    expect([heading(), notice()]).to.deep.equal(['Choose a new password', '']);
  });

  it('of a flow that took too long starts again with the name that was typed', async () => {
    await atCode();
    await submit(problem('flow-expired'));
    expect(one('input').value).to.equal('ada@contoso.com');
    await submit(steps['choose-intent']);
    expect(heading()).to.equal('What happened?');
  });

  it('is gone when the next answer is taken', async () => {
    await atCode();
    await submit(problem('wrong-code'));
    type('code', '123456');
    await submit(steps['enter-code']);
    expect(notice()).to.equal('');
  });

  it('with the very first answer keeps the name', async () => {
    answerStart(problem('too-many-tries'));
    await openAt(steps.done);
    expect(notice()).to.match(said['too-many-tries']);
    expect(one('input').value).to.equal('ada@contoso.com');
  });
});

describe('waiting after too many tries', () => {
  const wait = async (header: string): Promise<void> => {
    await atCode();
    await submit(problem('too-many-tries', {}, { 'retry-after': header }));
  };

  it('is counted down, without being read out every second', async () => {
    await wait('70');
    expect(notice()).to.contain('You can try again in 70 seconds.');
    await pass(30);
    expect(notice()).to.contain('You can try again in 40 seconds.');
    expect(one('[role=timer]').closest('[role=alert]')).to.not.equal(null);
    await pass(40);
    expect(notice()).to.not.contain('You can try again');
  });

  it('is said in the unit that a person counts in', async () => {
    await wait('300');
    expect(notice()).to.contain('in 5 minutes');
    await wait('86400');
    expect(notice()).to.contain('in 24 hours');
  });

  it('is not said where the backend said nothing that can be read', async () => {
    for (const header of ['0', '-5', 'soon', 'NaN', 'Infinity']) {
      await wait(header);
      expect(notice(), header).to.not.match(/You can try again|NaN|∞|-/);
    }
  });
});

describe('a malformed answer', () => {
  it('is shown at the field that it means, and heard whoever has the focus', async () => {
    await atCode();
    await submit(problem('invalid-answer', { fields: [{ field: 'code', problem: 'malformed' }] }));
    expect(texts('.kt-error')).to.deep.equal(['This doesn’t look right. Please check it.']);
    expect(one('.kt-notice p').offsetWidth).to.equal(1);
    expect(notice()).to.equal('This doesn’t look right. Please check it.');
    expect(focused()).to.equal('code');
    expect(one('[name=code]').getAttribute('aria-describedby')).to.equal(one('.kt-error').id);
  });

  for (const fields of [[], [{ field: 'answer.code', problem: 'missing' }]])
    it(`is said above the form where no field is called so: ${JSON.stringify(fields)}`, async () => {
      await atCode();
      await submit(problem('invalid-answer', { fields }));
      expect(notice()).to.equal('This doesn’t look right. Please check it.');
    });
});

describe('a check of the browser that wasn’t taken', () => {
  it('is made anew by itself at the next try, and the name that was typed stays', async () => {
    const challenge = (salt: string) => ({ kind: 'sha-256' as const, salt, bits: 4 });
    answerStart({ kind: 'identify', challenge: challenge('old') });
    await open();
    type('username', 'ada');
    const step = { kind: 'identify' as const, challenge: challenge('new') };
    await submit(problem('wrong-challenge', { step }));
    expect(notice()).to.match(said['wrong-challenge']);
    expect([one('[name=username]').value, focused()]).to.deep.equal(['ada', 'username']);
    await submit(steps['choose-intent']);
    expect(heading()).to.equal('What happened?');
    const nonces = sent.slice(1).map(({ body }) => body as { answer: { nonce: string } });
    for (const [index, salt] of ['old', 'new'].entries())
      expect(await solve(challenge(salt), new AbortController().signal)).to.equal(
        nonces[index]!.answer.nonce,
      );
  });
});

describe('what was typed, after a problem', () => {
  it('stays, and the focus is where it has to be mended', async () => {
    await openAt(steps['choose-method']);
    one('input[value=m2]').click();
    type('confirm-m2', '+31 6 11111111');
    await submit(problem('wrong-number', { step: steps['choose-method'] }));
    expect(one('input[value=m2]').checked).to.equal(true);
    expect(one('[name=confirm-m2]').value).to.equal('+31 6 11111111');
    expect(focused()).to.equal('confirm-m2');
  });

  const secrets: [StepKind, string][] = [
    ['enter-code', 'code'],
    ['new-password', 'password'],
    ['answer-questions', 'answer-q1'],
    ['answer-questions', 'answer-q2'],
  ];

  for (const [kind, name] of secrets)
    it(`is forgotten where it is a secret: ${name}`, async () => {
      const step = steps[kind as 'enter-code'];
      await openAt(step);
      for (const input of document.querySelectorAll<HTMLInputElement>('main .kt-input'))
        type(input.name, 'canary secret words');
      await submit(problem('too-many-tries', { step }));
      expect(one(`[name=${name}]`).value).to.equal('');
    });

  it('is never an old answer under a new question', async () => {
    await openAt(steps['answer-questions']);
    for (const name of ['answer-q1', 'answer-q2']) type(name, 'Rex');
    const questions = [{ id: 'q3', text: 'A third?' }, steps['answer-questions'].questions[0]!];
    await submit(problem('wrong-answer', { step: { kind: 'answer-questions', questions } }));
    expect(texts('label')[0]).to.equal('A third?');
    expect(one('[name=answer-q3]').value + one('[name=answer-q1]').value).to.equal('');
    expect(focused()).to.equal('answer-q3');
  });
});
