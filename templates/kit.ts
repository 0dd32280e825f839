// The rollout kit: every letter and paper of a tenant in every language, calendars, and a page that shows them all.
import { draftOf } from './eml.ts';
import { templateOf } from './oft.ts';
import { calendarOf } from './calendar.ts';
import type { LetterInput, Stationery } from './letter.ts';
import { kitPage } from './page/index.ts';
import { paperPage } from './papers/html.ts';
import { type PaperPiece, papersOf, plannedOf } from './papers/index.ts';
import { entraBranding } from './papers/integration.ts';
import { paperText } from './papers/text.ts';
import { folderOf, type Piece } from './pieces.ts';
import type { PrintPlace } from './print/places.ts';
import { languages } from '../locales/languages.ts';

/** A file of the kit: a path below its folder, and its content. */
export type KitFile = { path: string; body: string | Uint8Array };

// A mail program sends a draft as it is: its words are fixed, whatever else sends the letters. Outlook on the Mac opens
// the same file as a template when it's called .emltpl; Outlook for Windows has a format of its own.
const pieceFiles = ({ path, letter, fixed }: Piece): KitFile[] => {
  const draft = draftOf(fixed, path.replaceAll('/', '-'));
  return [
    { path: `${path}.html`, body: letter.html },
    { path: `${path}.txt`, body: letter.text },
    { path: `${path}.eml`, body: draft },
    { path: `${path}.emltpl`, body: draft },
    { path: `${path}.oft`, body: templateOf(fixed) },
  ];
};

const paperFiles = ({ paper, path, locale }: PaperPiece, input: Stationery): KitFile[] => [
  { path: `${path}.html`, body: paperPage(paper, { ...input, locale }, path) },
  { path: `${path}.txt`, body: paperText(paper, languages[locale].dir === 'rtl') },
];

const brandingFile = (input: LetterInput): KitFile => ({
  path: `${folderOf(undefined, input.locale)}entra-branding.json`,
  body: `${JSON.stringify(entraBranding(input), null, 2)}\n`,
});

/** What comes into a kit from elsewhere. */
export type Beside = {
  /** The PNG that the mails show, for previews without a network. */
  logo?: Uint8Array;
  /** What is printed, for the page to show; the files are the caller's. */
  prints?: readonly PrintPlace[];
  /** Every paper, where they are made already. */
  papers?: readonly PaperPiece[];
};

/** Yields the files of a tenant's kit. */
export function* kitFiles(
  input: Stationery,
  pieces: readonly Piece[],
  { logo, prints = [], papers: made }: Beside = {},
): Generator<KitFile> {
  const { tenant } = input;
  for (const piece of pieces) yield* pieceFiles(piece);
  const planned = plannedOf(input, pieces);
  const papers = made ?? [...papersOf(input, pieces, planned)];
  for (const piece of papers) yield* paperFiles(piece, input);
  for (const locale of tenant.locales) yield brandingFile({ ...input, locale });
  const calendars: string[] = [];
  for (const { wave, sendings } of planned) {
    if (sendings.length === 0) continue;
    const path = wave.number === undefined ? 'plan.ics' : `wave-${wave.number}.ics`;
    calendars.push(path);
    yield { path, body: calendarOf(tenant, wave, sendings) };
  }
  if (logo) yield { path: 'logo.png', body: logo };
  yield { path: 'index.html', body: kitPage(input, { pieces, papers, calendars, prints }) };
}
