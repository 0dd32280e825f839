import arGateway from './gateway/ar.json' with { type: 'json' };
import enGateway from './gateway/en.json' with { type: 'json' };
import nlGateway from './gateway/nl.json' with { type: 'json' };
import arKit from './kit/ar.json' with { type: 'json' };
import enKit from './kit/en.json' with { type: 'json' };
import nlKit from './kit/nl.json' with { type: 'json' };
import type { Locale } from './languages.ts';
import arMail from './mail/ar.json' with { type: 'json' };
import enMail from './mail/en.json' with { type: 'json' };
import nlMail from './mail/nl.json' with { type: 'json' };
import arPrint from './print/ar.json' with { type: 'json' };
import arSite from './site/ar.json' with { type: 'json' };
import enPrint from './print/en.json' with { type: 'json' };
import enSite from './site/en.json' with { type: 'json' };
import nlPrint from './print/nl.json' with { type: 'json' };
import nlSite from './site/nl.json' with { type: 'json' };
import arWidget from './widget/ar.json' with { type: 'json' };
import enWidget from './widget/en.json' with { type: 'json' };
import nlWidget from './widget/nl.json' with { type: 'json' };

type Prefixed<P extends string, T> = { [K in keyof T & string as `${P}.${K}`]: string };

/** Every text that can be said, and overridden in a tenant file. */
type Table = Prefixed<'site', typeof enSite> &
  Prefixed<'mail', typeof enMail> &
  Prefixed<'kit', typeof enKit> &
  Prefixed<'print', typeof enPrint> &
  Prefixed<'gateway', typeof enGateway> &
  Prefixed<'widget', typeof enWidget>;
/** The key of a text: its part and its name, such as `site.home.title`. */
export type WordKey = keyof Table;

type Part = Record<string, string>;

const prefixed = (prefix: string, part: Part): [string, string][] =>
  Object.entries(part).map(([key, text]) => [`${prefix}.${key}`, text]);

const table = (
  site: Part,
  mail: Part,
  kit: Part,
  print: Part,
  gateway: Part,
  widget: Part,
): Table =>
  Object.fromEntries([
    ...prefixed('site', site),
    ...prefixed('mail', mail),
    ...prefixed('kit', kit),
    ...prefixed('print', print),
    ...prefixed('gateway', gateway),
    ...prefixed('widget', widget),
  ]) as Table;

/** All texts of each language. A test holds the languages equal in keys and placeholders. */
export const tables: Record<Locale, Table> = {
  en: table(enSite, enMail, enKit, enPrint, enGateway, enWidget),
  nl: table(nlSite, nlMail, nlKit, nlPrint, nlGateway, nlWidget),
  ar: table(arSite, arMail, arKit, arPrint, arGateway, arWidget),
};

/** The keys, in the order of the English files. */
export const wordKeys = Object.keys(tables.en) as WordKey[];
