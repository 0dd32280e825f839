// The guide with pictures of the tenant's own portal, as a build makes it: in English and from right to left.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kitOf } from '../../cli/build/kit.ts';
import { takePictures } from '../../cli/pictures/index.ts';
import type { Taken } from '../../cli/pictures/kept.ts';
import { setHere } from '../../cli/press/set.ts';
import { stationeryFor } from '../../cli/stationery.ts';
import { readCompiled } from '../../site/publish/compiled.ts';
import { portalInput } from '../../site/publish/index.ts';
import { pictured, type PicturedStep } from '../../templates/papers/guide.ts';
import { loadTenant } from '../../tenant/load.ts';
import { axeFinds, launchOptions } from '../chromium.ts';
import { readIn, tagsIn } from '../templates/printed.ts';
import { useBrowser } from './browser.ts';

const browser = useBrowser();
const locales = ['en', 'ar'] as const;
// One proof is enough for Contoso.
const steps = [...pictured.reset, ...pictured.register].filter((step) => step !== 'second');

type Seen = { step: PicturedStep; values: string[]; markup: string };

// What somebody could read off the page, or out of it.
const inside = async (page: Page, step: PicturedStep): Promise<Seen> => ({
  step,
  values: await page
    .locator('input')
    .evaluateAll((fields) =>
      fields
        .filter((field) => !/radio|checkbox|hidden/.test((field as HTMLInputElement).type))
        .map((field) => (field as HTMLInputElement).value),
    ),
  markup: await page.locator('main').evaluate((main) => {
    const form = main.querySelector('.kt-form');
    return form ? form.outerHTML : (main as HTMLElement).innerText;
  }),
});

const seen: Seen[] = [];
const files = new Map<string, string | Uint8Array>();
let taken: Taken[];
let folder: string;

beforeAll(async () => {
  const contoso = await loadTenant('examples/contoso/tenant.yaml');
  const input = await portalInput({ ...contoso, locales: [...locales] }, await readCompiled());
  taken = (await takePictures(input, {
    start: await launchOptions(),
    look: async (page, step) => void seen.push(await inside(page, step)),
  }))!;
  const set = (order: Parameters<typeof setHere>[0]) =>
    order.as === 'pdf' && 'parts' in order.sheet.data
      ? setHere(order)
      : Promise.resolve(Buffer.alloc(0));
  const kit = await kitOf(stationeryFor(input), { pictures: taken, set });
  folder = await mkdtemp(join(tmpdir(), 'keyturn-guide-'));
  for await (const { path, body } of kit.files) {
    if (!/\/guide/.test(path) && path !== 'index.html') continue;
    files.set(path, body);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), body);
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('Pictures for the guide', () => {
  it('are there for every step of every language, at twice their size, and small', async () => {
    expect(taken.map(({ path }) => path)).toEqual(
      locales.flatMap((code) => steps.map((step) => `${code}/guide/${step}.png`)),
    );
    for (const { path, bytes, width, height } of taken) {
      const meta = await sharp(bytes).metadata();
      expect([meta.width, meta.height], path).toEqual([2 * width, 2 * height]);
      expect(bytes.length, path).toBeLessThan(100_000);
    }
  });

  it('show nothing of any code or password', () => {
    expect(seen).toHaveLength(locales.length * steps.length);
    for (const { step, values, markup } of seen) {
      // (Beside a new password a name stands for password managers.)
      expect(new Set(values).isSubsetOf(new Set(['', 'ada@contoso.com'])), step).toBe(true);
      expect(markup, step).not.toMatch(/(?<![\d-])\d{6}(?!\d)|analytical engine|Kt7-/);
    }
  });

  it('differ from step to step', () => {
    const sums = taken.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    expect(new Set(sums).size).toBe(sums.length);
  });
});

describe('Pictures of other methods', () => {
  const each = {
    'questions, and an app': {
      methods: ['questions', 'totp'],
      added: ['sign-in', 'review', 'add'],
      titles: {
        proof: 'Answer your questions',
        second: 'Type the code',
        add: 'Choose your questions',
      },
    },
    'a passkey and a call, with a list of codes to spare': {
      methods: ['passkey', 'call-mobile', 'backup-code'],
      added: ['sign-in', 'review'],
      titles: { proof: 'Use your passkey', second: 'Waiting for you' },
    },
  } as const;

  it.each(Object.entries(each))('are of %s', async (_, { methods, added, titles }) => {
    const contoso = await loadTenant('examples/contoso/tenant.yaml');
    const policy = { ...contoso.policy, gates: 2, methods: [...methods] };
    const tenant = { ...contoso, locales: ['en' as const], policy };
    const headings = new Map<string, string>();
    const input = await portalInput(tenant, await readCompiled());
    const others = (await takePictures(input, {
      start: await launchOptions(),
      look: async (page, step) => {
        const title = page.locator('.kt-form :is(h1, h2)').first();
        if (step in titles) headings.set(step, (await title.textContent())!.trim());
      },
    }))!;
    expect(others.map(({ step }) => step)).toEqual([...pictured.reset, ...added]);
    expect(Object.fromEntries(headings)).toEqual(titles);
  });
});

describe.each(locales)('The guide in %s', (locale) => {
  it('is sound as a page, on a narrow screen', async () => {
    const colorScheme = locale === 'en' ? 'light' : 'dark';
    const context = await browser().newContext({
      colorScheme,
      viewport: { width: 320, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`file://${join(folder, locale, 'guide.html')}`);
    expect(await axeFinds(page)).toEqual([]);
    const pictures = await page.locator('img').evaluateAll((all) =>
      all.map((one) => {
        const { alt, width, src } = one as HTMLImageElement;
        return { alt: alt.length, width, src: src.split('/').slice(-2).join('/') };
      }),
    );
    expect(pictures.map(({ src }) => src)).toEqual(steps.map((step) => `guide/${step}.png`));
    for (const { alt, width } of pictures) {
      expect(alt).toBeGreaterThan(20);
      expect(width).toBeGreaterThan(200);
      expect(width).toBeLessThanOrEqual(320);
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);
    await context.close();
  });

  it('is tagged as PDF, with a figure for each picture, and in the gallery', () => {
    const pdf = files.get(`${locale}/guide.pdf`) as Uint8Array;
    const source = Buffer.from(pdf).toString('latin1');
    expect(source).toContain('<pdfuaid:part>1<');
    expect(source).toMatch(new RegExp(`/Lang\\s*\\(${locale}\\)`));
    // The logo is one too.
    expect(tagsIn(pdf).get('Figure')).toBe(steps.length + 1);
    expect(tagsIn(pdf).get('LI')).toBe(steps.length);
    expect(readIn(pdf).outline).toHaveLength(5);
    const gallery = String(files.get('index.html'));
    for (const ending of ['html', 'pdf', 'txt'])
      expect(gallery).toContain(`href="${locale}/guide.${ending}"`);
  });
});
