// `npm run words`: from the XLIFF files that translators edit to the tables that the code reads.
import { readFile, writeFile } from 'node:fs/promises';
import { localeCodes } from './languages.ts';
import { readXliff, type Unit } from './xliff.ts';

const folder = new URL('./widget/', import.meta.url);
const sourceOf = localeCodes.find((code) => code !== 'en')!;

const table = (units: readonly Unit[], side: 'source' | 'target'): string => {
  const sorted = units.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted.map((unit) => [unit.id, unit[side]])), null, 2)}\n`;
};

/** The tables by file name, made from the XLIFF files. English is what the code says. */
export const widgetTables = async (): Promise<Record<string, string>> => {
  const tables: Record<string, string> = {};
  for (const code of localeCodes) {
    const file = `${code === 'en' ? sourceOf : code}.xlf`;
    const units = readXliff(await readFile(new URL(file, folder), 'utf8'), file);
    tables[`${code}.json`] = table(units, code === 'en' ? 'source' : 'target');
  }
  return tables;
};

if (import.meta.main)
  for (const [file, text] of Object.entries(await widgetTables()))
    await writeFile(new URL(file, folder), text);
