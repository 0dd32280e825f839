// The dashboard, as an administrator sees it: behind the token, drawn from the reports, in every language.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { close, listen } from '../../gateway/server.ts';
import { axeFinds } from '../chromium.ts';
import { type Bench, benchGateway, personNamed } from '../gateway/harness.ts';
import { measured, useBrowser, watchedPage } from './browser.ts';

const browser = useBrowser();
const reportToken = 'report-token-'.padEnd(40, 'x');
const wordsOf = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(`locales/gateway/${locale}.json`, 'utf8')) as Record<string, string>;

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(closing.map((one) => one()));
  closing = [];
});

const day = 24 * 60 * 60 * 1000; // ms
const endings = [
  [['proved', 'email-1'], ['password-reset']],
  [['proved', 'sms-1'], ['password-reset']],
  [['proof failed', 'email-1'], ['locked']],
  [['proved', 'email-1'], ['unlocked']],
  [],
] as const;

// Four weeks of what happens, more on some days than on others.
const lived = async ({ store }: Bench): Promise<void> => {
  const now = Date.now();
  for (let ago = 27; ago >= 1; ago -= 1) {
    vi.useFakeTimers({ toFake: ['Date'], now: now - ago * day });
    for (let nth = 0; nth <= (ago * 7) % 5; nth += 1) {
      const supportCode = `D${ago}-${nth}`;
      const steps = [
        ['begun', 'reset'],
        ['identified', 'known'],
        ['code sent', 'email'],
        ...endings[(ago + nth) % 5]!,
      ];
      for (const [event, detail] of steps)
        await store.record({ event, detail, supportCode, username: 'ada@contoso.com' });
    }
  }
  vi.useRealTimers();
};

const served = async (): Promise<string> => {
  const bench = await benchGateway({ people: [personNamed('ada')], reportToken });
  await lived(bench);
  const server = await listen(bench.app, 0, '127.0.0.1');
  onTestFinished(() => close(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const opened = async (url: string, locale: string, options: object = {}) => {
  const watched = await watchedPage(browser(), url, {
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  closing.push(watched.close);
  await watched.page.goto(`${url}/dashboard/${locale}`);
  return watched;
};

const enter = async (page: Page, locale: string, token = reportToken): Promise<void> => {
  const words = wordsOf(locale);
  await page.getByLabel(words['dashboard.token']!, { exact: true }).fill(token);
  await page.getByRole('button', { name: words['dashboard.open'], exact: true }).click();
};

const fine = async (page: Page): Promise<void> => {
  expect(await axeFinds(page)).toEqual([]);
  const { violations, overflow } = await measured(page);
  expect(violations).toEqual([]);
  expect(overflow).toBeLessThanOrEqual(0);
};

describe('The dashboard', () => {
  it.each([
    ['en', { colorScheme: 'light' }],
    ['nl', { colorScheme: 'dark', viewport: { width: 320, height: 700 } }],
    ['ar', { colorScheme: 'dark' }],
    ['ar', { colorScheme: 'light', viewport: { width: 320, height: 700 } }],
  ])('can be used by everybody: %s, %j', async (locale, options) => {
    const url = await served();
    const words = wordsOf(locale);
    const { page, faults } = await opened(url, locale, options);
    await fine(page);
    await enter(page, locale);
    await page.getByRole('heading', { name: words['dashboard.per-day'], exact: true }).waitFor();
    await page.getByText(words['dashboard.as-table']!, { exact: true }).click();
    await fine(page);
    expect(faults.console).toEqual([]);
    expect(faults.foreign).toEqual([]);
  });

  it('shows what the reports say, and the same in its tables', async () => {
    const url = await served();
    const { page } = await opened(url, 'en');
    await enter(page, 'en');
    const headers = { authorization: `Bearer ${reportToken}` };
    const totals = (await (await fetch(`${url}/reports/totals`, { headers })).json()) as {
      resets: { byResult: Record<string, number>; byDay: Record<string, number> };
    };
    const { byResult, byDay } = totals.resets;
    await expect
      .poll(() => page.locator('#tile-done dd').first().textContent())
      .toBe(String(byResult.succeeded));
    const row = page.getByRole('row', { name: /^Blocked/ });
    expect(await row.locator('td').textContent()).toBe(String(byResult.blocked));
    expect(await page.locator('svg.columns rect').count()).toBe(30);
    await page.getByText('As a table').click();
    expect(await page.locator('details tbody tr').count()).toBe(Object.keys(byDay).length);
    await page.getByLabel('Period').selectOption('7');
    await expect.poll(() => page.locator('svg.columns rect').count()).toBe(7);
  });

  it('keeps the token in memory alone, and forgets it', async () => {
    const url = await served();
    const { page } = await opened(url, 'en');
    await enter(page, 'en', 'wrong');
    await page.getByRole('alert').getByText('That isn’t the token.').waitFor();
    await enter(page, 'en');
    await page.locator('#tile-done').waitFor();
    const kept = await page.evaluate(() => [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      document.cookie,
      document.querySelector<HTMLInputElement>('#token')!.value,
    ]);
    expect(kept.join(' ')).not.toContain(reportToken);
    await page.getByRole('button', { name: 'Close the reports' }).click();
    expect(await page.locator('#charts').textContent()).toBe('');
    expect(await page.getByLabel('Report token').isVisible()).toBe(true);
    await page.reload();
    expect(await page.locator('#board').isVisible()).toBe(false);
  });

  it('hands out sheets, without names unless they are asked for', async () => {
    const url = await served();
    const { page } = await opened(url, 'en');
    await enter(page, 'en');
    const sheet = async (): Promise<string> => {
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Resets (CSV)' }).click();
      return readFileSync(await (await coming).path(), 'utf8');
    };
    const plain = await sheet();
    expect(plain).toContain('password-reset');
    expect(plain).not.toContain('ada@contoso.com');
    await page.getByLabel('Fingerprints in the place of people').uncheck();
    expect(await sheet()).toContain('ada@contoso.com');
  });
});
