// The links in a code's mail, opened by a person, by another one, and by machines that look at mail first.
import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFinds } from '../chromium.ts';
import { measured, useBrowser, watchedPage } from './browser.ts';
import { goOn, heading, newestCode, outbox, signIn, useDemo } from './demo.ts';

const browser = useBrowser();
const demo = useDemo();
const fresh = 'violet umbrella seventy';

type Words = Record<string, string>;
const wordsOf = (room: 'mail' | 'widget' | 'site', locale: string): Words =>
  JSON.parse(readFileSync(`locales/${room}/${locale}.json`, 'utf8')) as Words;

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

/** A device of its own: another browser context. */
const device = async (options: Parameters<typeof watchedPage>[2] = {}) => {
  const { page, faults, close } = await watchedPage(browser(), demo.url, {
    viewport: { width: 390, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  closing.push(close);
  const posts: string[] = [];
  page.on('request', (request: Request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).pathname);
  });
  return { page, faults, posts };
};

/** Asks for a code by mail, in a language, on a device of its own. */
const asking = async (locale: string): Promise<Page> => {
  const { page } = await device();
  const words = wordsOf('widget', locale);
  await page.goto(`${demo.url}${locale === 'en' ? '' : `/${locale}`}/reset/`);
  await page.locator('input[name=username]').fill('ada');
  for (const title of ['intent-title', 'method-title', 'code-title']) {
    await goOn(page);
    await heading(page, words[title]!);
  }
  return page;
};

const linksIn = async (): Promise<{ link: string; stop: string }> => {
  await newestCode(demo);
  const { html = '' } = (await outbox(demo))[0]!;
  const [link = '', stop = ''] = [
    ...new Set([...html.matchAll(/href="([^"]+#[^"]+)"/g)].map(([, url]) => url!)),
  ];
  return { link, stop };
};

const fine = async (page: Page): Promise<void> => {
  expect(await axeFinds(page)).toEqual([]);
  const { violations, overflow } = await measured(page);
  expect(violations).toEqual([]);
  expect(overflow).toBeLessThanOrEqual(0);
};

describe.each(['en', 'ar'])('The link in a mail in %s', (locale) => {
  const widget = wordsOf('widget', locale);
  const site = wordsOf('site', locale);

  it('goes on on another device, once somebody presses the button', async () => {
    const first = await asking(locale);
    const code = await newestCode(demo);
    const { link } = await linksIn();
    const { page, posts, faults } = await device();
    await page.goto(link);
    await heading(page, site['link.what-title']!);
    await fine(page);
    expect(posts).toEqual([]);
    // Neither the address bar nor anything in the page has the token any more.
    const token = link.split('#')[1]!;
    expect(page.url()).not.toContain('#');
    expect(await page.content()).not.toContain(token);
    await goOn(page);
    await heading(page, widget['password-title']!);
    await page.locator('input[name=password]').fill(fresh);
    await goOn(page);
    await heading(page, widget['done-password']!);
    expect(await page.content()).not.toContain(token);
    expect(posts.join(' ')).not.toContain(token);
    expect(await signIn(demo, 'ada', fresh)).toBe(200);
    expect(faults.console).toEqual([]);
    // Whoever began has got nothing, not even by the right code.
    await first.locator('input[name=code]').fill(code);
    await goOn(first);
    await heading(first, widget['identify-title']!);
  });

  it('says so when it’s no longer good, and where to start again', async () => {
    await asking(locale);
    const { link } = await linksIn();
    const one = await device();
    await one.page.goto(link);
    await goOn(one.page);
    await heading(one.page, widget['password-title']!);
    const { page } = await device();
    await page.goto(link);
    await goOn(page);
    await heading(page, site['link.over-title']!);
    await fine(page);
    await page.getByRole('link', { name: site['link.again'], exact: true }).click();
    await heading(page, widget['identify-title']!);
    expect(new URL(page.url()).pathname).toMatch(/\/reset\/$/);
  });
});

describe('The demo’s mail', () => {
  it('opens the link beside the demo, where it works', async () => {
    await asking('en');
    const { page } = await device();
    await page.goto(`${demo.url}/demo/`);
    const mail = wordsOf('mail', 'en')['code.link-button']!;
    const coming = page.context().waitForEvent('page');
    await page.frameLocator('iframe').first().getByRole('link', { name: mail }).click();
    const opened = await coming;
    await goOn(opened);
    await heading(opened, wordsOf('widget', 'en')['password-title']!);
    expect(opened.url()).toBe(`${demo.url}/link/`);
  });
});

describe('A scanner', () => {
  it('that fetches, prefetches, and opens both pages with scripts uses nothing up', async () => {
    const first = await asking('en');
    const code = await newestCode(demo);
    const { link, stop } = await linksIn();
    for (const url of [link, stop]) {
      await fetch(url, { method: 'HEAD' });
      await fetch(url, { headers: { 'sec-purpose': 'prefetch' } });
      const { page, posts } = await device();
      await page.goto(url, { waitUntil: 'networkidle' });
      await page.mouse.wheel(0, 2000);
      expect(posts).toEqual([]);
    }
    const { page } = await device();
    await page.goto(link);
    await goOn(page);
    await heading(page, wordsOf('widget', 'en')['password-title']!);
    await first.locator('input[name=code]').fill(code);
    await goOn(first);
    await heading(first, wordsOf('widget', 'en')['password-title']!);
  });

  it('without scripts sees what to do without them', async () => {
    const { page } = await device({ javaScriptEnabled: false });
    const site = wordsOf('site', 'en');
    for (const [path, text] of [
      ['/link/', site['link.noscript']!],
      ['/not-me/', site['not-me.noscript']!],
    ] as const) {
      await page.goto(demo.url + path);
      expect(await page.locator('main').innerText()).toContain(text);
      expect(await page.locator('main button:visible').count()).toBe(0);
    }
  });
});

describe('“This wasn’t me”', () => {
  const site = wordsOf('site', 'en');
  const press = (page: Page) =>
    page.getByRole('button', { name: site['not-me.button'], exact: true }).click();

  it('ends the attempt, and says what to do', async () => {
    const first = await asking('en');
    const { stop } = await linksIn();
    const { page, posts, faults } = await device();
    await page.goto(stop);
    expect(page.url()).not.toContain('#');
    await fine(page);
    expect(posts).toEqual([]);
    await press(page);
    await heading(page, site['not-me.done-title']!);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      site['not-me.done-title'],
    );
    await fine(page);
    expect(faults.console).toEqual([]);
    await first.locator('input[name=code]').fill(await newestCode(demo));
    await goOn(first);
    await heading(first, wordsOf('widget', 'en')['identify-title']!);
    // A second press, after the page was opened once more.
    const again = await device();
    await again.page.goto(stop);
    await press(again.page);
    await heading(again.page, site['not-me.over-title']!);
  });

  it('can be tried again where the service couldn’t be reached', async () => {
    await asking('en');
    const { stop } = await linksIn();
    const { page } = await device();
    await page.goto(stop);
    await page.context().setOffline(true);
    await press(page);
    await heading(page, site['not-me.failed-title']!);
    await page.context().setOffline(false);
    await press(page);
    await heading(page, site['not-me.done-title']!);
    expect(await page.getByText(site['not-me.failed']!).isVisible()).toBe(false);
  });
});

describe('The form for requests', () => {
  it('is found beside the help desk, and brings the administrators a mail', async () => {
    const site = wordsOf('site', 'en');
    const { page, faults } = await device({ viewport: { width: 320, height: 700 } });
    await page.goto(`${demo.url}/reset/`);
    await page.getByRole('link', { name: site['desk.ask'], exact: true }).click();
    await heading(page, site['ask.form-title']!);
    await fine(page);
    await page.getByLabel(site['ask.username']!).fill(' ada ');
    await page.getByLabel(site['ask.code']!).check();
    await page.getByLabel(site['ask.support-code']!).fill('abcd-2345');
    await page.getByRole('button', { name: site['ask.button'], exact: true }).click();
    await heading(page, site['ask.done-title']!);
    await fine(page);
    expect(faults.console).toEqual([]);
    await expect
      .poll(async () => (await outbox(demo))[0]?.text)
      .toContain('Their support code, by which the log has what happened: abcd-2345');
  });
});
