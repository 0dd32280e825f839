// A kit's letters as the rules read them, from memory or from a folder that somebody has edited, and its sheet.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kitLetters } from '../templates/kit-letters.ts';
import { fingerprintOf, isReviewed, type Piece } from '../templates/pieces.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { heldTo, lint, type Mail } from './index.ts';

/** A letter of a kit as the rules read it: in the fixed words in which it's sent without a program that fills it in. */
export const mailOf = ({ path, locale, name, fixed }: Piece): Mail => ({
  path,
  locale,
  html: fixed.html,
  text: fixed.text,
  campaign: kitLetters[name].kind !== 'service',
});

/**
 * The same letters, with the words that they have in a folder now.
 * @throws Error where one of them is missing.
 */
export const editedMails = (pieces: readonly Piece[], folder: string): Promise<Mail[]> =>
  Promise.all(
    pieces.map(async (piece) => ({
      ...mailOf(piece),
      html: await readFile(join(folder, `${piece.path}.html`), 'utf8'),
      text: await readFile(join(folder, `${piece.path}.txt`), 'utf8'),
    })),
  );

/** `qa.json`: figures of every letter, what is wrong, and who has reviewed what. The same input gives the same bytes. */
export const sheetOf = (pieces: readonly Piece[], tenant: Tenant) => {
  const { rows, findings } = lint(pieces.map(mailOf), tenant);
  const byPath = new Map(pieces.map((piece) => [piece.path, piece]));
  const letters = rows.map(({ path, ...row }) => {
    const piece = byPath.get(path)!;
    return {
      path,
      subject: piece.fixed.subject,
      fingerprint: fingerprintOf(piece),
      reviewed: isReviewed(piece, tenant),
      ...row,
    };
  });
  const sizes = rows.map(({ bytes }) => bytes.html).toSorted((a, b) => a - b);
  return {
    findings,
    sheet: {
      id: tenant.id,
      organization: tenant.organization.name,
      heldTo,
      letters: letters.length,
      medianBytes: sizes[Math.floor(sizes.length / 2)] ?? 0,
      findings: findings.length,
      unreviewed: letters.filter(({ reviewed }) => !reviewed).map(({ path }) => path),
      mails: letters,
    },
  };
};
