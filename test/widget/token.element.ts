import { expect } from 'chai';
import type { KeyturnRegister } from '../../widget/index.ts';
import { describe, it } from './page/mocha.ts';
import {
  click,
  focused,
  heading,
  notice,
  one,
  pause,
  put,
  settled,
  submit,
  texts,
  type,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { type Answer, answer, answerStart, held, offline, problem, sent } from './page/wire.ts';

const registered = steps['review-methods'].registered.length;

const token = 'canary-token';

const openWith = async (
  getToken: () => string | Promise<string>,
  first: Answer = steps['review-methods'],
): Promise<HTMLElement> => {
  answerStart(first);
  const element = document.createElement('keyturn-register');
  Object.assign(element, { backend: '/api', getToken });
  document.querySelector('main')!.append(element);
  await settled();
  return element;
};

describe('a registration whose page is signed in', () => {
  it('begins with what is registered, and takes no focus for it', async () => {
    await openWith(async () => token);
    expect(heading()).to.equal('Your recovery methods');
    expect(texts('.kt-methods li').length).to.equal(registered);
    expect(sent.map(({ body }) => body)).to.deep.equal([{ flow: 'register', locale: 'en', token }]);
    expect(focused()).to.equal('');
  });

  it('shows nothing to type while it waits, and says so', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    answerStart(steps['review-methods']);
    const element = await put<KeyturnRegister>(
      '<keyturn-register backend="/api"></keyturn-register>',
    );
    expect(heading()).to.equal('Sign in first');
    element.getToken = () => promise;
    await Promise.resolve();
    expect([...element.querySelectorAll('input')]).to.deep.equal([]);
    expect(texts('[role=status]')).to.deep.equal(['One moment…']);
    expect(sent).to.deep.equal([]);
    resolve(token);
    await settled();
    expect(texts('.kt-methods li').length).to.equal(registered);
  });

  it('leaves what a person has begun alone when the token comes late', async () => {
    const element = await put<KeyturnRegister>(
      '<keyturn-register backend="/api"></keyturn-register>',
    );
    type('username', 'ada');
    type('password', 'analytical engine');
    await submit(steps['review-methods']);
    element.getToken = () => token;
    await pause();
    expect(texts('.kt-methods li').length).to.equal(registered);
    expect(sent.filter(({ path }) => path === '/api/flows').length).to.equal(1);
  });

  it('says that a token isn’t taken, and lets people sign in without it', async () => {
    await openWith(() => token, problem('not-signed-in'));
    expect(heading()).to.equal('Sign in first');
    expect(notice()).to.contain('You are not signed in any more.');
    answerStart(steps['sign-in']);
    await submit();
    expect(texts('.kt-error')).to.deep.equal(['Please fill this in.']);
    type('username', 'ada');
    type('password', 'analytical engine');
    await submit(steps['review-methods']);
    expect(sent[1]!.body).to.deep.equal({ flow: 'register', locale: 'en' });
    expect(texts('.kt-methods li').length).to.equal(registered);
  });

  it('lets people sign in where the page doesn’t know who is there', async () => {
    await openWith(() => Promise.reject(new Error('signed out')), steps['sign-in']);
    expect(heading()).to.equal('Sign in first');
    expect(notice()).to.equal('');
  });

  it('can be tried again when the backend wasn’t reached', async () => {
    await openWith(() => token, offline);
    expect(heading()).to.equal('Your recovery methods');
    expect(notice()).to.contain('There is no answer.');
    answerStart(steps['review-methods']);
    click('Start again');
    await settled();
    expect(texts('.kt-methods li').length).to.equal(registered);
    expect(focused()).to.equal('Your recovery methods');
  });

  it('says that it took too long, and begins again with a token of now', async () => {
    let asked = 0;
    const element = await openWith(() => `${token}-${(asked += 1)}`);
    answer(problem('flow-expired'));
    element.querySelector<HTMLElement>('.kt-methods button')!.click();
    await settled();
    expect(notice()).to.contain('That took too long');
    click('Start again');
    await settled();
    expect(texts('.kt-methods li').length).to.equal(registered);
    expect(sent.at(-1)!.body).to.deep.include({ token: `${token}-2` });
  });

  it('begins nothing when it left while the token was fetched', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const element = document.createElement('keyturn-register');
    Object.assign(element, { backend: '/api', getToken: () => promise });
    document.querySelector('main')!.append(element);
    await pause();
    element.remove();
    await Promise.resolve();
    resolve(token);
    await pause();
    expect(sent.filter(({ init }) => !init.signal?.aborted)).to.deep.equal([]);
  });

  it('keeps the token nowhere', async () => {
    const slow = held(steps.done);
    const element = await openWith(() => token);
    answer(slow.answer);
    one('button[type=submit]').click();
    const traces = [
      element.outerHTML,
      Object.values(element).join(),
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      location.href,
    ].join();
    expect(traces).to.not.contain(token);
    expect(JSON.stringify(sent.slice(1))).to.not.contain(token);
    slow.release();
    await settled();
  });
});

describe('the change of a password that has expired', () => {
  it('says first why it is asked for', async () => {
    await put('<keyturn-change backend="/api" expired></keyturn-change>');
    expect(heading()).to.equal('Your password has expired');
    await put('<keyturn-change backend="/api"></keyturn-change>');
    expect(heading()).to.equal('Sign in first');
  });
});
