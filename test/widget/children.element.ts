import { expect } from 'chai';
import { describe, it } from './page/mocha.ts';
import {
  click,
  focused,
  heading,
  one,
  open,
  put,
  settled,
  submit,
  texts,
  type,
} from './page/page.ts';
import { steps } from './page/steps.ts';

const inside = `
  <footer slot="footer">Footer <input name="password" value="kept" /></footer>
  <nav slot="links"><a href="#a">Links</a></nav>
  <header slot="header">Header</header>`;

const order = (): string[] =>
  [...document.querySelectorAll('main [slot], main .kt-form')].map(
    (one) => one.getAttribute('slot') ?? 'step',
  );
const right = ['header', 'step', 'links', 'footer'];

describe('what a page puts into an element', () => {
  it('stands around the step, and is the same through all steps', async () => {
    const element = await open({ inside });
    const given = [...element.querySelectorAll('[slot]')];
    expect(order()).to.deep.equal(right);
    type('username', 'ada');
    await submit(steps['choose-intent']);
    await submit(steps.done);
    expect(order()).to.deep.equal(right);
    expect(given.every((child) => child.parentNode === element)).to.equal(true);
    expect(heading()).to.equal('Your new password is set');
  });

  it('is the page’s: its fields aren’t emptied, its forms not taken, its inputs get no focus', async () => {
    const element = await open({
      inside: `${inside}<form slot="header"><input name="q" /><button>Go</button></form>`,
    });
    let taken: boolean | undefined;
    element.addEventListener('submit', (event) => {
      taken = event.defaultPrevented;
      event.preventDefault();
    });
    click('Go');
    expect(taken).to.equal(false);
    document.querySelector<HTMLElement>('main .kt-form [type=submit]')!.click();
    await settled();
    expect(focused()).to.equal('username');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(one('[name=password]').value).to.equal('kept');
  });

  it('may come late', async () => {
    const element = await open();
    for (const slot of ['footer', 'header']) {
      const child = document.createElement('p');
      child.slot = slot;
      element.append(child);
    }
    await settled();
    expect(order()).to.deep.equal(['header', 'step', 'footer']);
    type('username', 'ada');
    await submit(steps['choose-intent']);
    expect(order()).to.deep.equal(['header', 'step', 'footer']);
  });

  it('may go with everything else, and the step is drawn anew', async () => {
    const element = await open({ inside });
    element.replaceChildren();
    await settled();
    expect([heading(), ...order()]).to.deep.equal(['Who are you?', 'step']);
    type('username', 'ada');
    await submit(steps['choose-intent']);
    expect(texts('h2')).to.deep.equal(['What happened?']);
  });

  it('stays where it is when the element leaves and returns', async () => {
    const element = await open({ inside });
    const parent = element.parentElement!;
    element.remove();
    await Promise.resolve();
    expect(element.querySelectorAll('[slot]').length).to.equal(3);
    parent.append(element);
    await settled();
    expect(order()).to.deep.equal(right);
  });

  it('is shown with the flow that “Can’t access your account?” opens, and not before', async () => {
    await put(
      `<keyturn-access choices="forgot" backend="/api">${inside}<a href="/x">Help</a></keyturn-access>`,
    );
    const seen = (): string[] =>
      [...document.querySelectorAll<HTMLElement>('main [slot]')]
        .filter((child) => child.checkVisibility())
        .map((child) => child.slot);
    expect(seen()).to.deep.equal([]);
    click('Help');
    await settled();
    expect(seen()).to.deep.equal(['header', 'links', 'footer']);
  });

  it('takes no space in a reminder that has nothing to say', async () => {
    await put(`<keyturn-reminder backend="/api">${inside}</keyturn-reminder>`);
    await settled();
    expect(one('footer').checkVisibility()).to.equal(false);
  });
});
