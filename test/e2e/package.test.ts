// The packed package in other people's projects, as each of them builds it, in front of the demo's gateway.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import webpack from 'webpack';
import en from '../../locales/widget/en.json' with { type: 'json' };
import nl from '../../locales/widget/nl.json' with { type: 'json' };
import { buildWithVite, nextBeginning, openApp } from '../package/built.ts';
import { useInstalled } from '../package/packed.ts';
import { measured, useBrowser } from './browser.ts';
import { goOn, heading, useDemo } from './demo.ts';

const browser = useBrowser();
const demo = useDemo();
const project = useInstalled(['lit-html']);

const page = (head: string): string => `<!doctype html>
<html lang="en">
  <head>
    <style>
      @layer page, keyturn;
      @layer page { .kt-button { border-radius: 3px !important } }
      .kt-button { color: red !important }
      keyturn-reset { --keyturn-on-action: rgb(1, 2, 3) }
    </style>
    <meta charset="utf-8"><title>Sign in</title><link rel="icon" href="data:,">${head}</head>
  <body><h1>Sign in</h1><keyturn-reset backend="/api"></keyturn-reset></body>
</html>`;

const own = "import 'keyturn/define';\n";
const told = `import { shared } from 'keyturn/widget';
import nl from 'keyturn/locales/nl.js';
shared.config = { backend: { kind: 'http', url: '/api' }, words: { nl: { ...nl, next: 'Door' } } };\n`;

const write = async (folder: string, files: Record<string, string>): Promise<string> => {
  const at = join(project().folder, folder);
  await mkdir(at, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(at, name), text);
  return at;
};

/** Each way to use the package, to the folder that is then served below `/app/`. */
const ways: Record<string, () => Promise<string>> = {
  'a Vite project': async () => {
    const module = '<script type="module" src="/main.js"></script>';
    const root = await write('vite', {
      'index.html': page(module).replace(' backend="/api"', ' lang="nl"'),
      'main.js': `import './told.js';\n${own}`,
      'told.js': told,
    });
    return buildWithVite(root);
  },
  'a webpack project': async () => {
    const module = '<script type="module" src="/app/main.js"></script>';
    const context = await write('webpack', { 'main.js': own });
    const path = await write('webpack/dist', { 'index.html': page(module) });
    const entry = './main.js';
    const compiler = webpack({ mode: 'production', context, entry, output: { path } });
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      compiler.run((error, made) => (error ? reject(error) : resolve(made)));
    });
    expect(stats?.toJson({ all: false, errors: true, warnings: true })).toMatchObject({
      errors: [],
      warnings: [],
    });
    return path;
  },
  'a plain page with an import map': async () => {
    const imports = {
      'keyturn/define': '/app/node_modules/keyturn/compiled/package/define.js',
      'lit/': '/app/node_modules/lit/',
      'lit-html': '/app/node_modules/lit-html/lit-html.js',
    };
    const head = `<script type="importmap">${JSON.stringify({ imports })}</script>
      <script type="module">${own}</script>`;
    await write('.', { 'index.html': page(head) });
    return project().folder;
  },
};

describe('the packed package', () => {
  it.each(Object.keys(ways))('starts a reset in %s, and nothing complains', async (way) => {
    const { page, faults } = await openApp(browser(), demo.url, await ways[way]!());
    await page.locator('input[name=username]').fill('ada');
    const button = page.locator('.kt-form .kt-button');
    await expect
      .poll(() => button.evaluate((one) => getComputedStyle(one).borderRadius))
      .toBe('3px');
    expect(await button.evaluate((one) => getComputedStyle(one).color)).toBe('rgb(1, 2, 3)');
    expect((await button.textContent())?.trim()).toBe(way.includes('Vite') ? 'Door' : en.next);
    const call = nextBeginning(page);
    await goOn(page);
    expect(await call).toBe(201);
    const dutch = way.includes('Vite');
    await heading(page, (dutch ? nl : en)['intent-title']);
    expect(faults).toEqual({ console: [], foreign: [], policy: [] });
    expect((await measured(page)).violations).toEqual([]);
  });
});
