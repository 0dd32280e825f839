import { expect } from 'chai';
import { hurry } from './page/clock.ts';
import { describe, it } from './page/mocha.ts';
import {
  click,
  fields,
  heading,
  help,
  notice,
  one,
  open,
  openAt,
  pause,
  settled,
  submit,
  type,
  until,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { type Answer, answer, answerStart, hangs, held, offline, raw, sent } from './page/wire.ts';

const faults: [string, Answer, RegExp][] = [
  ['no connection', offline, /There is no answer\. Check your connection/],
  ['a sign-in page', raw('<!doctype html><title>Sign in</title>'), /ask for help/],
  ['a proxy’s error page', raw('<h1>Bad gateway</h1>', 'text/html', 502), /ask for help/],
  ['nothing at all', raw('', 'application/json'), /ask for help/],
  ['half a reply', raw('{"step":{"kind":"done","outc', 'application/json'), /ask for help/],
  ['an error in a success', raw('{"error":true}', 'application/json'), /ask for help/],
  ['an unknown step', raw('{"step":{"kind":"x"}}', 'application/json'), /ask for help/],
];

const unknown = /couldn’t see whether your new password was set\. Try .* new one, then .* old one/;

const setPassword = async (reply: Answer): Promise<void> => {
  await openAt(steps['new-password']);
  type('password', 'correct horse battery');
  await submit(reply);
};

describe('a backend that fails', () => {
  for (const [what, fault, sentence] of faults) {
    it(`is told of in a sentence, and the step stays: ${what}`, async () => {
      await openAt(steps['enter-code']);
      type('code', '123456');
      await submit(fault);
      expect(notice()).to.match(sentence);
      expect(heading()).to.equal('Type the code');
      type('code', '123456');
      await submit(steps['new-password']);
      expect(heading()).to.equal('Choose a new password');
    });

    it(`leaves nobody believing that a password was set: ${what}`, async () => {
      await setPassword(fault);
      expect(notice()).to.match(unknown);
      expect(notice()).to.contain(help.phone);
      expect(heading()).to.equal('Choose a new password');
      expect(one('[name=password]').value).to.equal('');
    });
  }

  it('is not waited for without end', async () => {
    hurry();
    await openAt(hangs);
    expect(notice()).to.contain('There is no answer.');
    await setPassword(hangs);
    expect(notice()).to.match(unknown);
  });

  it('is told of by its code alone', async () => {
    const element = await open();
    const codes: string[] = [];
    element.addEventListener('keyturn-problem', ({ detail }) => codes.push(JSON.stringify(detail)));
    type('username', 'ada@contoso.com');
    await submit(offline);
    expect(codes).to.deep.equal(['{"code":"unreachable"}']);
  });
});

describe('a call that is under way', () => {
  const slow = async (): Promise<{ element: HTMLElement; release: () => void }> => {
    const element = await openAt(steps['new-password']);
    type('password', 'correct horse battery');
    const { answer: reply, release } = held(steps.done);
    answer(reply);
    one('button[type=submit]').click();
    await Promise.resolve();
    return { element, release };
  };

  it('is given up when the element leaves the page, and the flow with it', async () => {
    const { element, release } = await slow();
    const { signal } = sent.at(-1)!.init;
    expect(signal!.aborted).to.equal(false);
    element.remove();
    await Promise.resolve();
    expect(signal!.aborted).to.equal(true);
    expect(sent.at(-1)).to.include({ method: 'DELETE', path: '/api/flows/canary-flow-id' });
    expect(sent.at(-1)!.init.keepalive).to.equal(true);
    const heard: string[] = [];
    element.addEventListener('keyturn-step', ({ detail }) => heard.push(detail.kind));
    release();
    await pause();
    expect(heard).to.deep.equal([]);
  });

  it('has no say after the element has returned and begun anew', async () => {
    const { element, release } = await slow();
    const parent = element.parentElement!;
    element.remove();
    await Promise.resolve();
    parent.append(element);
    await settled();
    expect(heading()).to.equal('Who are you?');
    release();
    await pause();
    expect(heading()).to.equal('Who are you?');
    expect(fields().map(({ value }) => value)).to.deep.equal(['']);
    type('username', 'grace');
    await submit(steps['choose-intent']);
    expect(heading()).to.equal('What happened?');
    expect(sent.filter(({ path }) => path === '/api/flows').length).to.equal(2);
  });

  it('can’t be sent twice', async () => {
    const { release } = await slow();
    const before = sent.length;
    for (const _ of 'again') one('button[type=submit]').click();
    one('form').querySelector('button')!.click();
    expect(sent.length).to.equal(before);
    release();
    await settled();
    expect(heading()).to.equal('Your new password is set');
  });

  it('closes the other ways out while it lasts', async () => {
    await openAt(steps['choose-intent']);
    const reply = held(steps['choose-method']);
    answer(reply.answer);
    one('button[type=submit]').click();
    await Promise.resolve();
    const before = sent.length;
    expect(one('.kt-quiet').ariaDisabled).to.equal('true');
    click('Another user name');
    expect(sent.length).to.equal(before);
    reply.release();
    await until(() => heading() === 'Prove that it’s you');
  });

  it('asks nobody to give up a flow that has ended', async () => {
    const element = await openAt(steps.done);
    element.remove();
    expect(sent.filter(({ method }) => method === 'DELETE')).to.deep.equal([]);
  });
});

describe('a request', () => {
  it('carries no cookie, follows no redirect and names no page', async () => {
    await openAt(steps['enter-code']);
    for (const { init } of sent)
      expect(init).to.include({
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
  });
});

describe('the Back button', () => {
  it('leads out of the page, not through steps that are over', async () => {
    const [before, address] = [history.length, location.href];
    await openAt(steps['choose-intent']);
    await submit(steps['choose-method']);
    await submit(steps['new-password']);
    expect([history.length, location.href, history.state]).to.deep.equal([before, address, null]);
  });
});

describe('a browser that fails', () => {
  it('leaves nobody waiting: the puzzle can’t be solved where there is no cryptography', async () => {
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      answerStart({ kind: 'identify', challenge: { kind: 'sha-256', salt: 'salt', bits: 4 } });
      await open();
      type('username', 'ada@contoso.com');
      await submit();
      expect(notice()).to.match(/ask for help/);
      expect(one('button[type=submit]').ariaDisabled).to.equal('false');
    } finally {
      Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true });
    }
  });

  it('isn’t sent to dial an extension as a part of the number', async () => {
    await openAt({ ...steps.stopped, help: { phone: '+1 555 0100 ext. 23' } });
    expect(one('a[href^=tel]').getAttribute('href')).to.equal('tel:+15550100;ext=23');
  });
});
