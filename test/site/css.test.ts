// A page carries the style that it needs, and of the utilities no other.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { describe, expect, it } from 'vitest';
import { finishPage } from '../../site/publish/finish.ts';
import { allOf, valuesOf } from './dom.ts';
import { exampleNames, exampleOf } from './portals.ts';

// The classes that rules are about, by the layer in which they stand.
const classesIn = (css: string): { utilities: Set<string>; all: Set<string> } => {
  const found = { utilities: new Set<string>(), all: new Set<string>() };
  const collect = (code: string, into: Set<string>): void => {
    transform({
      filename: 'page.css',
      code: Buffer.from(code),
      visitor: {
        Selector(selector) {
          for (const part of selector) if (part.type === 'class') into.add(part.name);
          return undefined;
        },
      },
    });
  };
  collect(css, found.all);
  const start = css.lastIndexOf('@layer utilities{');
  if (start >= 0) collect(css.slice(start), found.utilities);
  return found;
};

const classesOf = (html: string): Set<string> =>
  new Set(valuesOf(html, 'class').flatMap((value) => value.split(/\s+/)));

const styleOf = (html: string): string => allOf(html, 'style')[0]!.text;

const sourcesIn = async (folder: string, ending: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && one.name.endsWith(ending));
  const texts = files.map((one) => readFile(join(one.parentPath, one.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
};

const written = classesIn(
  (
    await Promise.all(
      [
        'site/style.css',
        'site/styles-home.css',
        'site/styles-missing.css',
        'site/styles-prose.css',
        'site/styles-embed.css',
        'widget/form.css',
      ].map((file) => readFile(file, 'utf8')),
    )
  )
    .join('\n')
    .replace(/@import[^;]+;|@source[^;]+;|@theme[^{]*\{[^}]*\}/g, ''),
).all;

const used = (html: string, classes: Set<string>, css: string): string[] => {
  const { all } = classesIn(css);
  return [...classesOf(html)].filter((name) => classes.has(name) && !all.has(name));
};

describe.each(exampleNames)('the pages of %s', (name) => {
  it('carry every utility that they use, and none that they don’t', async () => {
    const { pages } = await exampleOf(name);
    const known = new Set(pages.flatMap(({ html }) => [...classesIn(styleOf(html)).utilities]));
    expect(known.size).toBeGreaterThan(10);
    for (const { path, html } of pages) {
      const { utilities } = classesIn(styleOf(html));
      expect(
        [...utilities].filter((one) => !classesOf(html).has(one)),
        path,
      ).toEqual([]);
      expect(used(html, known, styleOf(html)), path).toEqual([]);
    }
  });

  it('carry the rules for every class of ours that is in them, and use no class without one', async () => {
    for (const { path, html } of (await exampleOf(name)).pages) {
      expect(used(html, written, styleOf(html)), path).toEqual([]);
      const { all } = classesIn(styleOf(html));
      expect(
        [...classesOf(html)].filter((one) => !all.has(one) && one !== 'kt-box'),
        path,
      ).toEqual([]);
    }
  });

  it('have one style element each', async () => {
    for (const { path, html } of (await exampleOf(name)).pages)
      expect(allOf(html, 'style'), path).toHaveLength(1);
  });
});

describe('a page with the widget', () => {
  it('carries the rules for every screen that the widget may draw into it', async () => {
    const code = await sourcesIn('widget/parts', '.ts');
    const screens = await sourcesIn('widget/screens', '.ts');
    const drawn = new Set(`${code}${screens}`.match(/\bkt-[a-z-]*[a-z]\b/g));
    const ruled = [...drawn].filter((name) => written.has(name));
    expect(ruled.length).toBeGreaterThan(20);
    const { pages } = await exampleOf('contoso');
    const flows = pages.filter(({ html }) => html.includes('<script type="module">'));
    for (const { path, html } of flows) {
      const { all } = classesIn(styleOf(html));
      expect(
        ruled.filter((name) => !all.has(name)),
        path,
      ).toEqual([]);
    }
  });
});

describe('pruning', () => {
  const page = (css: string, body: string): string =>
    `<!DOCTYPE html><html><head><meta charset="utf-8"><style>${css}</style></head><body>${body}</body></html>`;
  const left = (css: string, body: string): string => styleOf(finishPage(page(css, body), []));

  it('keeps a used utility with an escaped name, and drops its unused neighbour', () => {
    const css = '@layer utilities{.grid-rows-\\[auto_1fr\\]{a:b}.py-1\\.5{a:b}.mt-2{a:b}}';
    expect(left(css, '<p class="grid-rows-[auto_1fr] py-1.5">')).toBe(
      '@layer utilities{.grid-rows-\\[auto_1fr\\]{a:b}.py-1\\.5{a:b}}',
    );
  });

  it('never touches a rule outside the layer of utilities', () => {
    const css = '.kt-choice{a:b}@layer components{.steps li{a:b}}@layer utilities{.mt-2{a:b}}';
    expect(left(css, '')).toBe(
      '.kt-choice{a:b}@layer components{.steps li{a:b}}@layer utilities{}',
    );
  });

  it('leaves utilities whole that hold more than plain rules', () => {
    const css = '@layer utilities{.mt-2{a:b}@media (width>=62rem){.lg\\:mt-2{a:b}}}';
    expect(left(css, '<p class="lg:mt-2">')).toBe(css);
  });
});
