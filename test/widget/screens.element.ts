import { expect } from 'chai';
import type { Answer, Step, StepKind } from '../../backends/protocol/index.ts';
import { describe, it } from './page/mocha.ts';
import { click, heading, help, one, open, openAt, submit, texts, type } from './page/page.ts';
import { resetKinds, steps } from './page/steps.ts';
import { answerStart, sent } from './page/wire.ts';

const link = (): HTMLAnchorElement => document.querySelector('main a')!;

const answered = (): Answer => (sent.at(-1)!.body as { answer: Answer }).answer;

const headings: Record<(typeof resetKinds)[number], string> = {
  identify: 'Who are you?',
  'choose-intent': 'What happened?',
  'choose-method': 'Prove that it’s you',
  'enter-code': 'Type the code',
  'await-approval': 'Waiting for you',
  'answer-questions': 'Answer your questions',
  'use-passkey': 'Use your passkey',
  'new-password': 'Choose a new password',
  done: 'Your new password is set',
  stopped: 'We can’t continue here',
  leave: 'Continue on another site',
};

describe('the screens of a reset', () => {
  for (const kind of resetKinds)
    it(`have one for ${kind}, with one heading and every field named`, async () => {
      await openAt(steps[kind]);
      expect(heading()).to.equal(headings[kind]);
      for (const input of document.querySelectorAll<HTMLInputElement>('main .kt-input'))
        expect(input.labels![0]!.textContent, input.name).to.not.equal('');
      expect(document.querySelectorAll('main form').length).to.be.at.most(1);
    });

  it('begin with the user name, before anything was asked of a backend', async () => {
    await open({ attributes: 'username="ada@contoso.com" intent="unlock" return-to="/app"' });
    expect(one('input[name=username]').value).to.equal('ada@contoso.com');
    expect(one('input[name=username]').autocomplete).to.equal('username');
    expect(sent).to.deep.equal([]);
    type('username', '  grace@contoso.com ');
    await submit(steps['choose-intent']);
    expect(sent.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      'POST /api/flows',
      'POST /api/flows/canary-flow-id',
    ]);
    expect(sent[0]!.body).to.deep.equal({
      flow: 'reset',
      locale: 'en',
      username: 'ada@contoso.com',
      intent: 'unlock',
      returnTo: '/app',
    });
    expect(answered()).to.deep.equal({ kind: 'identify', username: 'grace@contoso.com' });
  });

  it('ask what happened, with both answers equal', async () => {
    await openAt(steps['choose-intent']);
    expect(texts('.kt-choice b')).to.deep.equal([
      'I forgot my password',
      'I know my password, but still can’t sign in',
    ]);
    one('input[value=unlock]').click();
    await submit(steps['choose-method']);
    expect(answered()).to.deep.equal({ kind: 'choose-intent', intent: 'unlock' });
  });

  it('offer each way of proving with its target masked, and say which proof it is', async () => {
    await openAt(steps['choose-method']);
    expect(texts('.kt-lead')).to.deep.equal(['Proof 1 of 2']);
    expect(texts('.kt-choice b')).to.deep.equal([
      'Email with a code (\u2066a••@c••.com\u2069)',
      'Text message with a code (\u2066+31 ••• ••42\u2069)',
      'Your security questions',
    ]);
    await submit(steps['enter-code']);
    expect(answered()).to.deep.equal({ kind: 'choose-method', method: 'm1' });
    expect(texts('.kt-lead')[0]).to.contain('\u2066+31 ••• ••42\u2069');
  });

  it('ask for the full number before anything is sent to a phone', async () => {
    await openAt(steps['choose-method']);
    expect(one('input[type=tel]').checkVisibility()).to.equal(false);
    one('input[value=m2]').click();
    expect(one('input[type=tel]').checkVisibility()).to.equal(true);
    type('confirm-m2', '+31 6 12345642');
    await submit(steps['enter-code']);
    expect(answered()).to.deep.equal({
      kind: 'choose-method',
      method: 'm2',
      confirm: '+31 6 12345642',
    });
  });

  it('leave a code as it was typed, for the backend reads every way of writing it', async () => {
    await openAt(steps['enter-code']);
    const code = one('input[name=code]');
    expect([code.autocomplete, code.inputMode, code.maxLength]).to.deep.equal([
      'one-time-code',
      'numeric',
      -1,
    ]);
    type('code', ' 12 34-５６ ');
    await submit(steps['new-password']);
    expect(answered()).to.deep.equal({ kind: 'enter-code', code: '12 34-５６' });
  });

  it('ask all questions at once', async () => {
    await openAt(steps['answer-questions']);
    expect(texts('label')).to.deep.equal(steps['answer-questions'].questions.map((q) => q.text));
    type('answer-q1', 'Rex');
    type('answer-q2', 'Delft');
    await submit(steps['new-password']);
    expect(answered()).to.deep.equal({
      kind: 'answer-questions',
      answers: [
        { id: 'q1', answer: 'Rex' },
        { id: 'q2', answer: 'Delft' },
      ],
    });
  });

  it('let a password manager see whose new password it is, under the name that was typed', async () => {
    await open();
    type('username', 'ada');
    await submit(steps['new-password']);
    const [name, password] = [one('[name=username]'), one('[name=password]')];
    expect([name.autocomplete, name.value]).to.deep.equal(['username', 'ada']);
    expect([password.autocomplete, password.type]).to.deep.equal(['new-password', 'password']);
    expect(password.getAttribute('passwordrules')).to.match(/^minlength: 12; maxlength: 128;/);
    type('password', ' correct horse battery ');
    await submit(steps.done);
    expect(answered()).to.deep.equal({ kind: 'new-password', password: ' correct horse battery ' });
  });

  it('end with what was done, what to do, and the way back', async () => {
    await openAt(steps.done);
    expect(document.querySelector('main form')).to.equal(null);
    expect(texts('.kt-advice li').length).to.equal(3);
    expect(link().pathname).to.equal('/sign-in');
  });

  it('offer no way back to an address that isn’t known', async () => {
    for (const returnTo of ['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:1']) {
      await openAt({ ...steps.done, returnTo });
      expect(document.querySelector('main a'), returnTo).to.equal(null);
    }
  });

  it('stop with a reason, the help desk and the code that it needs', async () => {
    await openAt(steps.stopped);
    expect(texts('.kt-lead')[0]).to.contain('Please ask for help.');
    expect(texts('.kt-help')[0]).to.contain('Contoso help desk');
    expect(texts('.kt-help')[0]).to.contain('KT-7F3A');
    expect(texts('.kt-help a')).to.deep.equal(['+31 20 123 45 67', 'help@contoso.com']);
    click('Start again');
    await Promise.resolve();
    expect(heading()).to.equal('Who are you?');
  });

  it('go on at a known address only after a click, and say where that is', async () => {
    await openAt(steps.leave);
    expect(texts('.kt-lead')).to.deep.equal(['You do this at passwordreset.example.com.']);
    expect(link().href).to.equal(steps.leave.url);
    await openAt({ kind: 'leave', url: '/elsewhere' });
    expect(texts('.kt-lead')).to.deep.equal([`You do this at ${location.host}.`]);
  });

  it('refuse to lead to an address that isn’t known', async () => {
    for (const url of ['https://evil.test/', 'https://contoso.com@evil.test', 'data:text/html,x']) {
      await openAt({ kind: 'leave', url });
      expect(texts('main a'), url).to.deep.equal([help.phone]);
      expect(document.querySelector('main')!.textContent).to.not.contain('evil');
    }
  });
});

describe('a step that the element can’t show', () => {
  const strange: Step[] = [steps['sign-in'], { kind: 'solve-riddle' as StepKind } as Step];

  for (const step of strange)
    it(`leads to a person, not to a blank page: ${step.kind}`, async () => {
      await openAt(step);
      const text = texts('keyturn-reset').join();
      expect(text).to.contain('Something is wrong with this service. Please ask for help.');
      expect(text).to.contain(help.phone);
    });

  it('does so too where a driver of one’s own sends it', async () => {
    const element = await open();
    element.remove();
    await Promise.resolve();
    Object.assign(element, {
      driver: { start: async () => ({ step: steps['review-methods'] }), cancel: () => {} },
    });
    document.querySelector('main')!.append(element);
    await Promise.resolve();
    type('username', 'ada');
    await submit();
    expect(heading()).to.equal('Something is wrong with this service. Please ask for help.');
  });

  it('does so when a flow begins with it', async () => {
    answerStart(steps['sign-in']);
    await openAt(steps.done);
    expect(heading()).to.equal('Something is wrong with this service. Please ask for help.');
  });
});
