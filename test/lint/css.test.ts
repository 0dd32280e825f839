import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { declarations, graceful, honoured, ownOfOne, rulesIn } from '../../lint/css.ts';
import { examples, piecesOf } from '../templates/stationery.ts';
import { attribute, elementsOf } from '../templates/dom.ts';

// The data of caniemail.com, as its package brings it.
type Feature = { slug: string; stats: Record<string, Record<string, Record<string, string>>> };
const { data } = JSON.parse(
  await readFile('node_modules/caniemail/data/caniemail.json', 'utf8'),
) as { data: Feature[] };
const features = new Map(data.map((one) => [one.slug, one]));

const programs: [string, string][] = [
  ...['desktop-webmail', 'ios', 'android'].map((one): [string, string] => ['gmail', one]),
  ...['windows', 'outlook-com', 'macos', 'ios', 'android'].map((one): [string, string] => [
    'outlook',
    one,
  ]),
  ...['macos', 'ios'].map((one): [string, string] => ['apple-mail', one]),
];

// y: yes, a: partly, n: no; the newest version counts.
const verdictsOn = (property: string): string[] => {
  const { stats } = features.get(`css-${property}`)!;
  return programs.map(
    ([family, platform]) => Object.values(stats[family]?.[platform] ?? {}).at(-1)?.[0] ?? 'u',
  );
};

// caniemail has no page for CSS level 1's color and font-family, and one for all sides of a box.
const pageOf = (property: string): string | undefined =>
  ['color', 'font-family'].includes(property)
    ? undefined
    : property.replace(/-(?:left|right|top)$/, '').replace('border-color', 'border');

describe('a property on the list', () => {
  it.each([...honoured].filter((one) => pageOf(one)))('is honoured everywhere: %s', (property) => {
    expect(verdictsOn(pageOf(property)!)).not.toContain('n');
    expect(verdictsOn(pageOf(property)!)).not.toContain('u');
  });

  it.each(Object.keys(graceful))('may be left out somewhere: %s', (property) => {
    expect(verdictsOn(property).some((verdict) => verdict !== 'y')).toBe(true);
  });

  it.each([...ownOfOne])('is one program’s own: %s', (property) => {
    expect(features.has(`css-${property}`)).toBe(false);
  });

  it('is used by a letter: the lists hold nothing in advance', () => {
    const html = examples.flatMap(piecesOf).map(({ letter }) => letter.html);
    const used = new Set(
      html.flatMap((page) => [
        ...elementsOf(page).flatMap((one) => [
          ...declarations(attribute(one, 'style') ?? '').keys(),
        ]),
        ...rulesIn(/<style>([^<]*)/.exec(page)![1]!).flatMap(({ body }) => [
          ...declarations(body).keys(),
        ]),
        ...[...page.matchAll(/(v-text-anchor|mso-element|mso-hide)/g)].map(([name]) => name),
      ]),
    );
    const listed = [...honoured, ...Object.keys(graceful)];
    expect(listed.filter((one) => !used.has(one))).toEqual([]);
  });
});
