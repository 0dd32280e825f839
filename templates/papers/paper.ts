// What isn't a mail: articles, posts, handbooks, lists. Content apart from its look: pages, plain text and print are all
// made from these pieces.
import type { WordKey } from '../../locales/tables.ts';
import type { Words } from '../../locales/words.ts';
import type { KitLetter } from '../kit-letters.ts';
import type { Link } from '../letter.ts';
import type { Segment } from '../plan.ts';

/** A picture of a page: its path below the kit, what it shows in words, and its size in CSS pixels; it has twice the dots. */
export type Picture = { path: string; alt: string; width: number; height: number };

/** Something to do, and how it looks. */
export type Step = { text: string; picture?: Picture };

/** A piece of a paper. Words that lead somewhere stand between isolates, and their addresses are in `links`. */
export type Part =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; links?: readonly Link[] }
  | { kind: 'list'; items: readonly string[]; ordered?: true }
  /** Boxes to tick. */
  | { kind: 'checks'; items: readonly string[] }
  /** With room for handwriting where it's tall. */
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]; tall?: true }
  | { kind: 'answer'; question: string; answer: string }
  | { kind: 'steps'; items: readonly Step[] }
  | { kind: 'code'; label: string; code: string }
  /** A letter as a picture: its path below the kit. */
  | { kind: 'letter'; path: string; label: string };

/** The names of the papers, in the order of the kit's page. */
export const channelPapers = ['intranet', 'chat', 'sms', 'phone', 'slides'] as const;
export const guidePapers = [
  'guide',
  'plan',
  'faq',
  'glossary',
  'genuine',
  'handbook',
  'checklist',
  'integration',
] as const;
/** The name of a paper; its files have it too. One of them is the whole kit's: its quality sheet. */
export type PaperName = (typeof channelPapers)[number] | (typeof guidePapers)[number] | 'qa';

const copiedOnly: ReadonlySet<PaperName> = new Set([...channelPapers, 'integration']);
/** Whether a paper is printed as well: what is there to be copied isn't. */
export const isPrinted = (name: PaperName): boolean => !copiedOnly.has(name);

/** A paper before it is set. */
export type Paper = { name: PaperName; title: string; lead?: string; parts: readonly Part[] };

/** Names that are put together from a letter's, a paper's or a segment's own. */
export const kitWords = (say: Words) => ({
  nameOf: (letter: KitLetter): string => say(`mail.kit.${letter}`),
  paperName: (name: PaperName): string =>
    say(
      ((channelPapers as readonly string[]).includes(name)
        ? `kit.name.${name}`
        : `kit.${name}.title`) as WordKey,
    ),
  segmentOf: (segment: Segment): string => say(`kit.plan.${segment}`),
});
