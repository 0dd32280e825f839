// The embed file in pages of other hosts, and those pages in frames of others still.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { type Published, usePublished } from './published.ts';

const browser = useBrowser();
const published = usePublished(['examples/contoso/tenant.yaml', 'examples/fabrikam/tenant.yaml']);

type Host = { origin: string; html: string };

const scriptOf = ({ tenant }: Published): string =>
  `<script type="module" src="${new URL('embed/keyturn.js', tenant.portal.url).href}"></script>`;

const document = (body: string): string =>
  `<!doctype html><html lang="en"><title>Host</title><body>${body}</body></html>`;

// What is thrown or refused anywhere in it is noted.
const opened = async (...hosts: Host[]): Promise<{ page: Page; errors: string[] }> => {
  const context = await browser().newContext();
  for (const portal of published()) {
    const body = await readFile(join(portal.folder, 'embed/keyturn.js'));
    await context.route(`${portal.origin}/**/keyturn.js`, (route) =>
      route.fulfill({
        body,
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
  }
  for (const { origin, html } of hosts)
    await context.route(`${origin}/`, (route) =>
      route.fulfill({ body: document(html), contentType: 'text/html' }),
    );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${hosts[0]!.origin}/`);
  return { page, errors };
};

const framing = (origin: string, inner: string): Host => ({
  origin,
  html: `<iframe src="${inner}/" width="600" height="800"></iframe>`,
});
const known = (): string => published()[0]!.tenant.allowedOrigins[0]!;
const elements = '<keyturn-reset></keyturn-reset><keyturn-change></keyturn-change>';

describe('An element in a frame', () => {
  it('of a stranger asks for nothing, says why and whom to ask', async () => {
    const portal = published()[0]!;
    const host: Host = { origin: known(), html: scriptOf(portal) + elements };
    const { page, errors } = await opened(framing('https://evil.test', host.origin), host);
    const frame = page.frameLocator('iframe');
    await frame.getByText('inside a page of another site').first().waitFor();
    expect(await frame.locator('input').count()).toBe(0);
    expect(await frame.locator('.kt-help').count()).toBe(2);
    expect(await frame.locator('.kt-help').first().innerText()).toContain(
      portal.tenant.support.phone,
    );
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('of a stranger, two frames up, asks for nothing either', async () => {
    const host: Host = { origin: known(), html: scriptOf(published()[0]!) + elements };
    const between = framing('https://between.test', host.origin);
    const { page } = await opened(framing('https://evil.test', between.origin), between, host);
    const frame = page.frameLocator('iframe').frameLocator('iframe');
    await frame.getByText('inside a page of another site').first().waitFor();
    expect(await frame.locator('input').count()).toBe(0);
    await page.context().close();
  });

  it('of a page that is known works', async () => {
    const host: Host = { origin: 'https://inner.test', html: scriptOf(published()[0]!) + elements };
    const { page, errors } = await opened(framing(known(), host.origin), host);
    await page.frameLocator('iframe').locator('input').first().waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('A page that the backend doesn’t know', () => {
  it('is kept by the browser from reading replies: it says whom to ask, and keeps what was typed', async () => {
    const portal = published()[0]!;
    const html = `${scriptOf(portal)}<keyturn-reset></keyturn-reset>`;
    const { page, errors } = await opened({ origin: 'https://unknown.test', html });
    const context = page.context();
    // It answers, but lets the page of another host alone read it.
    const headers = { 'access-control-allow-origin': known() };
    await context.route('**/flows', (route) =>
      route.fulfill({ status: 201, json: { id: 'x', step: { kind: 'identify' } }, headers }),
    );
    await page.locator('input[name=username]').fill('ada');
    await page.locator('.kt-button').click();
    await page.getByText('There is no answer.').waitFor();
    expect(await page.locator('.kt-help').innerText()).toContain(portal.tenant.support.phone);
    expect(await page.locator('input[name=username]').inputValue()).toBe('ada');
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('Two portals’ embed files on a page', () => {
  it('do each other no harm: the first is heard, and every element works', async () => {
    const [contoso, fabrikam] = published();
    const html = `${scriptOf(contoso!)}${scriptOf(fabrikam!)}${scriptOf(contoso!)}${elements}<keyturn-access></keyturn-access>`;
    const { page, errors } = await opened({ origin: known(), html });
    await page.locator('keyturn-reset input').waitFor();
    await page.locator('keyturn-access button').first().click();
    await page.locator('dialog .kt-choice').first().click();
    await page.locator('dialog input[name=username]').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('Words that a page gives by their keys', () => {
  it('never turn the embed file’s own into numbers', async () => {
    const config = JSON.stringify({ words: { en: { 'identify-title': 'Hello' } } });
    const html = `${scriptOf(published()[0]!)}<keyturn-reset><script type="application/json">${config}</script></keyturn-reset>`;
    const { page } = await opened({ origin: known(), html });
    await page.locator('keyturn-reset input').waitFor();
    const shown = await page.locator('keyturn-reset').innerText();
    expect(shown).toMatch(/user name/i);
    expect(shown).not.toMatch(/\d/);
    await page.context().close();
  });
});
