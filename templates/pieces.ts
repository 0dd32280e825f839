import { createHash } from 'node:crypto';
import type { Locale } from '../locales/languages.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { type Wave, wavesOf } from '../tenant/waves.ts';
import { DialectError, inDialect, knownTokens } from './dialects.ts';
import { setLetter, type SetLetter, type Stationery } from './index.ts';
import { type KitLetter, kitLetters, lettersFor } from './kit-letters.ts';
import type { LetterInput } from './letter.ts';

/** A letter of the kit, set, with its place. */
export type Piece = {
  name: KitLetter;
  locale: Locale;
  /** Undefined for letters that aren't bound to a wave. */
  wave: Wave | undefined;
  /** Its path below the kit, without an ending. */
  path: string;
  /** As the sending program wants it. */
  letter: SetLetter;
  /** In fixed words, as a mail program sends it. */
  fixed: SetLetter;
};

/** The folder of a wave and a language below the kit, with a closing slash. */
export const folderOf = (wave: Wave | undefined, locale: Locale): string =>
  `${wave?.number === undefined ? '' : `wave-${wave.number}/`}${locale}/`;

const lettersIn = (name: KitLetter, input: LetterInput) => {
  const { mergeTags } = input.tenant.rollout;
  const set = (knows?: ReadonlySet<string>): SetLetter => {
    const own = { ...input, knows };
    return setLetter(kitLetters[name].write(own), own);
  };
  const fixed = inDialect(set(), 'none');
  // What the gateway sends, it fills in itself.
  const merged = mergeTags !== 'none' && kitLetters[name].kind !== 'service';
  return {
    fixed,
    letter: merged ? inDialect(set(knownTokens(mergeTags)), mergeTags) : fixed,
  };
};

const pieceOf = (name: KitLetter, input: LetterInput, wave: Wave | undefined): Piece => {
  const { locale } = input;
  const path = folderOf(wave, locale) + name;
  try {
    return { name, locale, wave, path, ...lettersIn(name, input) };
  } catch (error) {
    if (error instanceof DialectError) error.message = `${path}: ${error.message}`;
    throw error;
  }
};

/**
 * Yields every letter of a tenant: those of the campaign once a wave, the others once a language.
 * @throws DialectError for a placeholder that the sending program doesn't know.
 */
export function* piecesOf(stationery: Stationery): Generator<Piece> {
  const { tenant } = stationery;
  for (const wave of wavesOf(tenant))
    for (const locale of wave.locales) {
      const own = { ...stationery, tenant: { ...tenant, rollout: wave.rollout }, locale };
      for (const name of lettersFor(own))
        if (kitLetters[name].kind === 'campaign') yield pieceOf(name, own, wave);
    }
  for (const locale of tenant.locales)
    for (const name of lettersFor({ ...stationery, locale }))
      if (kitLetters[name].kind !== 'campaign')
        yield pieceOf(name, { ...stationery, locale }, undefined);
}

/** What a letter says, in eight signs: another wording has another one, another look has not. */
export const fingerprintOf = ({ fixed: { subject, preheader, text } }: Piece): string =>
  createHash('sha256').update([subject, preheader, text].join('\0')).digest('hex').slice(0, 8);

/** Whether somebody has approved these very words: `rollout.reviewed` names the path and the fingerprint. */
export const isReviewed = (piece: Piece, { rollout }: Pick<Tenant, 'rollout'>): boolean =>
  rollout.reviewed.includes(`${piece.path} ${fingerprintOf(piece)}`);
