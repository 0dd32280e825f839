import { anyOf, type Words } from '../../locales/words.ts';
import { pageUrl, typedAddress } from '../../tenant/addresses.ts';
import { deskLinks } from '../desk.ts';
import { canRegister } from '../letters/registration.ts';
import { isolate, type LetterInput, offers, undirected, wordsOf } from '../letter.ts';

/** What a sheet says and looks like; colours are `#rrggbb`. */
export type SheetData = {
  lang: string;
  question: string;
  promise: string;
  lead: string;
  organization: string;
  /** As it is typed. */
  address: string;
  steps: string[];
  /** Whom to ask, in full, and in the space of a card. */
  desk: string;
  deskShort: string;
  words: { scan: string; never: string; qr: string; cardTitle: string };
  colors: Record<
    'brand' | 'onBrand' | 'ink' | 'inkSoft' | 'link' | 'tint' | 'line' | 'edge',
    string
  >;
  /** The file of the logo, as Typst finds it. */
  logo: string | null;
};

/** Where a sheet's QR code leads: the portal in the sheet's language. */
export const printedUrl = ({ tenant, locale }: LetterInput): string => pageUrl(tenant, locale);

const stepsOf = (input: LetterInput, say: Words): string[] => {
  const { tenant } = input;
  return [
    ...(canRegister(input) ? [say('print.step.register')] : []),
    say('print.step.go', { unlock: offers(input, 'unlock') }),
    say('print.step.prove', { gates: tenant.policy.gates }),
  ];
};

const deskOf = (input: LetterInput, say: Words): Pick<SheetData, 'desk' | 'deskShort'> => {
  const { support } = input.tenant;
  const links = deskLinks(input.tenant).map(({ text }) => isolate(text));
  const who = isolate(support.name ?? say('site.desk.name'));
  const hours = support.hours?.[say.locale];
  const ways = `${who}: ${anyOf(say.locale, links)}${hours ? ` (${hours})` : ''}`;
  return { desk: say('print.desk', { ways }), deskShort: links[0]! };
};

/** What the sheets of a language say. */
export const sheetData = (input: LetterInput, logo: string | undefined): SheetData => {
  const { tenant, tokens } = input;
  const say = wordsOf(input);
  const address = typedAddress(tenant);
  const { brand, ink, inkSoft, link, tint, line, edge } = tokens.light;
  return {
    lang: say.locale,
    question: say('print.question'),
    promise: say('print.promise'),
    lead: say('print.lead'),
    organization: undirected(tenant.organization.name),
    address,
    steps: stepsOf(input, say),
    ...deskOf(input, say),
    words: {
      scan: say('print.scan'),
      never: say('print.never'),
      qr: say('print.qr', { address }),
      cardTitle: say('print.card.title'),
    },
    colors: { brand, onBrand: tokens.light.onBrand, ink, inkSoft, link, tint, line, edge },
    logo: logo ?? null,
  };
};
