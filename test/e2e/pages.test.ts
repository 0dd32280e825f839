// Every page of every example, as it is published: light and dark, on a small phone and on a desk.
import { describe, expect, it } from 'vitest';
import { axeFinds } from '../chromium.ts';
import { measured, useBrowser, watchedPage } from './browser.ts';
import { type Published, usePublished } from './published.ts';

const examples = ['contoso/tenant.yaml', 'fabrikam/tenant.yaml', 'wingtip/tenant.ts'];
const browser = useBrowser();
const published = usePublished(examples.map((name) => `examples/${name}`));

// What is wrong with colours hangs on no width, and what is too wide on no colour: each of both is seen once.
const looks = [
  { colorScheme: 'light', width: 320 },
  { colorScheme: 'dark', width: 1280 },
] as const;

// Two frames: what moves or warns at loading has done so by then.
const settled = (): Promise<number> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

const inspect = async (portal: Published, look: (typeof looks)[number]): Promise<string[]> => {
  const { colorScheme, width } = look;
  const { page, faults, close } = await watchedPage(browser(), portal.origin, {
    colorScheme,
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
  });
  await portal.serve(page.context());
  const found: string[] = [];
  for (const path of portal.pages) {
    await page.goto(portal.origin + path);
    await page.evaluate(settled);
    const { violations, shift, overflow } = await measured(page);
    const also = await axeFinds(page);
    found.push(
      ...violations.map((one) => `${path}: policy: ${one}`),
      ...(shift > 0 ? [`${path}: moved by ${shift}`] : []),
      ...(overflow > 0 ? [`${path}: ${overflow} px wider than the screen`] : []),
      ...also.map((one) => `${path}: ${one}`),
    );
  }
  await close();
  return [...found, ...faults.console, ...faults.foreign];
};

describe.each(examples)('Each page of %s', (name) => {
  it.each(looks)(
    'is accessible, still, silent and at home: $colorScheme, $width px',
    async (look) => {
      const portal = published()[examples.indexOf(name)]!;
      expect(portal.pages.length).toBeGreaterThan(5);
      expect(await inspect(portal, look)).toEqual([]);
    },
  );
});
