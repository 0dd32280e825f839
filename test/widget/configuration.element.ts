import { expect } from 'chai';
import type { Driver, Reply } from '../../backends/driver.ts';
import { KeyturnReset } from '../../widget/index.ts';
import { register } from '../../widget/register.ts';
import { describe, it } from './page/mocha.ts';
import { heading, help, notice, one, open, pause, put, submit, texts, type } from './page/page.ts';
import { steps } from './page/steps.ts';
import { problem, sent } from './page/wire.ts';

// The runner would take for its own failure what these elements report to their developer.
const reported = async (deed: () => Promise<unknown>): Promise<string> => {
  const { reportError } = globalThis;
  let said = '';
  globalThis.reportError = (error: Error) => (said += error.message);
  await deed();
  globalThis.reportError = reportError;
  return said;
};

describe('an element', () => {
  it('that is registered twice keeps its first owner, and throws nothing', () => {
    const owner = customElements.get('keyturn-reset');
    register({ 'keyturn-reset': class extends HTMLElement {} });
    expect(customElements.get('keyturn-reset') === owner).to.equal(true);
  });

  it('takes its configuration out of the page, and shows none of it', async () => {
    const element = await open({ config: { words: { en: { 'identify-title': 'Hello' } } } });
    expect(heading()).to.equal('Hello');
    expect(element.querySelector('script')).to.equal(null);
  });

  it('is told by attributes or by properties, and they are one', async () => {
    const element = document.createElement('keyturn-reset');
    element.returnTo = '/app';
    element.username = 'ada';
    expect(element.getAttribute('return-to')).to.equal('/app');
    element.returnTo = null;
    expect(element.hasAttribute('return-to')).to.equal(false);
    element.setAttribute('username', 'grace');
    expect(element.username).to.equal('grace');
  });

  it('draws the forms alike wherever it stands, also in a shadow root', async () => {
    const host = await put('<div></div>');
    const root = host.attachShadow({ mode: 'open' });
    const element = document.createElement('keyturn-reset');
    element.backend = '/api';
    root.append(element);
    await Promise.resolve();
    const button = root.querySelector('.kt-button')!;
    expect(getComputedStyle(button).fontWeight).to.equal('600');
    await open();
    await open();
    expect(document.adoptedStyleSheets.length).to.equal(1);
  });

  it('shares no id with another one on the page', async () => {
    const first = await open();
    first.after(first.cloneNode());
    await Promise.resolve();
    const ids = [...document.querySelectorAll('main [id]')].map(({ id }) => id);
    expect(ids.length).to.equal(2);
    expect(new Set(ids).size).to.equal(2);
  });

  it('tells its developer that it has no backend, and the person whom to ask', async () => {
    const said = await reported(() => put('<keyturn-reset></keyturn-reset>'));
    expect(said).to.contain('set the attribute backend');
    type('username', 'ada');
    await submit();
    expect(notice()).to.contain('Please ask for help.');
    expect(sent).to.deep.equal([]);
  });

  it('takes what it is told before the browser knows it, and when it stands there already', async () => {
    const start = async (): Promise<Reply> => ({ step: steps['choose-intent'] });
    const driver: Driver = { start, answer: start, cancel: () => {} };
    const early = await put('<keyturn-early></keyturn-early>');
    Object.assign(early, { driver, config: { words: { en: { next: 'Go' } } } });
    customElements.define('keyturn-early', class extends KeyturnReset {});
    await Promise.resolve();
    expect(texts('button')).to.deep.equal(['Go']);
    type('username', 'ada');
    await submit();
    expect(heading()).to.equal('What happened?');
    const said = await reported(async () => {
      const late = await put('<keyturn-reset></keyturn-reset>');
      Object.assign(late, { driver });
    });
    expect(said).to.contain('set the attribute backend');
    type('username', 'ada');
    await submit();
    expect(heading()).to.equal('What happened?');
  });

  it('refuses a backend that isn’t https', async () => {
    const said = await reported(() =>
      put('<keyturn-reset backend="http://evil.test/api"></keyturn-reset>'),
    );
    expect(said).to.contain('the backend must be https, got http://evil.test');
  });
});

describe('hosted pages as backend', () => {
  it('are offered at once, without a question and without taking the focus', async () => {
    const backend = { kind: 'entra', domain: 'contoso.com', cloud: 'public' };
    const element = document.createElement('keyturn-reset');
    element.config = { backend, help };
    document.querySelector('main')!.append(element);
    await pause();
    expect(heading()).to.equal('Continue on another site');
    expect(document.querySelector('main a')!.getAttribute('href')).to.equal(
      'https://passwordreset.microsoftonline.com/?whr=contoso.com&mkt=en',
    );
    expect(document.activeElement === document.body).to.equal(true);
  });
});

describe('the change of a password', () => {
  const change = { name: 'keyturn-change' };

  it('asks for the present one first, and tells a password manager so', async () => {
    await open(change);
    expect(heading()).to.equal('Sign in first');
    const fields = [...document.querySelectorAll<HTMLInputElement>('main input')];
    expect(fields.map(({ autocomplete }) => autocomplete)).to.deep.equal([
      'username',
      'current-password',
    ]);
    type('username', 'ada');
    type('password', 'canary');
    await submit(steps['new-password']);
    expect(sent[0]!.body).to.deep.include({ flow: 'change' });
    expect(sent[1]!.body).to.deep.include({
      answer: { kind: 'sign-in', username: 'ada', password: 'canary' },
    });
    expect(heading()).to.equal('Choose a new password');
  });

  it('begins again when it took too long, with the name that was typed', async () => {
    await open(change);
    type('username', 'ada');
    type('password', 'canary');
    await submit(steps['new-password']);
    type('password', 'correct horse battery');
    await submit(problem('flow-expired'));
    expect(heading()).to.equal('Sign in first');
    expect(notice()).to.contain('we start again');
    expect(one('[name=username]').value + one('[name=password]').value).to.equal('ada');
  });

  it('is what it ends with', async () => {
    await open(change);
    type('username', 'ada');
    type('password', 'canary');
    await submit({ ...steps.done, outcome: 'password-changed', returnTo: undefined });
    expect(texts('.kt-title')).to.deep.equal(['Your new password is set']);
  });
});
