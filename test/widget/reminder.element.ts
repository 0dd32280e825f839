import { expect } from 'chai';
import type { RegistrationReply } from '../../backends/protocol/index.ts';
import { KeyturnReminder } from '../../widget/index.ts';
import ar from '../../locales/widget/ar.json' with { type: 'json' };
import { clockOff, hurry } from './page/clock.ts';
import { beforeEach, describe, it } from './page/mocha.ts';
import { click, focused, heading, one, pause, put, settled, texts, until } from './page/page.ts';
import { steps } from './page/steps.ts';
import {
  type Answer,
  answer,
  answerStart,
  hangs,
  offline,
  problem,
  raw,
  sent,
} from './page/wire.ts';

const missing: RegistrationReply = { registered: false, reconfirmDue: false, required: true };
const stale: RegistrationReply = { registered: true, reconfirmDue: true };

let heard: string[] = [];
document.addEventListener('keyturn-problem', ({ detail }) => heard.push(detail.code));

beforeEach(() => {
  heard = [];
  KeyturnReminder.putOff = false;
});

const bearers = (): unknown[] =>
  sent
    .filter(({ path }) => path === '/api/registration')
    .map(({ init }) => (init.headers as Record<string, string>)['authorization']);

const open = async (
  reply: RegistrationReply | Answer,
  more: Partial<KeyturnReminder> = {},
): Promise<KeyturnReminder> => {
  const element = document.createElement('keyturn-reminder');
  answer(typeof reply === 'function' ? reply : raw(JSON.stringify(reply), 'application/json'));
  Object.assign(element, { backend: '/api', getToken: () => 'canary-token', ...more });
  document.querySelector('main')!.append(element);
  await pause(20);
  return element;
};

const nothingShown = (element: HTMLElement): void => {
  expect([element.textContent.trim(), element.offsetHeight]).to.deep.equal(['', 0]);
};

describe('the reminder after sign-in', () => {
  it('asks who has to be reminded, with the page’s token', async () => {
    await open(missing);
    expect(bearers()).to.deep.equal(['Bearer canary-token']);
    expect(location.href + JSON.stringify(sent.map(({ path }) => path))).to.not.contain('canary');
    expect(texts('h2')).to.deep.equal(['Keep your account safe']);
    expect(texts('main button')).to.deep.equal(['Verify now', 'Later']);
  });

  const quiet: RegistrationReply[] = [
    { registered: true, reconfirmDue: false, required: true, enforced: true },
    { registered: false, reconfirmDue: false, required: false },
  ];
  for (const reply of quiet)
    it(`shows nothing and takes no space: ${JSON.stringify(reply)}`, async () => {
      const before = document.querySelector('main')!.offsetHeight;
      const element = await open(reply);
      nothingShown(element);
      expect(document.querySelector('main')!.offsetHeight).to.equal(before);
    });

  it('takes no gap in a page’s grid either', async () => {
    const grid = await put('<div style="display:grid;gap:50px"><p>Hello</p></div>');
    const before = grid.offsetHeight;
    grid.append(await open({ registered: true, reconfirmDue: false }));
    await pause(5);
    expect(grid.offsetHeight).to.equal(before);
  });

  it('asks whether what is registered is still right', async () => {
    await open(stale);
    expect(texts('h2')).to.deep.equal(['Are these still right?']);
  });

  it('is announced without taking the focus, in a region that was there before', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const element = await open(missing, { getToken: () => promise });
    const region = element.querySelector('[role=status]')!;
    expect(region.textContent.trim()).to.equal('');
    resolve('token');
    await pause(5);
    expect(region.isConnected).to.equal(true);
    expect(region.textContent.trim()).to.equal('Keep your account safe');
    expect(focused()).to.equal('');
  });

  it('opens the registration in place, with the token and the focus', async () => {
    answerStart(steps['review-methods']);
    const element = await open(missing);
    one('.kt-button').focus();
    click('Verify now');
    await settled();
    await settled();
    expect(heading()).to.equal('Your recovery methods');
    expect(focused()).to.equal('Your recovery methods');
    expect(sent[1]!.body).to.deep.include({ flow: 'register', token: 'canary-token' });
    expect(element.outerHTML).to.not.contain('canary-token');
  });

  it('is put off for as long as the page lives', async () => {
    const element = await open(missing);
    click('Later');
    await pause(5);
    nothingShown(element);
    element.remove();
    await pause(5);
    nothingShown(await open(missing));
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).to.equal('{}');
  });

  it('says from when it can’t be put off, in the person’s own way of writing dates', async () => {
    await open({ ...missing, enforceFrom: '2090-03-03' });
    expect(texts('.kt-lead')[0]).to.contain('From March 3, 2090 you can’t put this off any more.');
    expect(texts('main button')).to.deep.equal(['Verify now', 'Later']);
    const date = new Intl.DateTimeFormat('ar', { dateStyle: 'long', timeZone: 'UTC' });
    const element = await open(
      { ...missing, enforceFrom: '2090-03-03' },
      { locale: 'ar', config: { words: { ar } } },
    );
    expect(element.textContent).to.contain(date.format(new Date('2090-03-03')));
  });

  for (const over of [{ enforced: true }, { enforceFrom: '2020-01-01' }])
    it(`can’t be put off any more: ${JSON.stringify(over)}`, async () => {
      KeyturnReminder.putOff = true;
      await open({ ...missing, ...over });
      expect(texts('main button')).to.deep.equal(['Verify now']);
      expect(texts('.kt-lead')[0]).to.not.contain('From');
    });

  it('takes the backend’s word for it where the person’s clock is a day behind', async () => {
    clockOff(-24);
    await open({ ...missing, enforceFrom: new Date(Date.now()).toISOString(), enforced: true });
    expect(texts('main button')).to.deep.equal(['Verify now']);
  });

  it('survives a date that is none', async () => {
    await open({ ...missing, enforceFrom: 'soon' });
    expect(texts('main button')).to.deep.equal(['Verify now', 'Later']);
    expect(texts('.kt-lead')[0]).to.not.contain('From');
  });
});

describe('a reminder that can’t ask', () => {
  const faults: [string, Answer][] = [
    ['no connection', offline],
    ['a token that isn’t taken', problem('not-signed-in')],
    ['a sign-in page', raw('<!doctype html><title>Sign in</title>')],
    ['half a reply', raw('{"registered":tr', 'application/json')],
    ['another reply', raw('{"registered":"yes"}', 'application/json')],
  ];
  for (const [what, fault] of faults)
    it(`shows nothing, and says so once in an event: ${what}`, async () => {
      nothingShown(await open(fault));
      expect(heard).to.deep.equal(['unreachable']);
    });

  it('waits for nobody', async () => {
    hurry();
    nothingShown(await open(hangs));
    await until(() => heard.length > 0);
    expect(heard).to.deep.equal(['unreachable']);
  });

  const nobody = [
    () => Promise.reject(new Error('no session')),
    () => {
      throw new Error('no session');
    },
    () => '',
  ];
  for (const getToken of nobody)
    it(`asks nobody where the page has no session: ${String(getToken)}`, async () => {
      nothingShown(await open(missing, { getToken }));
      expect([sent, heard]).to.deep.equal([[], ['not-signed-in']]);
    });

  it('waits until the page can say who is there', async () => {
    const element = await open(missing, { getToken: undefined });
    nothingShown(element);
    expect([sent, heard]).to.deep.equal([[], []]);
    element.getToken = () => 'late-token';
    await pause(20);
    expect(bearers()).to.deep.equal(['Bearer late-token']);
    expect(texts('h2')).to.deep.equal(['Keep your account safe']);
    element.getToken = () => 'another-function';
    await pause(20);
    expect(bearers().length).to.equal(1);
  });

  it('shows nothing where the backend is hosted pages', async () => {
    const backend = { kind: 'entra', domain: 'contoso.com', cloud: 'public' };
    nothingShown(await open(missing, { backend: null, config: { backend } }));
    expect(heard).to.deep.equal([]);
  });

  it('gives up asking when it is taken out of the page, and not when it is moved', async () => {
    const element = await open(hangs);
    const { signal } = sent[0]!.init;
    document.querySelector('main')!.prepend(element);
    await pause(5);
    expect([signal!.aborted, sent.length]).to.deep.equal([false, 1]);
    element.remove();
    await pause(5);
    expect(signal!.aborted).to.equal(true);
    expect(heard).to.deep.equal([]);
  });
});
