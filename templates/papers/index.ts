// Every paper of a kit, with its place.
import type { Locale } from '../../locales/languages.ts';
import { type Wave, wavesOf } from '../../tenant/waves.ts';
import type { Stationery } from '../index.ts';
import { type KitLetter, kitLetters } from '../kit-letters.ts';
import { folderOf, type Piece } from '../pieces.ts';
import { planOf } from '../plan.ts';
import { faq, glossary } from './answers.ts';
import { channelsOf } from './channels.ts';
import { checklist } from './checklist.ts';
import { genuine, type Shown } from './genuine.ts';
import { guide, type PictureOf } from './guide.ts';
import { handbook } from './handbook.ts';
import { integration } from './integration.ts';
import type { Paper } from './paper.ts';
import { type Planned, planPaper } from './plan.ts';

/** A paper with its place. */
export type PaperPiece = {
  paper: Paper;
  locale: Locale;
  wave: Wave | undefined;
  /** Its path below the kit, without an ending. */
  path: string;
};

/** The waves of a tenant, with the days of those letters that it has. */
export const plannedOf = (
  { tenant }: Pick<Stationery, 'tenant'>,
  pieces: readonly Piece[],
): Planned[] =>
  wavesOf(tenant).map((wave) => {
    const own = pieces.filter((piece) => piece.wave?.number === wave.number && piece.wave);
    const letters: KitLetter[] = own.map(({ name }) => name);
    return { wave, sendings: planOf(wave, letters) };
  });

// The first wave's own letter stands for all; its days are those of every wave that has this language.
const shownIn = (
  locale: Locale,
  pieces: readonly Piece[],
  planned: readonly Planned[],
): Shown[] => {
  const names = Object.keys(kitLetters) as KitLetter[];
  return names.flatMap((name) => {
    const piece = pieces.find((one) => one.name === name && one.locale === locale);
    const days = planned
      .filter(({ wave }) => wave.locales.includes(locale))
      .flatMap(({ sendings }) => sendings.filter(({ letter }) => letter === name))
      .map(({ day }) => day);
    return piece && name !== 'help-desk' && name !== 'managers' ? [{ piece, days }] : [];
  });
};

/** Yields every paper: those of a wave once a wave, the others once a language. */
export function* papersOf(
  stationery: Stationery,
  pieces: readonly Piece[],
  planned: readonly Planned[],
  picturesIn: (locale: Locale) => PictureOf | undefined = () => undefined,
): Generator<PaperPiece> {
  const { tenant } = stationery;
  for (const { wave } of planned)
    for (const locale of wave.locales) {
      const input = { ...stationery, tenant: { ...tenant, rollout: wave.rollout }, locale };
      for (const paper of channelsOf(input))
        yield { paper, locale, wave, path: folderOf(wave, locale) + paper.name };
    }
  for (const locale of tenant.locales) {
    const input = { ...stationery, locale };
    const papers = [
      guide(input, picturesIn(locale)),
      planPaper(input, planned),
      faq(input),
      glossary(input),
      genuine(input, shownIn(locale, pieces, planned)),
      handbook(input),
      checklist(input),
      integration(input),
    ];
    for (const paper of papers)
      yield { paper, locale, wave: undefined, path: folderOf(undefined, locale) + paper.name };
  }
}
