// People who can't get in, in a real browser, in front of the demo as it is started by hand.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFinds } from '../chromium.ts';
import { type Faults, measured, useBrowser, watchedPage } from './browser.ts';
import { goOn, heading, newestCode, outbox, signIn, useDemo } from './demo.ts';

const browser = useBrowser();
const demo = useDemo();
const fresh = 'violet umbrella seventy';
const old = 'analytical engine 1843';

type Words = Record<string, string>;
const wordsOf = (locale: string): Words =>
  JSON.parse(readFileSync(`locales/widget/${locale}.json`, 'utf8')) as Words;

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

const open = async (path: string, options: Parameters<typeof watchedPage>[2] = {}) => {
  const { page, faults, close } = await watchedPage(browser(), demo.url, {
    viewport: { width: 390, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  closing.push(close);
  await page.goto(demo.url + path);
  return { page, faults };
};

// The gateway answers a wrong try with 422, and the browser writes that down: nothing else may be on the console.
const clean = async (page: Page, faults: Faults): Promise<void> => {
  const odd = faults.console.filter((line) => !/status of (401|409|422|429|503)/.test(line));
  expect(odd).toEqual([]);
  expect(faults.foreign).toEqual([]);
  const { violations, overflow } = await measured(page);
  expect(violations).toEqual([]);
  expect(overflow).toBeLessThanOrEqual(0);
};

const at = async (page: Page, words: Words, title: string): Promise<void> => {
  await heading(page, words[title]!);
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(words[title]);
  expect(await axeFinds(page)).toEqual([]);
};

describe.each(['en', 'nl', 'ar'])('A forgotten password in %s', (locale) => {
  const words = wordsOf(locale);
  const path = locale === 'en' ? '/reset/' : `/${locale}/reset/`;

  it('is reset by keyboard alone, from the name to the end', async () => {
    const { page, faults } = await open(path);
    await page.getByLabel(words['username']!).fill('ada');
    await page.keyboard.press('Enter');
    await at(page, words, 'intent-title');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await at(page, words, 'method-title');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await at(page, words, 'code-title');
    const code = await newestCode(demo);
    await page.keyboard.press('Tab');
    await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await at(page, words, 'password-title');
    await page.locator('input[name=password]').fill(fresh);
    await page.keyboard.press('Enter');
    await at(page, words, 'done-password');
    await clean(page, faults);
    expect(await signIn(demo, 'ada', fresh)).toBe(200);
    expect(await signIn(demo, 'ada', old)).toBe(401);
  });

  it('shows what is wrong, and goes on from there', async () => {
    const { page, faults } = await open(path);
    await goOn(page);
    await page.getByText(words['field-missing']!).waitFor();
    await page.getByLabel(words['username']!).fill('ada@contoso.com');
    await goOn(page);
    await heading(page, words['intent-title']!);
    await goOn(page);
    await heading(page, words['method-title']!);
    await page.locator('input[value=sms-1]').check();
    await page.locator('input[type=tel]:visible').fill('+31 6 9999 0000');
    await goOn(page);
    await page.getByText(words['wrong-number']!, { exact: false }).first().waitFor();
    await page.locator('input[type=tel]:visible').fill('00316 1234 5601');
    await goOn(page);
    await heading(page, words['code-title']!);
    const code = await newestCode(demo);
    await page.locator('input[name=code]').fill(code === '000000' ? '000001' : '000000');
    await goOn(page);
    await page.getByText(words['wrong-code']!, { exact: false }).first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.locator('input[name=code]').fill(code);
    await goOn(page);
    await heading(page, words['password-title']!);
    await page.locator('input[name=password]').fill('contoso is my company');
    await goOn(page);
    // At the field for those who see; the notice says the same to those who listen.
    await page.locator('.kt-error', { hasText: words['password-rejected']! }).waitFor();
    await page.locator('input[name=password]').fill(fresh);
    await goOn(page);
    await heading(page, words['done-password']!);
    await clean(page, faults);
    expect(await signIn(demo, 'ada', fresh)).toBe(200);
  });
});

describe('Noor', () => {
  it('reads everything in Arabic, from right to left, with codes and addresses kept whole', async () => {
    const { page } = await open('/ar/reset/');
    await page.locator('input[name=username]').fill('noor');
    for (const title of ['intent-title', 'method-title', 'code-title']) {
      await goOn(page);
      await heading(page, wordsOf('ar')[title]!);
    }
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    const code = page.locator('input[name=code]');
    expect(await code.evaluate((field) => getComputedStyle(field).direction)).toBe('ltr');
    expect(await code.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await code.getAttribute('inputmode')).toBe('numeric');
    const [mail] = await outbox(demo);
    expect(mail!.html).toContain('dir="rtl"');
    expect(mail!.subject).toMatch(/\p{Script=Arabic}/u);
  });
});

describe('Johan', () => {
  it('lifts the lock and keeps his password', async () => {
    const words = wordsOf('nl');
    expect(await signIn(demo, 'johan', 'fiets in de regen')).toBe(401);
    const { page, faults } = await open('/nl/unlock/');
    await page.locator('input[name=username]').fill('johan');
    await goOn(page);
    await at(page, words, 'method-title');
    await goOn(page);
    await at(page, words, 'code-title');
    await page.locator('input[name=code]').fill(await newestCode(demo));
    await goOn(page);
    await at(page, words, 'done-unlocked');
    await clean(page, faults);
    expect(await signIn(demo, 'johan', 'fiets in de regen')).toBe(200);
  });
});

describe('Ada', () => {
  const words = wordsOf('en');

  it('answers her questions', async () => {
    const { page } = await open('/reset/');
    await page.locator('input[name=username]').fill('ada');
    await goOn(page);
    await goOn(page);
    await page.locator('input[value=questions-1]').check();
    await goOn(page);
    await at(page, words, 'questions-title');
    const answers = ['Puff', 'Piccadilly', 'Plum pudding'];
    for (const [text, answer] of [
      ['pet', answers[0]],
      ['street', answers[1]],
      ['dish', answers[2]],
    ])
      await page.getByLabel(new RegExp(text!, 'i')).fill(answer!);
    await goOn(page);
    await heading(page, words['password-title']!);
    expect(await outbox(demo)).toEqual([]);
  });

  it('changes the password that she still knows', async () => {
    const { page, faults } = await open('/change/');
    await page.locator('input[name=username]').fill('ada');
    await page.locator('input[name=password]').fill(old);
    await goOn(page);
    await at(page, words, 'password-title');
    await page.locator('input[name=password]').fill(fresh);
    await goOn(page);
    await heading(page, words['done-password']!);
    await clean(page, faults);
    expect(await signIn(demo, 'ada', fresh)).toBe(200);
  });

  it('is helped inside the sign-in page of an application, and comes back to it', async () => {
    const { page, faults } = await open('/demo/sign-in/', {
      viewport: { width: 1280, height: 900 },
    });
    const link = page.getByRole('link', { name: words['access'] });
    await link.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await page.evaluate(() => !!document.activeElement?.closest('dialog'))).toBe(true);
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await link.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await heading(page, words['intent-title']!);
    await dialog.getByRole('button', { name: words['intent-reset'] }).click();
    await dialog.locator('input[name=username]').fill('ada');
    await goOn(page);
    await heading(page, words['method-title']!);
    await goOn(page);
    await heading(page, words['code-title']!);
    await dialog.locator('input[name=code]').fill(await newestCode(demo));
    await goOn(page);
    await heading(page, words['password-title']!);
    await dialog.locator('input[name=password]').fill(fresh);
    await goOn(page);
    await heading(page, words['done-password']!);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByLabel('User name').fill('ada');
    await page.getByLabel('Password').fill(fresh);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('You are signed in.').waitFor();
    await clean(page, faults);
  });

  it('can’t be told from nobody, by what is shown', async () => {
    const seen: string[] = [];
    for (const name of ['ada', 'nobody-of-this-name']) {
      const { page } = await open('/reset/');
      await page.locator('input[name=username]').fill(name);
      await goOn(page);
      await heading(page, words['intent-title']!);
      seen.push(await page.locator('.kt-form').innerHTML());
    }
    expect(seen[0]!.replace(/lit\$\d+\$/g, '')).toBe(seen[1]!.replace(/lit\$\d+\$/g, ''));
  });
});
