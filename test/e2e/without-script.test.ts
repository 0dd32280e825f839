// A person whose browser runs no script: every page still says what to do and whom to ask.
import { describe, expect, it } from 'vitest';
import { useBrowser, watchedPage } from './browser.ts';
import { type Published, usePublished } from './published.ts';

const examples = ['contoso/tenant.yaml', 'fabrikam/tenant.yaml', 'wingtip/tenant.ts'];
const browser = useBrowser();
const published = usePublished(examples.map((name) => `examples/${name}`));

const withPages = async (
  portal: Published,
  look: (path: string, text: string, links: string[]) => void,
): Promise<string[]> => {
  const { page, faults, close } = await watchedPage(browser(), portal.origin, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  await portal.serve(page.context());
  for (const path of portal.pages) {
    await page.goto(portal.origin + path);
    const links = await page.locator('a:visible').all();
    const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
    const text = (await page.locator('body').innerText()).replaceAll('\u00a0', ' ');
    look(
      path,
      text,
      addresses.filter((address) => address !== null),
    );
  }
  await close();
  return [...faults.console, ...faults.foreign];
};

describe('Without script', () => {
  it('each page of Contoso has the help desk, its number and its hours', async () => {
    const portal = published()[0]!;
    const { phone = '', hours = {} } = portal.tenant.support;
    const odd = await withPages(portal, (path, text, links) => {
      expect.soft(links, path).toContain(`tel:${phone.replace(/\s/g, '')}`);
      const [, language = 'en'] = /^\/(nl|ar)\//.exec(path) ?? [];
      if (!path.includes('404')) expect.soft(text, path).toContain(hours[language as 'en']);
    });
    expect(odd).toEqual([]);
  });

  it('each page of a flow says so in a sentence, in its own language', async () => {
    const flows = /\/(reset|unlock|change|register)\/$/;
    const sentences: string[] = [];
    await withPages(published()[0]!, (path, text) => {
      if (!flows.test(path)) return;
      expect.soft(text, path).toContain('+31 20 555 01 23');
      sentences.push(`${path} ${/JavaScript|جافا ?سكربت/i.test(text)}`);
    });
    expect(sentences.filter((one) => one.endsWith('false'))).toEqual([]);
    expect(sentences.length).toBe(12);
  });

  it.each([
    ['Fabrikam', 1, /^https:\/\/passwordreset\.microsoftonline\.com\/\?/],
    ['Wingtip', 2, /^https:\/\//],
  ])('%s’s ways in are links that work', async (_, index, hosted) => {
    const found = new Map<string, boolean>();
    const portal = published()[index]!;
    await withPages(portal, (path, _text, links) => {
      found.set(
        path,
        links.some((link) => hosted.test(link) && !link.startsWith(portal.origin)),
      );
    });
    const resets = [...found].filter(([path]) => path.endsWith('/reset/'));
    expect(resets.length).toBeGreaterThan(0);
    expect(resets.filter(([, has]) => !has)).toEqual([]);
  });
});
