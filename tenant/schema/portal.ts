import * as z from 'zod';
import { localeCodes } from '../../locales/languages.ts';
import { hostNames } from './hosts.ts';
import { httpsUrl, line } from './values.ts';

/** The pages a portal may have beside its home page. */
export const pageNames = [
  'reset',
  'unlock',
  'register',
  'change',
  'help',
  'policy',
  'accessibility',
  'privacy',
] as const;
/** The name of one of them; its folder has it too. */
export type PageName = (typeof pageNames)[number];

const localeWant = `a language that exists here: ${localeCodes.join(', ')}`;

/** A language that has its words under locales/. */
export const locale = z.enum(localeCodes, { error: localeWant });

/** The same text in some of the languages. */
export const textPerLocale = (max: number) =>
  z.strictObject(Object.fromEntries(localeCodes.map((code) => [code, line(max).optional()])), {
    error: 'a text per language, such as {en: …, nl: …}',
  });

const clean = (url: string): boolean => {
  const { search, hash } = new URL(url);
  return search === '' && hash === '';
};
// What stands in host files and in regular expressions there; nobody types anything else.
const plain = (url: string): boolean => /^\/[\w\-.~/]*$/.test(new URL(url).pathname);
const addressWant =
  'the portal’s own absolute https address, without query or fragment, such as https://passwords.contoso.com/';

/** The section `portal`. */
export const portal = z
  .strictObject({
    url: httpsUrl
      .refine((url) => URL.canParse(url) && clean(url) && plain(url), { error: addressWant })
      .meta({
        description:
          'Where the portal is published. All links, mails and QR codes are made from it, never from a request.',
        examples: ['https://passwords.contoso.com/'],
        format: 'uri',
        pattern: '^https://',
      }),
    host: z
      .enum(hostNames, { error: `one of: ${hostNames.join(', ')}` })
      .optional()
      .meta({
        description:
          'What publishes the portal: its headers and redirects are written for it. Default: for every host that is known.',
        examples: ['nginx'],
      }),
    notice: textPerLocale(300)
      .optional()
      .meta({
        description: 'A notice on top of every page: a pilot, maintenance.',
        examples: [{ en: 'Pilot: for the IT department only.' }],
      }),
    pages: z
      .array(z.enum(pageNames, { error: `one of: ${pageNames.join(', ')}` }), {
        error: 'a list of page names',
      })
      .min(1, { error: 'at least one page' })
      .optional()
      .meta({
        description:
          'Which pages are published. Default: all that the policy and the backend allow.',
        examples: [['reset', 'change', 'help']],
      }),
  })
  .meta({ description: 'The password portal.' });

/** The key `locales`. */
export const locales = z
  .array(locale, { error: 'a list of languages, such as [en, nl]' })
  .min(1, { error: 'at least one language' })
  .refine((codes) => new Set(codes).size === codes.length, { error: 'each language once' })
  .default(['en'])
  .meta({
    description: 'The languages: one set of pages, mails and print for each.',
    examples: [['en', 'nl']],
  });

/** The key `defaultLocale`. */
export const defaultLocale = locale.optional().meta({
  description: 'The language at the portal’s root. Default: the first of `locales`.',
  examples: ['en'],
});
