import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { afterEach, describe, it } from './page/mocha.ts';
import { click, openAt, openRegistrationAt, put, settled, submit, type } from './page/page.ts';
import { registrationKinds, resetKinds, steps } from './page/steps.ts';
import { problem } from './page/wire.ts';

// What pages do to everything on them. Whatever is behind :root is meant for the elements' parts alone.
const hostile: Record<string, string> = {
  'takes every style away': '* { all: unset }',
  'takes every style back': '* { all: revert }',
  'styles every control':
    'input, button, label, h2, h3, ul, li, p, small, b, fieldset, legend, a, span, form, div {' +
    'border: 9px solid red !important; display: inline !important; appearance: none !important;' +
    'color: red !important; background: red !important; width: 3px !important; height: 3px !important;' +
    'min-height: 0 !important; font: 3px serif !important; opacity: 0 !important; float: right !important;' +
    'position: absolute !important; margin: -9px !important; padding: 0 !important;' +
    'transform: scale(0.1) !important; clip-path: inset(50%) !important; text-transform: uppercase !important;' +
    'letter-spacing: 9px !important; text-indent: -999px !important; outline: none !important }',
  'hides them by name':
    ':root input, :root button, :root .kt-form *, :root .kt-form { display: none !important; visibility: hidden !important }' +
    ':root .kt-form *::before { content: "x" !important }',
  'counts in tens': ':root { font-size: 62.5% } body { font-size: 1.6rem }',
  'is written in small letters': ':root, body { font-size: 4px; line-height: 1 }',
  'hides its checkboxes': 'input { opacity: 0; position: absolute; pointer-events: none }',
  'resets in layers':
    '@layer base { *, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }' +
    'button, input { font: inherit; color: inherit; background: transparent; border-radius: 0 } ul { list-style: none } }',
};

const style = document.createElement('style');
document.head.append(style);
afterEach(() => {
  style.textContent = '';
});

// The page's letters are taken over, and what is laid out with the page around follows them.
const taken =
  /^(font-family|font-optical|-webkit-locale|(inset.*|top|right|bottom|left)|(min-|max-)?(width|height|inline-size|block-size)|perspective-origin|transform-origin)$/;

const looks = (): Record<string, string> => {
  const found: Record<string, string> = {};
  const parts = document.querySelectorAll<HTMLElement>(
    'main .kt-form, main .kt-form *, main .kt-dialog',
  );
  for (const [index, part] of parts.entries()) {
    const computed = getComputedStyle(part);
    for (const property of computed)
      if (!taken.test(property) && !property.startsWith('--'))
        found[`${index} ${part.localName}.${part.className} ${property}`] =
          computed.getPropertyValue(property);
  }
  return found;
};

const differences = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(before)
    .filter((key) => before[key] !== after[key])
    .map((key) => `${key}: ${before[key]} -> ${after[key]}`);

const targets =
  'main a, main button, main summary, main .kt-input:not(.kt-unseen), main .kt-choice';

const expectUsable = (least: number): void => {
  for (const target of document.querySelectorAll<HTMLElement>(targets)) {
    const { height, width } = target.getBoundingClientRect();
    const hidden =
      target.closest('.kt-confirm, details:not([open]) > :not(summary)') &&
      !target.checkVisibility();
    if (hidden) continue;
    const visible = target.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    expect(visible, `${target.className} can be seen`).to.equal(true);
    expect(height, target.className).to.be.at.least(least);
    expect(width, target.className).to.be.at.least(24);
  }
};

describe('an element on a page that', () => {
  for (const [what, css] of Object.entries(hostile)) {
    it(`${what} looks as it looks elsewhere`, async () => {
      await setViewport({ width: 800, height: 600 });
      for (const kind of resetKinds) {
        await openAt(steps[kind]);
        const before = looks();
        expect(Object.keys(before).length).to.be.above(500);
        style.textContent = css;
        expect(differences(before, looks()), kind).to.deep.equal([]);
        expectUsable(44);
        style.textContent = '';
      }
      for (const kind of registrationKinds) {
        await openRegistrationAt(steps[kind]);
        const before = looks();
        style.textContent = css;
        expect(differences(before, looks()), kind).to.deep.equal([]);
        expectUsable(44);
        style.textContent = '';
      }
    });

    it(`${what} says what is wrong as elsewhere`, async () => {
      await openAt(steps['new-password']);
      type('password', 'short');
      await submit();
      const before = looks();
      style.textContent = css;
      expect(differences(before, looks())).to.deep.equal([]);
      type('password', 'correct horse battery');
      await submit(problem('outcome-unknown', { supportCode: 'KT-7F3A' }));
      expect(document.querySelector<HTMLElement>('main .kt-notice p')!.checkVisibility()).to.equal(
        true,
      );
      expect(document.querySelector<HTMLElement>('main .kt-help')!.checkVisibility()).to.equal(
        true,
      );
    });

    it(`${what} opens the dialog as elsewhere`, async () => {
      await put('<keyturn-access backend="/api"></keyturn-access>');
      const closed = document.querySelector<HTMLElement>('main dialog')!;
      style.textContent = css;
      expect(closed.checkVisibility(), 'a closed dialog').to.equal(false);
      style.textContent = '';
      click('Can’t access your account?');
      await settled();
      const before = looks();
      style.textContent = css;
      expect(differences(before, looks())).to.deep.equal([]);
      expectUsable(44);
    });
  }
});

describe('a page that means well', () => {
  it('gives its letters, and by its own rules in a layer its own looks', async () => {
    style.textContent =
      '@layer mine { .kt-button { border-radius: 3px !important } } body { font-family: Papyrus } keyturn-reset { --keyturn-action: rgb(1, 2, 3) }';
    // The layers of a page come before ours, as its sheets do.
    document.head.append(style);
    await openAt(steps['enter-code']);
    const button = getComputedStyle(document.querySelector('main .kt-button')!);
    expect([button.borderRadius, button.fontFamily, button.backgroundColor]).to.deep.equal([
      '3px',
      'Papyrus',
      'rgb(1, 2, 3)',
    ]);
  });

  it('says by an attribute that it is dark, where it doesn’t by its style', async () => {
    await setViewport({ width: 800, height: 600 });
    const inkOf = (part: string): string =>
      getComputedStyle(document.querySelector(`main ${part}`)!).color;
    await openAt(steps['enter-code'], { attributes: 'appearance="light"' });
    const light = inkOf('.kt-title');
    await openAt(steps['enter-code']);
    expect(inkOf('.kt-title')).to.equal(light);
    await openAt(steps['enter-code'], { attributes: 'appearance="dark"' });
    const dark = inkOf('.kt-title');
    expect(dark).not.to.equal(light);
    style.textContent = '* { all: unset }';
    expect(inkOf('.kt-title')).to.equal(dark);
    style.textContent = '';
    await put(
      '<keyturn-access backend="/api" choices="forgot" appearance="dark"></keyturn-access>',
    );
    click('Can’t access your account?');
    await settled();
    expect(inkOf('dialog .kt-title')).to.equal(dark);
  });

  it('hides an element that it hides', async () => {
    const element = await openAt(steps['enter-code']);
    element.hidden = true;
    expect(element.checkVisibility()).to.equal(false);
    element.hidden = false;
    element.style.visibility = 'hidden';
    const input = document.querySelector('main input')!;
    expect(input.checkVisibility({ visibilityProperty: true })).to.equal(false);
  });
});
