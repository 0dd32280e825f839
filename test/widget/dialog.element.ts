import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { describe, it } from './page/mocha.ts';
import {
  click,
  focused,
  heading,
  one,
  pause,
  put,
  settled,
  submit,
  texts,
  type,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { answer, held, sent } from './page/wire.ts';

const name = 'Can’t access your account?';
const openAccess = (inside = ''): Promise<HTMLElement> =>
  put(
    `<keyturn-access choices="forgot" backend="/api" username="ada" return-to="/app">${inside}</keyturn-access>`,
  );
const dialog = (): HTMLDialogElement => document.querySelector('main dialog')!;
const closed = (): Promise<void> =>
  new Promise((resolve) => {
    dialog().addEventListener('close', () => queueMicrotask(resolve), { once: true });
  });

const pressed = async (label: string): Promise<void> => {
  [...document.querySelectorAll<HTMLElement>('main button, main a')]
    .find(({ textContent }) => textContent.trim() === label)!
    .focus();
  await sendKeys({ press: 'Enter' });
  await settled();
};

describe('the link “Can’t access your account?”', () => {
  it('asks no backend and shows no flow before it is used', async () => {
    await openAccess();
    expect(texts('.kt-access')).to.deep.equal([name]);
    expect(document.querySelector('main keyturn-reset')).to.equal(null);
    expect([dialog().open, sent.length]).to.deep.equal([false, 0]);
  });

  it('opens the flow in a dialog that is called something, with the focus in it', async () => {
    await openAccess();
    await pressed(name);
    expect([dialog().open, dialog().matches(':modal')]).to.deep.equal([true, true]);
    expect(dialog().ariaLabel).to.equal('Get back into your account');
    expect(heading()).to.equal('Who are you?');
    expect(dialog().contains(document.activeElement)).to.equal(true);
    expect(one('[name=username]').value).to.equal('ada');
    await submit(steps['enter-code']);
    expect(sent[0]!.body).to.deep.include({ username: 'ada', returnTo: '/app' });
    expect(focused()).to.equal('Type the code');
  });

  it('closes with Escape: the focus returns, and the flow is given up', async () => {
    await openAccess();
    await pressed(name);
    await submit(steps['enter-code']);
    type('code', '123');
    const done = closed();
    await sendKeys({ press: 'Escape' });
    await done;
    expect(dialog().open).to.equal(false);
    expect(focused()).to.equal(name);
    expect(document.querySelector('main keyturn-reset')).to.equal(null);
    expect(sent.at(-1)!.method).to.equal('DELETE');
  });

  it('closes with its button in the middle of a call, and no reply opens it again', async () => {
    await openAccess();
    await pressed(name);
    const slow = held(steps['new-password']);
    answer(slow.answer);
    one('button[type=submit]').click();
    await Promise.resolve();
    const done = closed();
    click('Close');
    await done;
    slow.release();
    await pause();
    expect(dialog().open).to.equal(false);
    expect(texts('main h2')).to.deep.equal([]);
    expect(focused()).to.equal(name);
  });

  it('begins anew each time', async () => {
    await openAccess();
    for (const _ of 'ab') {
      await pressed(name);
      expect(heading()).to.equal('Who are you?');
      await submit(steps['enter-code']);
      const done = closed();
      dialog().close();
      await done;
    }
    expect(sent.filter(({ path }) => path === '/api/flows').length).to.equal(2);
  });

  it('is closed when it comes back after it was taken out of the page', async () => {
    const element = await openAccess();
    await pressed(name);
    const parent = element.parentElement!;
    element.remove();
    await Promise.resolve();
    parent.append(element);
    await settled();
    expect(dialog().open).to.equal(false);
    expect(document.querySelector('main keyturn-reset')).to.equal(null);
    await pressed(name);
    expect(dialog().matches(':modal')).to.equal(true);
    expect(heading()).to.equal('Who are you?');
  });
});

describe('a page’s own link inside the element', () => {
  const link = '<a href="/portal/reset/">Forgot it?</a>';

  it('stays, and opens the dialog instead of leading away', async () => {
    await openAccess(link);
    expect(texts('main a')).to.deep.equal(['Forgot it?']);
    expect(document.querySelector('main .kt-access')).to.equal(null);
    const before = location.href;
    await pressed('Forgot it?');
    expect(dialog().open).to.equal(true);
    expect(location.href).to.equal(before);
    const done = closed();
    dialog().close();
    await done;
    expect(focused()).to.equal('Forgot it?');
  });

  it('leads to the portal where a person asks for a new tab', async () => {
    await openAccess(link);
    const follow = new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true });
    let followed = false;
    document.addEventListener(
      'click',
      (event) => {
        followed = !event.defaultPrevented;
        event.preventDefault();
      },
      { once: true },
    );
    document.querySelector('main a')!.dispatchEvent(follow);
    expect([followed, dialog().open]).to.deep.equal([true, false]);
  });
});
