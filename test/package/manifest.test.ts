// What editors are told about the elements is what the elements are.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type * as Html from 'vscode-html-languageservice';
import { beforeAll, describe, expect, it } from 'vitest';
import { elementsPage } from '../../cli/compile/package/docs.ts';
import { classes, looks, usedLooks } from '../../cli/compile/package/looks.ts';
import * as widget from '../../widget/index.ts';
import { root } from './packed.ts';

type Named = { name: string; description: string };
type Declared = {
  name: string;
  tagName: string;
  description: string;
  attributes: Named[];
  members: Named[];
  events: (Named & { type: { text: string } })[];
  cssProperties: Named[];
};
type CustomElements = {
  modules: { declarations: Declared[]; exports: { kind: string; name: string }[] }[];
};

const made = join(root, 'compiled/package');
const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
const sourceOf = (path: string): Promise<string> => readFile(join(root, 'widget', path), 'utf8');

type ElementClass = { observedAttributes: readonly string[] };
const exported = new Map(Object.entries(widget) as [string, ElementClass][]);

let manifest: CustomElements;
let declared: Declared[];
beforeAll(async () => {
  manifest = (await json(join(made, 'custom-elements.json'))) as CustomElements;
  declared = manifest.modules.flatMap(({ declarations }) => declarations);
});

const cssFiles = async (): Promise<string> => {
  const names = (await readdir(join(root, 'widget'))).filter((name) => name.endsWith('.css'));
  return (await Promise.all(names.map(sourceOf))).join('\n');
};

describe('the custom elements manifest', () => {
  it('keeps to the schema of its community', async () => {
    const schema = await json(join(root, 'node_modules/custom-elements-manifest/schema.json'));
    const ajv = new Ajv({ strict: false, allErrors: true });
    ajv.validate(schema as object, manifest);
    expect(ajv.errors ?? []).toEqual([]);
  });

  it('has every element that is registered, with its attributes', async () => {
    const registering =
      (await sourceOf('every-element.ts').catch(() => '')) + (await sourceOf('define.ts'));
    const tags = [...registering.matchAll(/'(keyturn-[a-z]+)': /g)].map((match) => match[1]!);
    expect(tags.length).toBeGreaterThan(3);
    expect(declared.map(({ tagName }) => tagName)).toEqual(tags.toSorted());
    for (const { name, attributes, description } of declared) {
      const { observedAttributes } = exported.get(name)!;
      expect(attributes.map((one) => one.name)).toEqual(
        expect.arrayContaining([...observedAttributes]),
      );
      expect(attributes.filter((one) => one.description === '')).toEqual([]);
      expect(description).not.toBe('');
    }
    const defined = manifest.modules.flatMap(({ exports }) =>
      exports.filter(({ kind }) => kind !== 'js'),
    );
    expect(defined.map(({ name }) => name)).toEqual(tags.toSorted());
  });

  it('has every event that is dispatched, with every code in its detail', async () => {
    const told = [...(await sourceOf('events.ts')).matchAll(/'(keyturn-[a-z]+)': CustomEvent/g)];
    for (const { events } of declared) {
      expect(events.map(({ name }) => name)).toEqual(told.map((match) => match[1]));
      expect(events.find(({ name }) => name === 'keyturn-problem')!.type.text).toContain(
        "'bad-reply'",
      );
    }
  });

  it('has every custom property that the style reads, and says what each is for', async () => {
    const read = (await cssFiles()).matchAll(/var\(--keyturn-([\w-]+)/g);
    const names = [...new Set([...read].map((match) => match[1]!))].toSorted();
    expect(usedLooks()).toEqual(names);
    expect(looks().filter(({ description, preset }) => !description || !preset)).toEqual([]);
    for (const { cssProperties } of declared)
      expect(cssProperties.map(({ name }) => name)).toEqual(
        names.map((name) => `--keyturn-${name}`),
      );
  });

  it('names no class that the style doesn’t know', async () => {
    const css = await cssFiles();
    expect(classes.filter(({ name }) => !new RegExp(`\\.${name}\\b`).test(css))).toEqual([]);
  });
});

// The services that VS Code itself runs.
const fromCheck = createRequire(
  createRequire(join(root, 'node_modules/@astrojs/check/package.json')).resolve(
    '@astrojs/language-server',
  ),
);

describe('the data for editors', () => {
  it('completes tags, attributes and values in HTML as VS Code does', async () => {
    const { getLanguageService, newHTMLDataProvider, TextDocument } = fromCheck(
      'vscode-html-languageservice',
    ) as typeof Html;
    const data = (await json(join(made, 'vscode.html-custom-data.json'))) as Parameters<
      typeof newHTMLDataProvider
    >[1];
    const service = getLanguageService({
      customDataProviders: [newHTMLDataProvider('keyturn', data)],
    });
    const completed = (text: string): string[] => {
      const document = TextDocument.create('file:///a.html', 'html', 1, text);
      const at = document.positionAt(text.length);
      return service
        .doComplete(document, at, service.parseHTMLDocument(document))
        .items.map(({ label }) => label);
    };
    expect(completed('<key')).toContain('keyturn-reset');
    expect(completed('<keyturn-reset ')).toContain('return-to');
    expect(completed('<keyturn-reset intent="')).toContain('unlock');
  });

  it('is found by the names that package.json gives it', async () => {
    const pkg = (await json(join(root, 'package.json'))) as {
      customElements: string;
      'web-types': string;
    };
    expect(await json(join(root, pkg.customElements))).toEqual(manifest);
    const types = (await json(join(root, pkg['web-types']))) as {
      contributions: { html: { elements: Named[] } };
    };
    expect(types.contributions.html.elements.map(({ name }) => name)).toEqual(
      declared.map(({ tagName }) => tagName),
    );
  });

  it('is what docs/elements.md says', async () => {
    expect(await readFile(join(root, 'docs/elements.md'), 'utf8')).toBe(await elementsPage());
  });
});
