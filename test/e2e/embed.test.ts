// The page for developers: the elements at work under its own policy, and lines that can be taken along.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Faults, measured, useBrowser, watchedPage } from './browser.ts';
import { usePublished } from './published.ts';

const browser = useBrowser();
const published = usePublished(['examples/contoso/tenant.yaml']);

type Opened = { page: Page; faults: Faults; close: () => Promise<void> };

const opened = async (
  path = '/embed/',
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Opened> => {
  const [portal] = published();
  const { page, faults, close } = await watchedPage(browser(), portal!.origin);
  await portal!.serve(page.context());
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await prepare?.(page);
  await page.goto(portal!.origin + path);
  return { page, faults, close };
};

const firstSnippet = (page: Page) => page.locator('.snippet').first();

describe('the embed page', () => {
  it('shows the real elements, with nothing in the way of its policy', async () => {
    const { page, faults, close } = await opened('/ar/embed/');
    for (const name of ['keyturn-reset', 'keyturn-register', 'keyturn-change']) {
      await page.locator('summary', { hasText: name }).click();
      await page.locator(`${name} form input`).first().waitFor();
      expect(
        await page.locator(`${name} form`).evaluate((form) => getComputedStyle(form).direction),
      ).toBe('rtl');
    }
    await page.locator('keyturn-access a').click();
    await page.locator('keyturn-access dialog[open] button').first().waitFor();
    expect((await measured(page)).violations).toEqual([]);
    expect(faults).toEqual({ console: [], foreign: [], policy: [] });
    await close();
  });

  it('copies a line, and says so', async () => {
    const { page, close } = await opened();
    const snippet = firstSnippet(page);
    await snippet.getByRole('button').click();
    await snippet.getByText('Copied').waitFor();
    const line = await page.evaluate(() => navigator.clipboard.readText());
    expect(line).toBe(await snippet.locator('code').textContent());
    expect(line).toMatch(/^<script type="module"\s+src="https:.*"\s+integrity="sha384-/);
    await close();
  });

  it('selects the line where the browser lets nobody copy, and says so', async () => {
    const { page, close } = await opened('/embed/', (fresh) =>
      fresh.addInitScript(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
      }),
    );
    const snippet = firstSnippet(page);
    await snippet.getByRole('button').press('Enter');
    await snippet.getByText('Selected').waitFor();
    const selected = await page.evaluate(() => String(getSelection()));
    expect(selected).toBe(await snippet.locator('code').textContent());
    await close();
  });

  it('runs no other file than the one that was built, and its link still leads to the portal', async () => {
    const { page, faults, close } = await opened('/embed/', (fresh) =>
      fresh.route('**/embed/keyturn.*.js', (route) =>
        route.fulfill({
          body: 'customElements.define("keyturn-reset", class extends HTMLElement {})',
        }),
      ),
    );
    expect(await page.evaluate(() => customElements.get('keyturn-reset'))).toBe(undefined);
    expect(faults.console.join()).toContain('integrity');
    await page.locator('keyturn-access a').click();
    await page.waitForURL('**/reset/');
    await close();
  });
});
