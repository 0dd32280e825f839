import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { describe, it } from './page/mocha.ts';
import { click, focused, heading, one, put, settled, submit, texts, type } from './page/page.ts';
import { steps } from './page/steps.ts';
import { answerStart, sent } from './page/wire.ts';

const all = [
  'I forgot my password',
  'I know my password, but still can’t sign in',
  'My password has expired',
  'I have a new phone',
  'I’m here for the first time',
];
const labels = (): string[] => texts('.kt-choice b');
const open = async (attributes = ''): Promise<HTMLElement> => {
  const element = await put(`<keyturn-access backend="/api" ${attributes}></keyturn-access>`);
  click('Can’t access your account?');
  await settled();
  return element;
};
const choose = async (index: number): Promise<void> => {
  document.querySelectorAll<HTMLElement>('main .kt-choice')[index]!.click();
  await settled();
};

describe('the question what is the matter', () => {
  it('offers every way on, and tells what a new phone needs', async () => {
    await open();
    expect(heading()).to.equal('What happened?');
    expect(focused()).to.equal('What happened?');
    expect(labels()).to.deep.equal(all);
    expect(texts('.kt-choice small')).to.deep.equal([
      'You need your password for it. If you have forgotten it, choose a new one first.',
    ]);
    expect(sent).to.deep.equal([]);
  });

  const ways: [number, string, string, object][] = [
    [0, 'keyturn-reset', 'Who are you?', { flow: 'reset', intent: 'reset' }],
    [1, 'keyturn-reset', 'Who are you?', { flow: 'reset', intent: 'unlock' }],
    [2, 'keyturn-change', 'Your password has expired', { flow: 'change' }],
    [3, 'keyturn-register', 'Sign in first', { flow: 'register' }],
    [4, 'keyturn-register', 'Sign in first', { flow: 'register' }],
  ];
  for (const [index, name, title, body] of ways)
    it(`leads on: ${all[index]}`, async () => {
      await open('username="ada" return-to="/app"');
      await choose(index);
      expect(document.querySelector(`main ${name}`)).to.not.equal(null);
      expect([heading(), focused()]).to.deep.equal([title, title]);
      expect(one('[name=username]').value).to.equal('ada');
      if (name !== 'keyturn-reset') type('password', 'secret');
      await submit(steps.done);
      expect(sent[0]!.body).to.deep.include({ ...body, returnTo: '/app' });
    });

  it('says first that a password has expired', async () => {
    await open();
    await choose(2);
    expect(heading()).to.equal('Your password has expired');
  });

  it('can be gone back to, with the focus on it', async () => {
    await open();
    await choose(1);
    click('Something else');
    await settled();
    expect([heading(), focused()]).to.deep.equal(['What happened?', 'What happened?']);
    expect(document.querySelector('main keyturn-reset')).to.equal(null);
  });

  it('hands the page’s token on', async () => {
    answerStart(steps['review-methods']);
    const element = await open();
    Object.assign(element, { getToken: () => 'token' });
    await choose(3);
    await settled();
    expect(sent[0]!.body).to.deep.include({ token: 'token' });
    expect(heading()).to.equal('Your recovery methods');
  });
});

describe('what is offered', () => {
  it('is what the page names, in our order; one alone is opened at once', async () => {
    await open('choices="locked  forgot nonsense"');
    expect(labels()).to.deep.equal(all.slice(0, 2));
    await open('choices="locked"');
    expect(labels()).to.deep.equal([]);
    expect([heading(), focused()]).to.deep.equal(['Who are you?', 'Who are you?']);
    expect(texts('main .kt-quiet')).to.deep.equal(['Can’t access your account?']);
    await open('choices="nonsense"');
    expect(heading()).to.equal('Who are you?');
  });

  it('is what the build says, where the page says nothing', async () => {
    const config = { choices: ['forgot', 'expired'] };
    const element = await put('<keyturn-access backend="/api"></keyturn-access>');
    Object.assign(element, { config });
    click('Can’t access your account?');
    await settled();
    expect(labels()).to.deep.equal([all[0], all[2]]);
    await open('choices="locked forgot"');
    expect(labels()).to.deep.equal(all.slice(0, 2));
  });

  it('is what the backend’s pages can do', async () => {
    const element = await put('<keyturn-access></keyturn-access>');
    const backend = { kind: 'links', reset: 'https://a.test/', change: 'https://a.test/c' };
    Object.assign(element, { config: { backend } });
    click('Can’t access your account?');
    await settled();
    expect(labels()).to.deep.equal(all.slice(0, 3));
    Object.assign(element, {
      config: { backend: { kind: 'entra', domain: 'a.test', cloud: 'public' } },
    });
    element.querySelector('dialog')!.close();
    await settled();
    click('Can’t access your account?');
    await settled();
    expect(labels()).to.deep.equal(all);
  });
});

describe('its looks', () => {
  it('are a link’s or a button’s', async () => {
    await put('<keyturn-access backend="/api"></keyturn-access>');
    expect(one('.kt-access').className).to.contain('kt-quiet');
    await put('<keyturn-access look="button" backend="/api"></keyturn-access>');
    expect(one('.kt-access').className).to.contain('kt-button');
  });

  it('are in place where a page wants no dialog: it opens and closes there', async () => {
    await open('mode="inline"');
    expect(document.querySelector('main dialog')).to.equal(null);
    expect(one('.kt-access').ariaExpanded).to.equal('true');
    expect([heading(), focused()]).to.deep.equal(['What happened?', 'What happened?']);
    await choose(0);
    expect([heading(), focused()]).to.deep.equal(['Who are you?', 'Who are you?']);
    one('.kt-access').focus();
    await sendKeys({ press: 'Enter' });
    await settled();
    expect(one('.kt-access').ariaExpanded).to.equal('false');
    expect([texts('main h2'), focused()]).to.deep.equal([[], 'Can’t access your account?']);
  });

  it('are the page’s own where it brings a link, which says whether it is open', async () => {
    await put(
      '<keyturn-access mode="inline" backend="/api"><a href="/x">Help</a></keyturn-access>',
    );
    expect(one('a').ariaExpanded).to.equal('false');
    click('Help');
    await settled();
    expect([one('a').ariaExpanded, heading()]).to.deep.equal(['true', 'What happened?']);
  });
});

describe('an open dialog', () => {
  it('that is moved on the page stays open, with its step and what was typed', async () => {
    const element = await open('choices="forgot"');
    type('username', 'grace');
    document.querySelector('main')!.prepend(element);
    await settled();
    expect(one('dialog').matches(':modal')).to.equal(true);
    expect(one('[name=username]').value).to.equal('grace');
    await settled();
    expect(one('dialog').matches(':modal')).to.equal(true);
  });
});
