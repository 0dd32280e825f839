import { emulateMedia } from '@web/test-runner-commands';
import type Axe from 'axe-core';
import { expect } from 'chai';
import ar from '../../locales/widget/ar.json' with { type: 'json' };
import { afterEach, describe, it } from './page/mocha.ts';
import { click, one, openAt, openRegistrationAt, put, submit, texts, type } from './page/page.ts';
import { registrationKinds, resetKinds, steps } from './page/steps.ts';
import { problem } from './page/wire.ts';

// axe-core is a script of the old kind: it makes a global.
const script: string = '/node_modules/axe-core/axe.min.js';
await import(script);
const { axe } = globalThis as unknown as { axe: typeof Axe };

const violations = async (): Promise<string[]> => {
  const rules = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } };
  const { violations: found } = await axe.run(document.body, {
    rules,
    resultTypes: ['violations'],
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html} ${nodes[0]!.failureSummary ?? ''}`);
};

const looks = [
  ['in light', { colorScheme: 'light' }, '(prefers-color-scheme: light)'],
  ['in dark', { colorScheme: 'dark' }, '(prefers-color-scheme: dark)'],
  ['in forced colours', { forcedColors: 'active' }, '(forced-colors: active)'],
] as const;

afterEach(() => emulateMedia({ colorScheme: 'light', forcedColors: 'none' }));

describe('a screen, by axe’s rules', () => {
  for (const [look, media, query] of looks) {
    for (const kind of resetKinds)
      it(`has nothing to complain of ${look}: ${kind}`, async () => {
        await emulateMedia(media);
        await openAt(steps[kind]);
        expect(matchMedia(query).matches).to.equal(true);
        expect(await violations()).to.deep.equal([]);
      });

    for (const kind of registrationKinds)
      it(`has nothing to complain of ${look}: ${kind}`, async () => {
        await emulateMedia(media);
        await openRegistrationAt(steps[kind]);
        expect(await violations()).to.deep.equal([]);
      });

    it(`has nothing to complain of ${look}: errors, rules and the help desk`, async () => {
      await emulateMedia(media);
      await openAt(steps['new-password']);
      type('password', 'short');
      await submit();
      expect(await violations()).to.deep.equal([]);
      type('password', 'correct horse battery');
      await submit(problem('outcome-unknown', { supportCode: 'KT-7F3A' }));
      expect(await violations()).to.deep.equal([]);
    });

    it(`has nothing to complain of ${look}: the dialog`, async () => {
      await emulateMedia(media);
      await put('<keyturn-access backend="/api"></keyturn-access>');
      expect(await violations()).to.deep.equal([]);
      click('Can’t access your account?');
      await Promise.resolve();
      await Promise.resolve();
      expect(texts('.kt-title').length).to.equal(1);
      expect(await violations()).to.deep.equal([]);
    });
  }

  it('has nothing to complain of in Arabic', async () => {
    await openAt(steps['choose-method'], { config: { words: { ar } }, attributes: 'locale="ar"' });
    expect(await violations()).to.deep.equal([]);
  });

  it('is complained of where something is wrong, so that silence means something', async () => {
    await openAt(steps['enter-code']);
    one('label').remove();
    expect((await violations()).join()).to.contain('label');
  });
});

describe('what is announced', () => {
  it('has its place before it is needed, for regions that come with their text stay unheard', async () => {
    await openAt(steps['enter-code']);
    const alert = document.querySelector('main [role=alert]')!;
    const status = document.querySelector('main .kt-busy')!;
    expect(alert.textContent.trim() + status.textContent.trim()).to.equal('');
    type('code', '1');
    await submit(problem('wrong-code'));
    expect(alert.isConnected && status.isConnected).to.equal(true);
    expect(alert.textContent).to.contain('That code isn’t right.');
  });
});

describe('the size of things', () => {
  it('is enough for a finger, and nothing is cut off on a narrow screen', async () => {
    for (const kind of resetKinds) {
      const element = await openAt(steps[kind]);
      element.style.display = 'block';
      element.style.width = '288px';
      for (const target of element.querySelectorAll(
        'button, .kt-input:not(.kt-unseen), .kt-choice',
      ))
        if (target.checkVisibility())
          expect(target.getBoundingClientRect().height, target.className).to.be.at.least(44);
      expect(element.scrollWidth, kind).to.be.at.most(288);
    }
  });
});
