import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { widgetTables } from '../../locales/generate.ts';
import { localeCodes } from '../../locales/languages.ts';
import { tables, type WordKey, wordKeys } from '../../locales/tables.ts';
import { readXliff } from '../../locales/xliff.ts';
import { placeholdersIn } from '../../tenant/rules-text.ts';
import { sourceFiles } from '../house/files.ts';

const others = localeCodes.filter((code) => code !== 'en');
const bidi = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

describe('every language', () => {
  for (const code of others) {
    it(`${code} has the keys of English, no more and no less, and none empty`, () => {
      expect(Object.keys(tables[code]).toSorted()).toEqual(wordKeys.toSorted());
      expect(wordKeys.filter((key) => tables[code][key].trim() === '')).toEqual([]);
    });

    it(`${code} has the placeholders of English`, () => {
      const unequal = wordKeys.filter((key) => {
        const [own, english] = [placeholdersIn(tables[code][key]), placeholdersIn(tables.en[key])];
        return !own || own.symmetricDifference(english!).size > 0;
      });
      expect(unequal).toEqual([]);
    });

    it(`${code} is a translation: no longer text is left in English`, () => {
      const same = wordKeys.filter(
        (key) =>
          tables[code][key] === tables.en[key] &&
          tables.en[key].length > 12 &&
          /[a-z]{4}.* /.test(tables.en[key]),
      );
      expect(same.filter((key) => key !== 'site.page-title')).toEqual([]);
    });
  }

  for (const code of localeCodes)
    it(`${code} is plain text: no markup, no entities, no direction-changing signs`, () => {
      const marked = wordKeys.filter(
        (key) => /<|&\w+;/.test(tables[code][key]) || bidi.test(tables[code][key]),
      );
      expect(marked).toEqual([]);
    });

  for (const code of localeCodes)
    it(`${code} knows a plural form for every number`, () => {
      const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
      expect(forms).toContain('other');
      const lacking = wordKeys.filter(
        (key) => /, plural,/.test(tables[code][key]) && !/other \{/.test(tables[code][key]),
      );
      expect(lacking).toEqual([]);
    });
});

describe('the widget’s XLIFF files', () => {
  it('hold exactly what is in the code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyturn-words-'));
    try {
      await cp('locales/widget', join(folder, 'xlf'), { recursive: true });
      const config = JSON.parse(await readFile('lit-localize.json', 'utf8')) as Record<
        string,
        unknown
      >;
      const own = {
        ...config,
        $schema: undefined,
        inputFiles: [`${process.cwd()}/widget/**/*.ts`],
        interchange: { format: 'xliff', xliffDir: join(folder, 'xlf'), placeholderStyle: 'x' },
      };
      await writeFile(join(folder, 'lit-localize.json'), JSON.stringify(own));
      await promisify(execFile)(process.execPath, [
        'node_modules/@lit/localize-tools/bin/lit-localize.js',
        '--config',
        join(folder, 'lit-localize.json'),
        'extract',
      ]);
      for (const code of others)
        expect(
          await readFile(join(folder, 'xlf', `${code}.xlf`), 'utf8'),
          'run: npm run words',
        ).toBe(await readFile(`locales/widget/${code}.xlf`, 'utf8'));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are what the generated tables were made from', async () => {
    for (const [file, text] of Object.entries(await widgetTables()))
      expect(await readFile(`locales/widget/${file}`, 'utf8'), 'run: npm run words').toBe(text);
  });

  it('are refused with a document type, with markup in a text, or broken', () => {
    const unit = (target: string) =>
      `<xliff><trans-unit id="a"><source>x</source><target>${target}</target></trans-unit></xliff>`;
    expect(readXliff(unit('fine &amp; well'), 'x.xlf')).toEqual([
      { id: 'a', source: 'x', target: 'fine & well' },
    ]);
    expect(() => readXliff(unit('<b>bold</b>'), 'x.xlf')).toThrow('texts have no markup');
    expect(() => readXliff(`<!DOCTYPE x [<!ENTITY a "b">]>${unit('&a;')}`, 'x.xlf')).toThrow(
      'document type',
    );
    expect(() => readXliff(unit('<b>'), 'x.xlf')).toThrow('x.xlf:1');
  });
});

describe('every text', () => {
  it('is used somewhere', async () => {
    const code = (await sourceFiles()).map(({ text }) => text).join('\n');
    const dynamic = [
      /^gateway\.question\./,
      /^site\.(method|way)\./,
      /^site\.embed\.(reset|register|change|attribute-|event-)/,
      /^site\.(reset|unlock|register|change|help|policy|accessibility)\.(title|lead)$/,
      /^mail\.kit\./,
      /^print\.name\./,
      /^kit\.(name|plan|term|stop|team|task|role|checklist|faq)\./,
      /^kit\.guide\.(proof|add)-/,
      /^kit\.(glossary|genuine|handbook|integration)\.title$/,
      /^widget\./,
    ];
    const unused = wordKeys.filter(
      (key: WordKey) => !code.includes(`'${key}'`) && !dynamic.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});
