// Every letter of every example before axe-core and SpamAssassin: too long for each run of the tests.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { draftOf } from '../../templates/eml.ts';
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
