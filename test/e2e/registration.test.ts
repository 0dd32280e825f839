// Somebody for whom nothing is registered signs in once, sets up two ways back, and uses one of them.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFinds } from '../chromium.ts';
import { measured, useBrowser, watchedPage } from './browser.ts';
import { goOn, heading, newestCode, outbox, signIn, useDemo } from './demo.ts';

const browser = useBrowser();
const demo = useDemo();
const fresh = 'violet umbrella seventy';
let close = (): Promise<void> => Promise.resolve();
afterEach(() => close());

describe.each(['en', 'nl', 'ar'])('Linus, in %s', (locale) => {
  const words = JSON.parse(readFileSync(`locales/widget/${locale}.json`, 'utf8')) as Record<
    string,
    string
  >;
  const root = locale === 'en' ? '/' : `/${locale}/`;

  it('registers an address and questions, and gets back in with them', async () => {
    const watched = await watchedPage(browser(), demo.url, {
      viewport: { width: 390, height: 800 },
      reducedMotion: 'reduce',
    });
    close = watched.close;
    const { page, faults } = watched;
    const at = async (title: string): Promise<void> => {
      await heading(page, words[title]!);
      expect(await axeFinds(page)).toEqual([]);
      expect(await measured(page)).toMatchObject({ violations: [] });
    };

    await page.goto(`${demo.url}${root}register/`);
    await page.locator('input[name=username]').fill('linus');
    await page.locator('input[name=password]').fill('kernel of the matter');
    await goOn(page);
    await at('review-title');
    await goOn(page);
    await at('email-title');
    await page.locator('input[name=value]').fill('linus@contoso.com');
    await goOn(page);
    await page.locator('[aria-invalid=true]').waitFor();
    await page.locator('input[name=value]').fill('linus@example.org');
    await goOn(page);
    await at('code-title');
    await page.locator('input[name=code]').fill(await newestCode(demo));
    await goOn(page);
    await at('review-title');
    await page.locator('input[value=questions]').check();
    await goOn(page);
    await at('set-questions-title');
    for (const [index, answer] of ['Tux the first', 'Mannerheimintie', 'Kernel pancakes'].entries())
      await page.locator(`input[name=answer-${index}]`).fill(answer);
    await goOn(page);
    await heading(page, words['review-title']!);
    await page.getByText(words['review-lead']!).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await goOn(page);
    await at('done-registered');

    await page.goto(`${demo.url}${root}reset/`);
    await page.locator('input[name=username]').fill('linus');
    for (const title of ['intent-title', 'method-title']) {
      await goOn(page);
      await heading(page, words[title]!);
    }
    expect(await page.locator('.kt-choice').count()).toBe(2);
    const before = (await outbox(demo)).length;
    await goOn(page);
    await heading(page, words['code-title']!);
    await page.locator('input[name=code]').fill(await newestCode(demo, before + 1));
    await goOn(page);
    await heading(page, words['password-title']!);
    await page.locator('input[name=password]').fill(fresh);
    await goOn(page);
    await heading(page, words['done-password']!);
    expect(await signIn(demo, 'linus', fresh)).toBe(200);
    expect(faults.foreign).toEqual([]);
  });
});
