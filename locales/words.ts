import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale, languages } from './languages.ts';
import { tables, type WordKey } from './tables.ts';

/** What may stand in a placeholder. */
export type Values = Record<string, string | number>;

/** Says the text behind a key, with its placeholders filled by the language's own plural rules and number formats. */
export type Words = {
  (key: WordKey, values?: Values): string;
  readonly locale: Locale;
  readonly dir: 'ltr' | 'rtl';
};

// Making an Intl object costs more than a page's whole rendering; each is made once per language.
const once = <T>(make: (locale: string, options: never) => T) => {
  const made = new Map<string, T>();
  return (locale: string | string[], options?: object): T => {
    const key = `${String(locale)} ${JSON.stringify(options ?? {})}`;
    const known = made.get(key);
    if (known) return known;
    const fresh = make(String(locale), options as never);
    made.set(key, fresh);
    return fresh;
  };
};

const formatters = {
  getNumberFormat: once((locale, options) => new Intl.NumberFormat(locale, options)),
  getDateTimeFormat: once((locale, options) => new Intl.DateTimeFormat(locale, options)),
  getPluralRules: once((locale, options) => new Intl.PluralRules(locale, options)),
};
const listFormat = once((locale) => new Intl.ListFormat(locale, { type: 'disjunction' }));

/** "a, b or c" in a language. */
export const anyOf = (locale: Locale, items: readonly string[]): string =>
  listFormat(locale).format(items);

/** A moment in a language, as Intl.DateTimeFormat words it. */
export const inWords = (locale: string, time: Date, options: Intl.DateTimeFormatOptions): string =>
  formatters.getDateTimeFormat(locale, options).format(time);

// Our languages need no looking up, which loads every language's numbers.
IntlMessageFormat.resolveLocale = (locales) =>
  new Intl.Locale(typeof locales === 'string' ? locales : locales[0]!);

const compiled = new Map<string, IntlMessageFormat>();

const messageFor = (locale: Locale, text: string): IntlMessageFormat => {
  const cacheKey = `${locale}\n${text}`;
  const known = compiled.get(cacheKey);
  if (known) return known;
  const message = new IntlMessageFormat(text, locale, undefined, {
    ignoreTag: true,
    formatters,
  });
  compiled.set(cacheKey, message);
  return message;
};

// Most texts with placeholders have nothing but names in braces: those need no parser.
const simple = /^(?:[^{}'#]|\{\w+\})*$/;
const hole = /\{(\w+)\}/g;

const filled = (text: string, values: Values): string | undefined => {
  if (!simple.test(text)) return undefined;
  let whole = true;
  const said = text.replace(hole, (_hole, name: string) => {
    whole &&= Object.hasOwn(values, name);
    return String(values[name]);
  });
  return whole ? said : undefined;
};

/**
 * The words of one language. `own` holds an organisation's own wording by key (the tenant file's `text.<locale>`);
 * where it has none, the language's text is used.
 */
export const wordsFor = (locale: Locale, own: Partial<Record<string, string>> = {}): Words => {
  const table = tables[locale];
  const say = (key: WordKey, values: Values = {}): string => {
    const text = own[key] ?? table[key];
    // Most texts have no placeholder and no apostrophe: they are the message already.
    if (!/[{'#]/.test(text)) return text;
    return filled(text, values) ?? (messageFor(locale, text).format(values) as string);
  };
  return Object.assign(say, { locale, dir: languages[locale].dir });
};
