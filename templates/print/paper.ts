// Papers as print: the same pieces that pages and plain text are made from, on A4, or on Letter where that is at home.
import { languages } from '../../locales/languages.ts';
import { typedAddress } from '../../tenant/addresses.ts';
import { isolate, type LetterInput, undirected, wordsOf } from '../letter.ts';
import type { Paper, Part } from '../papers/paper.ts';
import type { Sheet } from './press.ts';
import { paperSource } from './paper-source.ts';
import type { PrintLogo } from './places.ts';

// Unicode CLDR, supplemental/measurementData.xml: paperSize type="US-Letter".
const letterSized = 'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' ');

type Run = { text: string; url?: string };

const runsOf = ({ text, links = [] }: Extract<Part, { kind: 'text' }>): Run[] =>
  text.split(/(\u2068[^\u2069]*\u2069)/u).flatMap((piece) => {
    if (piece === '') return [];
    const link = links.find((one) => isolate(one.text) === piece);
    if (!link) return [{ text: piece }];
    // A number that breaks in the middle can't be read out.
    const text = link.url.startsWith('tel:') ? piece.replaceAll(' ', '\u00a0') : piece;
    return [{ text, url: link.url }];
  });

// A column is as wide as its longest text asks for, within limits.
const widthsOf = ({ head, rows }: Extract<Part, { kind: 'table' }>): number[] =>
  head.map((name, index) => {
    const longest = Math.max(name.length, ...rows.map((row) => row[index]!.length));
    return Math.min(60, Math.max(8, longest));
  });

type Printed = { kind: string } & Record<string, unknown>;

const printedPart = (part: Part): Printed[] => {
  switch (part.kind) {
    case 'text':
      return [{ kind: 'text', runs: runsOf(part) }];
    case 'list':
      return [{ kind: part.ordered ? 'ordered' : 'list', items: part.items }];
    case 'table':
      return [{ ...part, tall: part.tall ?? false, widths: widthsOf(part) }];
    case 'steps':
      return [
        {
          ...part,
          items: part.items.map(({ text, picture }) => ({ text, picture: picture ?? null })),
        },
      ];
    case 'letter':
      return []; // who holds a sheet of paper has its sender and its subject
    default:
      return [part];
  }
};

const digitsOf = (locale: string): string[] => {
  const numbers = new Intl.NumberFormat(locale);
  return Array.from({ length: 10 }, (_, digit) => numbers.format(digit));
};

/** What the sheet of a paper says and looks like. */
export const paperData = (paper: Paper, input: LetterInput, logo?: string) => {
  const { tenant, locale, tokens } = input;
  const { brand, onBrand, ink, inkSoft, link, line, edge, sunken } = tokens.light;
  const page = wordsOf(input)('kit.paper.page', { page: '\0page\0', pages: '\0pages\0' });
  return {
    lang: locale,
    dir: languages[locale].dir,
    title: paper.title,
    lead: paper.lead ?? null,
    organization: undirected(tenant.organization.name),
    shortName: undirected(tenant.organization.shortName),
    address: isolate(typedAddress(tenant)),
    paper: letterSized.includes(tenant.organization.countryCode ?? '') ? 'us-letter' : 'a4',
    page: page.split('\0'),
    digits: digitsOf(locale),
    colors: { brand, onBrand, ink, inkSoft, link, line, edge, sunken },
    logo: logo ?? null,
    parts: paper.parts.flatMap(printedPart),
  };
};

/** Files of the kit that are pictures, by their path below it. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

const picturesOf = ({ parts }: Paper, pictures: Pictures): [string, Uint8Array][] =>
  parts
    .flatMap((part) => (part.kind === 'steps' ? part.items : []))
    .flatMap(({ picture }) => (picture ? [[`/${picture.path}`, pictures.get(picture.path)!]] : []));

/** What papers are printed with. */
export type PaperLooks = { logo?: PrintLogo; pictures?: Pictures };

/** A paper before it's set. */
export const paperSheet = (
  paper: Paper,
  input: LetterInput,
  { logo, pictures = new Map() }: PaperLooks = {},
): Sheet => {
  const file = logo && `/logo.${logo.kind}`;
  return {
    source: paperSource,
    data: paperData(paper, input, file),
    files: {
      ...(logo && { [file!]: logo.bytes }),
      ...Object.fromEntries(picturesOf(paper, pictures)),
    },
  };
};
