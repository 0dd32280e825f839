// Every letter of every example before axe-core, SpamAssassin and a reader of Outlook’s files: too long for each run of the tests.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { draftOf } from '../../templates/eml.ts';
import { templateOf } from '../../templates/oft.ts';
import { axeFinds, launch } from '../chromium.ts';
import { examples, piecesOf } from '../templates/stationery.ts';

const pieces = examples.flatMap((stationery) =>
  piecesOf(stationery).map((piece) => ({ id: `${stationery.id} ${piece.path}`, ...piece })),
);

// A letter stands inside the mail program's own landmarks.
const notForMail = ['region', 'landmark-one-main'];

it('axe-core objects to no letter, in the light or in the dark', { timeout: 900_000 }, async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 600, height: 800 } });
    for (const { id, letter } of pieces) {
      await page.setContent(letter.html.replace(/<img [^>]*>/, ''));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFinds(page, notForMail), `${id}, ${colorScheme}`).toEqual([]);
      }
    }
  } finally {
    await browser.close();
  }
});

const missing =
  spawnSync('spamassassin', ['-V']).status === 0 ? undefined : 'skipped: there is no spamassassin';

const headers = [
  'From: Contoso Service Desk <servicedesk@contoso.com>',
  'To: Ada <ada@contoso.com>',
  'Date: Mon, 01 Mar 2027 09:30:00 +0100',
  'Message-ID: <1@contoso.com>',
];

it(
  'SpamAssassin’s local tests give every draft less than three points',
  { timeout: 1_800_000 },
  (context) => {
    // Where everything must run, a test that can't is a failure.
    if (missing && !process.env.KEYTURN_ALL) return context.skip(missing);
    const scores = pieces
      // One of each letter and language: waves differ in dates alone.
      .filter(({ id }) => !id.startsWith('fabrikam') || id.includes('invitation'))
      .map(({ id, path, fixed }) => {
        const draft = draftOf(fixed, path.replaceAll('/', '-')).replace('X-Unsent: 1\r\n', '');
        const { stdout } = spawnSync('spamassassin', ['-L', '-t'], {
          input: `${headers.join('\r\n')}\r\n${draft}`,
          encoding: 'utf8',
        });
        return { id, score: Number(/score=(-?[\d.]+)/.exec(stdout)![1]) };
      });
    expect(scores.filter(({ score }) => !(score < 3))).toEqual([]);
    return undefined;
  },
);

const noReader = spawnSync('msgconvert').error ? 'skipped: there is no msgconvert' : undefined;

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

// Behind a subject beyond Latin, Perl's reader writes UTF-8 as if it were Latin, in UTF-8.
const readings = (text: string): string[] =>
  [text, Buffer.from(text, 'latin1').toString()].map(plain);

it('Perl’s reader of Outlook’s files finds in every template what the letter says', async (context) => {
  if (noReader && !process.env.KEYTURN_ALL) return context.skip(noReader);
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-templates-'));
  try {
    const files = pieces.map(({ fixed }, index) => {
      const file = join(folder, `${index}.oft`);
      writeFileSync(file, templateOf(fixed));
      return file;
    });
    execFileSync('msgconvert', files, { cwd: folder, stdio: 'ignore' });
    for (const [index, { id, fixed }] of pieces.entries()) {
      const mail = await PostalMime.parse(readFileSync(`${files[index]}.eml`));
      expect(mail.subject, id).toBe(fixed.subject);
      expect(readings(mail.html!), id).toContain(plain(fixed.html));
      expect(readings(mail.text!), id).toContain(plain(fixed.text));
      expect(mail.attachments, id).toEqual([]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return undefined;
});
