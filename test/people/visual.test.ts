// What every step looks like, held against pictures that are kept: `npm run visual -- --update` makes them anew.
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Locale } from '../../locales/index.ts';
import { difference, forget, keep, picture, references } from './pictures.ts';
import { sceneNames } from './scenes.ts';
import { type Look, useStage } from './stage.ts';

const stage = useStage();
const renews = inject('renews');

// Whatever is on show fits: a picture ends with the window.
const height = 1800;

const looks: Partial<Record<Locale, Record<string, Look>>> = {
  en: { light: {}, dark: { colorScheme: 'dark' }, phone: { width: 320 } },
  ar: { arabic: {} },
};

beforeAll(async () => {
  if (renews) await forget();
});

const differences = async (scene: string): Promise<string[]> => {
  const all: string[] = [];
  for (const [locale, ways] of Object.entries(looks)) {
    await stage().show(scene, locale as Locale);
    for (const [look, how] of Object.entries(ways)) {
      await stage().look({ ...how, height });
      const name = `${look}/${scene}`;
      const png = await picture(stage().page);
      if (renews) await keep(name, png);
      const differs = await difference(name, png);
      if (differs) all.push(differs);
    }
  }
  return all;
};

// Another browser, or another system's way of drawing, makes other pictures.
const comparable = process.platform === 'linux' && !process.env.CHROME_PATH;

describe.runIf(comparable)('A step looks as it did, in the packaged browser', () => {
  it.each(sceneNames)('%s', async (scene) => {
    expect(await differences(scene)).toEqual([]);
  });

  it('and nothing is kept that isn’t looked at', async () => {
    const kept = await readdir(references, { recursive: true });
    const wanted = Object.values(looks)
      .flatMap((ways) => Object.keys(ways))
      .flatMap((look) => [look, ...sceneNames.map((name) => `${look}/${name}.png`)]);
    expect(kept.toSorted()).toEqual(wanted.toSorted());
  });
});

describe.runIf(comparable)('A picture', () => {
  it('differs where a margin is another one', async () => {
    await stage().show('enter-code', 'en');
    await stage().look({ height });
    const { page } = stage();
    expect(await difference('light/enter-code', await picture(page))).toBeUndefined();
    await page.locator('.kt-actions').evaluate((row) => (row.style.marginBlockStart = '26px'));
    expect(await difference('light/enter-code', await picture(page))).toContain('pixels differ');
  });
});
