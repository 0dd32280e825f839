import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftOf } from '../../templates/eml.ts';
import { examples, piecesOf } from './stationery.ts';

type Read = { subject: string; defects: string[]; text: string; html: string; attachments: number };

const missing =
  spawnSync('python3', ['--version']).status === 0 ? undefined : 'skipped: there is no python3';

const readings = (files: readonly string[]): Read[] =>
  JSON.parse(
    execFileSync('python3', ['test/templates/python.py'], {
      input: files.join('\n'),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  ) as Read[];

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

describe('Python’s email parser', () => {
  it('finds no defect in any draft, and in its parts what the letter says', (context) => {
    // Where everything must run, a test that can't is a failure.
    if (missing && !process.env.KEYTURN_ALL) return context.skip(missing);
    const folder = mkdtempSync(join(tmpdir(), 'keyturn-drafts-'));
    try {
      const pieces = examples.flatMap(piecesOf);
      const files = pieces.map(({ fixed }, index) => {
        const file = join(folder, `${index}.eml`);
        writeFileSync(file, draftOf(fixed, String(index)));
        return file;
      });
      const found = readings(files);
      expect(found.length).toBeGreaterThan(70);
      for (const [index, { fixed, path }] of pieces.entries()) {
        const { subject, defects, text, html, attachments } = found[index]!;
        expect(defects, path).toEqual([]);
        expect([subject, attachments]).toEqual([fixed.subject, 0]);
        expect(plain(text)).toBe(plain(fixed.text));
        expect(plain(html)).toBe(plain(fixed.html));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    return undefined;
  });
});
