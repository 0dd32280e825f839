import {
  isLiteralElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import { type Locale, localeCodes } from '../locales/languages.ts';
import { tables, type WordKey } from '../locales/tables.ts';
import type { Finding } from './problem.ts';
import type { CheckedFile } from './schema/index.ts';

const inside = (element: MessageFormatElement): MessageFormatElement[] =>
  'options' in element ? Object.values(element.options).flatMap(({ value }) => value) : [];

const named = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) =>
    isLiteralElement(element) || !('value' in element)
      ? []
      : [element.value, ...named(inside(element))],
  );

/** The names of the placeholders in a text, or undefined when the text can't be read as a message. */
export const placeholdersIn = (text: string): Set<string> | undefined => {
  try {
    return new Set(named(parse(text, { ignoreTag: true })));
  } catch {
    return undefined;
  }
};

const checkText = (locale: Locale, key: string, text: string): Finding | undefined => {
  const path = ['text', locale, key];
  const known = [...placeholdersIn(tables.en[key as WordKey])!];
  const found = placeholdersIn(text);
  const list = known.map((name) => `{${name}}`).join(', ') || 'no placeholder';
  if (!found)
    return { path, got: 'braces that don’t match', want: list, todo: 'close every { with a }' };
  const foreign = [...found].filter((name) => !known.includes(name));
  return foreign.length === 0
    ? undefined
    : { path, got: `{${foreign.join('}, {')}}`, want: list, todo: 'use only these names' };
};

type Needs = Pick<CheckedFile, 'locales' | 'text' | 'portal' | 'support' | 'rollout'>;

const unused = (path: Finding['path'], code: Locale, locales: readonly Locale[]): Finding => ({
  path,
  got: `a text in ${code}, which locales doesn’t list`,
  want: `one of locales: ${locales.join(', ')}`,
  todo: `add ${code} to locales, or take the text out`,
  at: 'key',
});

/** Own wording must fit: a language that is published, and only the placeholders that the text has. */
export const wordingFindings = ({ locales, text, portal, support, rollout }: Needs) => {
  const perLocale = [
    { path: ['text'], texts: text },
    { path: ['portal', 'notice'], texts: portal.notice ?? {} },
    { path: ['support', 'hours'], texts: support.hours ?? {} },
  ];
  const strangers = perLocale.flatMap(({ path, texts }) =>
    localeCodes
      .filter((code) => code in texts && !locales.includes(code))
      .map((code) => unused([...path, code], code, locales)),
  );
  const audiences = rollout.audiences.flatMap(({ locale }, index) =>
    locale && !locales.includes(locale)
      ? [unused(['rollout', 'audiences', index, 'locale'], locale, locales)]
      : [],
  );
  const texts = localeCodes.flatMap((code) =>
    Object.entries(text[code] ?? {}).map(([key, value]) => checkText(code, key, value)),
  );
  return [...strangers, ...audiences, ...texts];
};
