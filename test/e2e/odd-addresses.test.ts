// What stands behind a page's address is nobody's: links are passed on with whatever trackers and attackers add.
import { describe, expect, it } from 'vitest';
import { measured, useBrowser, watchedPage } from './browser.ts';
import { usePublished } from './published.ts';

const browser = useBrowser();
const published = usePublished(['examples/contoso/tenant.yaml']);

const canary = 'canary839201';
const odd = [
  `?token=${canary}&username=${canary}&code=${canary}&return-to=https://evil.test/${canary}`,
  `?mkt=xx-%3Cscript%3E&lang=${canary}&locale=ar&dir=rtl`,
  `?%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E${canary}`,
  `#${canary}`,
  `?backend=https://evil.test/${canary}&config=%7B%22backend%22:1%7D#access_token=${canary}`,
];

const shown = (): string[] => {
  const { body, cookie, documentElement, title } = document;
  return [body.innerText, cookie, documentElement.lang, documentElement.dir, title];
};

describe('What is added to a page’s address', () => {
  it.each(odd)('is shown nowhere and sent nowhere: %s', async (added) => {
    const portal = published()[0]!;
    const { page, faults, close } = await watchedPage(browser(), portal.origin);
    await portal.serve(page.context());
    const sent: string[] = [];
    await page.context().route('**/api/**', async (route) => {
      const request = route.request();
      sent.push(`${request.url()} ${request.postData()} ${JSON.stringify(request.headers())}`);
      await route.fulfill({ status: 503, json: { type: 'urn:keyturn:problem:unreachable' } });
    });
    const paths = portal.pages.filter((path) => /^\/(reset|change|register|unlock)\/$/.test(path));
    expect(paths).toHaveLength(4);
    for (const path of paths) {
      await page.goto(portal.origin + path);
      const plain = await page.evaluate(shown);
      // Another hash alone would load nothing.
      await page.goto('about:blank');
      await page.goto(portal.origin + path + added);
      expect(await page.evaluate(shown), path).toEqual(plain);
      await page.locator('input').first().fill('ada');
      for (const field of await page.locator('input[type=password]').all()) await field.fill('x');
      await page.locator('.kt-form button[type=submit]').click();
      await page.locator('.kt-notice > p').waitFor();
      const { violations } = await measured(page);
      expect(violations).toEqual([]);
      expect(await page.content()).not.toContain(canary);
    }
    expect(sent.length).toBeGreaterThanOrEqual(paths.length);
    expect(sent.filter((one) => one.includes(canary) || one.includes('referer'))).toEqual([]);
    expect(faults.foreign).toEqual([]);
    await close();
  });
});
