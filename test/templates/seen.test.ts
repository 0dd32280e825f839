import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kitFiles } from '../../templates/kit.ts';
import { axeFinds, launch } from '../chromium.ts';
import {
  contoso,
  examples,
  piecesOf,
  type Sample,
  samples,
  type Stationery,
} from './stationery.ts';

let browser: Browser;
let folder: string;
let picture: Uint8Array;

beforeAll(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), 'keyturn-kit-'));
  picture = await sharp({ create: { width: 396, height: 88, channels: 3, background: '#0b5c57' } })
    .png()
    .toBuffer();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

type Look = { colorScheme: 'light' | 'dark'; width: number };
const looks: Look[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 320 },
];

type Watched = { page: Page; asked: string[]; said: string[] };

const withPage = async (
  { colorScheme, width }: Look,
  use: (watched: Watched) => Promise<void>,
  javaScriptEnabled = true,
): Promise<void> => {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 800 },
    javaScriptEnabled,
  });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.route(/^https:/, (route) =>
      route.fulfill({ body: Buffer.from(picture), contentType: 'image/png' }),
    );
    await use({ page, asked, said });
  } finally {
    await context.close();
  }
};

const kits = new Map<string, Promise<string>>();

const write = async (stationery: Stationery): Promise<string> => {
  const target = join(folder, stationery.id);
  for (const { path, body } of kitFiles(stationery, piecesOf(stationery), {
    logo: stationery.logo && picture,
  })) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await writeFile(join(target, path), body);
  }
  return pathToFileURL(join(target, 'index.html')).href;
};

const written = (stationery: Stationery): Promise<string> => {
  const made = kits.get(stationery.id) ?? write(stationery);
  kits.set(stationery.id, made);
  return made;
};

const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);

// In many languages and waves, and in one.
const opened = examples.filter(({ id }) => id !== 'fabrikam');

describe.each(opened)('the kit’s page of $id, opened from a folder', (stationery) => {
  it.each(looks)('has nothing that axe-core objects to ($colorScheme, $width px)', async (look) => {
    await withPage(look, async ({ page, said }) => {
      await page.goto(await written(stationery));
      expect(await axeFinds(page)).toEqual([]);
      expect(await widthOf(page)).toBe(look.width);
      expect(said).toEqual([]);
    });
  });

  it('shows every letter without any script, from its own folder alone', async () => {
    await withPage(
      looks[0]!,
      async ({ page, asked, said }) => {
        const url = await written(stationery);
        await page.goto(url);
        // In one language: the others have the same frames.
        for (const frame of await page.locator('[data-language=en] iframe').all()) {
          await frame.scrollIntoViewIfNeeded();
          const heading = frame.contentFrame().locator('h1');
          await heading.waitFor();
          const logo = frame.contentFrame().locator('img');
          if (stationery.logo) {
            await expect
              .poll(() => logo.evaluate((image) => (image as HTMLImageElement).naturalWidth))
              .toBe(396);
          }
        }
        const base = new URL('.', url).href;
        const foreign = asked.filter((one) => !one.startsWith(base) && one !== 'about:srcdoc');
        expect(foreign).toEqual([]);
        expect(said).toEqual([]);
      },
      false,
    );
  });
});

describe('the papers of a kit', () => {
  it('have nothing that axe-core objects to, in the light and in the dark, and fit a phone', async () => {
    const kit = new URL('.', await written(contoso)).href;
    for (const look of looks)
      await withPage(look, async ({ page, said }) => {
        for (const path of ['en/plan', 'ar/handbook', 'nl/checklist', 'en/integration']) {
          await page.goto(`${kit}${path}.html`);
          expect(await axeFinds(page), path).toEqual([]);
          expect(await widthOf(page), path).toBe(look.width);
        }
        expect(said).toEqual([]);
      });
  });
});

describe('the kit’s page with its script', () => {
  const shown = (page: Page): Promise<string[]> =>
    page
      .locator('[data-card]:visible')
      .evaluateAll((cards) =>
        cards.map((card) =>
          ['language', 'wave', 'channel']
            .map((name) => (card as HTMLElement).dataset[name])
            .join(' '),
        ),
      );
  const pick = (page: Page, name: string, value: string): Promise<void> =>
    page.locator(`input[name=${name}][value="${value}"]`).check({ force: true });

  it('shows the tenant’s language first, and whatever is chosen', async () => {
    await withPage(looks[0]!, async ({ page, said }) => {
      await page.goto(await written(contoso));
      expect(new Set((await shown(page)).map((one) => one.split(' ')[0]))).toEqual(new Set(['en']));
      await pick(page, 'language', '');
      await pick(page, 'wave', '3');
      await pick(page, 'channel', 'mails');
      expect(new Set(await shown(page))).toEqual(new Set(['ar 3 mails']));
      expect(await page.locator('#count').textContent()).toBe(String((await shown(page)).length));
      expect(await page.locator('h2:visible').count()).toBe(1);
      await pick(page, 'wave', '1');
      await pick(page, 'language', 'ar');
      expect(await shown(page)).toEqual([]);
      expect(await page.locator('#none').isVisible()).toBe(true);
      expect(said).toEqual([]);
    });
  });

  it('paints letters dark and light, and copies them as they are sent', async () => {
    await withPage(looks[0]!, async ({ page, said }) => {
      await page.addInitScript(() =>
        addEventListener('copy', (event) => {
          const copied = ['text/html', 'text/plain'].map((type) =>
            event.clipboardData!.getData(type),
          );
          Object.assign(globalThis, { copied });
        }),
      );
      const copied = (): Promise<string[]> => page.evaluate('copied');
      await page.goto(await written(contoso));
      const letter = piecesOf(contoso).find(({ path }) => path === 'wave-2/en/help-desk')!;
      const card = page.locator('[data-card]:visible').first();
      const ground = (): Promise<string> =>
        card
          .locator('iframe')
          .contentFrame()
          .locator('body')
          .evaluate((body) => getComputedStyle(body).backgroundColor);
      const light = await ground();
      await pick(page, 'scheme', 'dark');
      await expect.poll(ground, { timeout: 15_000 }).not.toBe(light);
      await card.locator('[data-copy=html]').click();
      expect((await copied())[1]).toBe(letter.letter.html);
      await card.locator('[data-copy=rich]').click();
      const [rich, plain] = await copied();
      expect(rich).toBe(letter.letter.html);
      expect(plain).toContain('Briefing for the help desk');
      await pick(page, 'scheme', 'light');
      await expect.poll(ground, { timeout: 15_000 }).toBe(light);
      const text = page.locator('[data-copy=text]:visible').nth(2);
      await text.click();
      expect((await copied())[1]).toMatch(/^Contoso: from Monday, 8 March 2027/);
      expect(await page.locator('#copied').textContent()).toMatch(/^Copied: /);
      expect(said).toEqual([]);
    });
  });
});

// What a letter looks like doesn't hang on its language, but on its direction, its brand and the length of its words; and
// of each kind of part that letters have there is one here. `npm run soak` looks at all of them.
const seen: [string, Sample][] = samples.filter(([name]) =>
  /^(contoso en (help-desk|invitation|thanks|code|password)|contoso ar (code|password)|fabrikam nl (announ|code)|long-name en (announ|code)|wingtip en code)/.test(
    name,
  ),
);

// A letter stands inside the mail program's own landmarks.
const notForMail = ['region', 'landmark-one-main'];

describe('a browser shows', () => {
  it.each(seen)(
    '%s as axe-core wants it, light and dark, within a phone’s width',
    async (_name, { letter }) => {
      await withPage(looks[0]!, async ({ page, said }) => {
        await page.setContent(letter.html);
        expect(await axeFinds(page, notForMail)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.setViewportSize({ width: 320, height: 800 });
        expect(await axeFinds(page, notForMail)).toEqual([]);
        expect(await widthOf(page)).toBe(320);
        expect(said).toEqual([]);
      });
    },
  );

  it('an address in an Arabic letter from left to right', async () => {
    const [, { letter }] = samples.find(([name]) => name === 'contoso ar password-reset')!;
    await withPage(looks[0]!, async ({ page }) => {
      await page.setContent(letter.html);
      const lefts = await page
        .locator('a[href^="https"]')
        .first()
        .evaluate((link) => {
          const text = link.firstChild!;
          const { length } = text.textContent!;
          return [0, length - 1].map((start) => {
            const range = document.createRange();
            range.setStart(text, start);
            range.setEnd(text, start + 1);
            return range.getBoundingClientRect().left;
          });
        });
      // Its last sign, a slash that has no direction of its own, is its rightmost.
      expect(contoso.tenant.support.url?.at(-1)).toBe('/');
      expect(lefts[1]).toBeGreaterThan(lefts[0]!);
    });
  });
});
