import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms, sourceFiles, testFiles } from './files.ts';

// Which room may import which. The house in one table: everything else is told by the folder's name.
const law: Record<(typeof rooms)[number], readonly string[]> = {
  locales: [],
  backends: [],
  tenant: ['backends', 'locales'],
  widget: ['backends', 'locales', 'tenant/brand', 'tenant/schema/brand.ts'],
  templates: ['tenant', 'locales'],
  lint: ['templates', 'tenant', 'locales'],
  site: ['tenant', 'widget', 'locales', 'backends'],
  gateway: ['backends', 'templates', 'tenant', 'locales'],
  cli: ['backends', 'gateway', 'lint', 'templates', 'site', 'widget', 'tenant', 'locales'],
};

// What ships to browsers may import no package but lit; the guards and drivers not even that.
const shipped: Record<string, readonly string[]> = {
  widget: ['lit/html.js', '@lit/localize', 'lightningcss'],
  backends: ['zod'],
};

const importsIn = (text: string): string[] =>
  [...text.matchAll(/(?:from|import|import\()\s*'([^']+)'/g)].map((match) => match[1]!);

const roomOf = (path: string): string => path.split('/')[0]!;

describe('the house', () => {
  it('obeys its import law', async () => {
    const broken: string[] = [];
    for (const { path, text } of await sourceFiles()) {
      const room = roomOf(path) as (typeof rooms)[number];
      for (const target of importsIn(text).filter((one) => one.startsWith('.'))) {
        const file = join(dirname(path), target.replace(/\?.*$/, ''));
        const other = roomOf(file);
        if (!rooms.includes(other as never) || other === room) continue;
        if (
          !law[room].some(
            (allowed) =>
              file === allowed || file.startsWith(`${allowed}/`) || roomOf(file) === allowed,
          )
        )
          broken.push(`${path} imports ${file}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('ships no package to browsers beside lit', async () => {
    const foreign: string[] = [];
    for (const { path, text } of await sourceFiles()) {
      const allowed = shipped[roomOf(path)];
      // What runs when the words are made, and what is types alone, doesn't ship.
      if (!allowed || /^widget\/(generate-|react\.ts)/.test(path)) continue;
      for (const target of importsIn(text).filter((one) => !one.startsWith('.')))
        if (!allowed.includes(target)) foreign.push(`${path} imports ${target}`);
    }
    expect(foreign).toEqual([]);
  });

  it('imports only packages that package.json names', async () => {
    const pkg = JSON.parse(await readFile('package.json', 'utf8')) as {
      name: string;
      dependencies: object;
      devDependencies: object;
    };
    const known = new Set([
      ...Object.keys(pkg.dependencies),
      ...Object.keys(pkg.devDependencies),
      pkg.name,
      'acorn',
      ...builtinModules,
    ]);
    const names = (await sourceFiles()).flatMap(({ path, text }) =>
      importsIn(text)
        .filter((one) => !/^(\.|node:|astro:)/.test(one))
        .map((one) => ({
          path,
          name: one
            .split('/')
            .slice(0, one.startsWith('@') ? 2 : 1)
            .join('/'),
        })),
    );
    expect(names.filter(({ name }) => !known.has(name))).toEqual([]);
  });

  it('keeps its files short and its types honest', async () => {
    const all = [...(await sourceFiles()), ...(await testFiles())];
    expect(all.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path)).toEqual(
      [],
    );
    const dishonest =
      /: any\b|<any>|as any\b|@ts-(?:ignore|nocheck)|\b(?:it|test|describe)\.(?:skip|only|todo)\b/;
    expect(
      all
        .filter(({ path, text }) => dishonest.test(text) && !path.endsWith('house.test.ts'))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('has half of its files under ninety lines', async () => {
    const lengths = (await sourceFiles())
      .map(({ text }) => text.split('\n').length)
      .toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(90);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(240);
  });

  it('has no words in its pages and templates that aren’t in locales/', async () => {
    const pages = (await sourceFiles()).filter(
      ({ path }) => path.startsWith('site/') && path.endsWith('.astro'),
    );
    const markup = (text: string): string => text.split(/^---$/m)[2] ?? '';
    const written = pages.flatMap(({ path, text }) =>
      [...markup(text).matchAll(/>([^<>{}]*\p{L}{2}[^<>{}]*)</gu)].map(
        (match) => `${path}: ${match[1]!.trim()}`,
      ),
    );
    expect(written.filter((one) => !/=>|\?|&&|\)/.test(one))).toEqual([]);
  });

  it('runs scripts in its README that package.json has', async () => {
    const scripts = Object.keys(
      (JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object }).scripts,
    );
    const named = [
      ...(await readFile('README.md', 'utf8')).matchAll(/npm run (?:-s )?([a-z0-9:-]+)/g),
    ].map((match) => match[1]!);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });
});
