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

const compiled = new Map<string, IntlMessageFormat>();

const messageFor = (locale: Locale, text: string): IntlMessageFormat => {
  const cacheKey = `${locale}\n${text}`;
  const known = compiled.get(cacheKey);
  if (known) return known;
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  compiled.set(cacheKey, message);
  return message;
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
    return messageFor(locale, text).format(values) as string;
  };
  return Object.assign(say, { locale, dir: languages[locale].dir });
};
