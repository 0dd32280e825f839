import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { localeCodes, wordsFor } from '../../locales/index.ts';
import { tables, wordKeys } from '../../locales/tables.ts';

const values = { n: 3, gates: 2, count: 2, length: 12, minutes: 5, tries: 5, hours: 24 };

// Every name that any text has in braces, with a value that would show if it were treated as anything but text.
const all = Object.fromEntries(
  localeCodes
    .flatMap((code) => Object.values(tables[code]))
    .flatMap((text) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!))
    .map((name) => [name, values[name as keyof typeof values] ?? `$& <${name}> {x} '`]),
);

it.each(localeCodes)('texts in %s are filled as the message formatter fills them', (code) => {
  const say = wordsFor(code);
  for (const key of wordKeys) {
    const formatter = new IntlMessageFormat(tables[code][key], code, undefined, {
      ignoreTag: true,
    });
    expect(say(key, all), key).toBe(formatter.format(all));
  }
});

it('a text without one of its values is an error, as it is to the message formatter', () => {
  expect(() => wordsFor('en', { 'site.home.title': 'Go to {host}' })('site.home.title')).toThrow(
    'host',
  );
});

it('braces in quotes and signs of numbers are left to the message formatter', () => {
  const say = wordsFor('en', { 'site.home.title': "'{host}' # isn''t {host}" });
  expect(say('site.home.title', { host: 'x' })).toBe("{host} # isn't x");
});
