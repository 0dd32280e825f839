// Room for fingers, for large letters and for small screens, and rest for those who ask for it.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../locales/index.ts';
import { sceneNames } from './scenes.ts';
import { type Look, useStage } from './stage.ts';

const stage = useStage({ hasTouch: true, isMobile: true });

const looks: Record<string, Look> = {
  '320 px': { width: 320 },
  '200 % text': { width: 640, text: 200 },
  'a desk': { width: 1280 },
};

// What a finger is aimed at: 44 px high, apart from links in a sentence or a row of others (WCAG 2.2, 2.5.5 and 2.5.8).
const smallTargets = (): string[] => {
  const inWidget = '.kt-form, .kt-dialog, keyturn-access, keyturn-reminder';
  const targets = document.querySelectorAll<HTMLElement>(
    'a, button, summary, select, label.kt-choice, input:not([type=radio], .kt-unseen)',
  );
  return [...targets].flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    if (!target.checkVisibility() || width * height < 2) return [];
    const least = target.closest(inWidget) ? 44 : 24;
    return height < least || width < 24
      ? [`${target.textContent.trim() || target.className}: ${width} × ${height}`]
      : [];
  });
};

// Wider than the screen, beyond its edge, or cut off inside its own box.
const tooWide = (): string[] => {
  const onlyHeard = '.kt-unseen, .sr-only, .kt-form:has(.kt-error) > .kt-notice > p, svg';
  const { scrollWidth, clientWidth } = document.documentElement;
  const page = scrollWidth > clientWidth ? [`page: ${scrollWidth} of ${clientWidth} px`] : [];
  const parts = [...document.querySelectorAll<HTMLElement>('body *')].flatMap((part) => {
    const { left, right, width } = part.getBoundingClientRect();
    const seen = part.checkVisibility() && width > 1 && !part.closest(onlyHeard);
    const cut = part.matches('button, a, p, li, label, h1, h2, h3, b, small, legend')
      ? part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0
      : false;
    return seen && (left < -1 || right > clientWidth + 1 || cut)
      ? [`${part.tagName} ${part.className}: ${part.textContent.trim().slice(0, 40)}`]
      : [];
  });
  return [...page, ...parts];
};

const moving = (): string[] =>
  document.getAnimations().map((one) => (one as CSSAnimation).animationName);

const measured = async (page: Page): Promise<string[]> => [
  ...(await page.evaluate(smallTargets)).map((one) => `too small: ${one}`),
  ...(await page.evaluate(tooWide)).map((one) => `too wide: ${one}`),
  ...(await page.evaluate(moving)).map((one) => `moves: ${one}`),
];

const wrongIn = async (scene: string, locale: Locale): Promise<string[]> => {
  await stage().show(scene, locale);
  const all: string[] = [];
  for (const [look, how] of Object.entries(looks)) {
    await stage().look(how);
    all.push(...(await measured(stage().page)).map((one) => `${locale}, ${look}: ${one}`));
  }
  return all;
};

describe('On touch, narrow screens and with large text nothing is too small, too wide or moving', () => {
  it.each(sceneNames)('%s', async (scene) => {
    expect([...(await wrongIn(scene, 'en')), ...(await wrongIn(scene, 'ar'))]).toEqual([]);
  });
});

describe('What is measured', () => {
  it('is measured with a finger’s pointer, and tells what is wrong', async () => {
    await stage().show('choose-method', 'en');
    await stage().look({ width: 320 });
    const { page } = stage();
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
    await page.locator('.kt-button').evaluate((button) => {
      Object.assign(button.style, { minBlockSize: '0', padding: '0', minInlineSize: '400px' });
    });
    const said = (await measured(page)).join('\n');
    expect(said).toMatch(/too small: Next/);
    expect(said).toMatch(/too wide: BUTTON/);
  });

  it('moves where nobody minds', async () => {
    await stage().show('done', 'en');
    await stage().page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await stage().page.evaluate(moving)).toEqual(['kt-in']);
  });
});
