// Every step of every flow before both judges, in each of the ways in which people look at it.
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../locales/index.ts';
import { found } from './engines.ts';
import { sceneNames } from './scenes.ts';
import { type Look, useStage } from './stage.ts';

const stage = useStage();

const looks: Record<string, Look> = {
  light: {},
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  '320 px': { width: 320 },
  '200 % text': { text: 200, width: 640 },
};
// Colours are the same in every language.
const mirrored = ['light', '320 px'];

const judged = async (name: string, locale: Locale, seen: string[]): Promise<string[]> => {
  await stage().show(name, locale);
  const all: string[] = [];
  for (const look of seen) {
    await stage().look(looks[look]!);
    all.push(...(await found(stage().page)).map((one) => `${locale}, ${look}: ${one}`));
  }
  return all;
};

describe('axe and IBM’s engine have nothing to complain of in any look, mirrored or not', () => {
  it.each(sceneNames)('%s', async (name) => {
    const found = [
      ...(await judged(name, 'en', Object.keys(looks))),
      ...(await judged(name, 'ar', mirrored)),
    ];
    expect(found).toEqual([]);
  });
});

describe('The judges', () => {
  it('complain where something is wrong, so that their silence means something', async () => {
    await stage().show('enter-code', 'en');
    await stage()
      .page.locator('.kt-field label')
      .evaluate((label) => label.remove());
    const said = (await found(stage().page)).join('\n');
    expect(said).toMatch(/^axe label:/m);
    expect(said).toMatch(/^ibm input_label/m);
  });
});
