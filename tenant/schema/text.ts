import * as z from 'zod';
import { localeCodes } from '../../locales/languages.ts';
import { wordKeys } from '../../locales/tables.ts';
import { line } from './values.ts';

const keyWant = 'a key that exists under locales/, such as site.home.title';

const wording = z.partialRecord(z.enum(wordKeys, { error: keyWant }), line(2000), {
  error: 'texts by key',
});

/** The section `text`. */
export const text = z
  .strictObject(
    Object.fromEntries(localeCodes.map((code) => [code, wording.optional()])) as Record<
      (typeof localeCodes)[number],
      z.ZodOptional<typeof wording>
    >,
    { error: 'texts by language, then by key' },
  )
  .prefault({})
  .meta({
    description: 'The organisation’s own wording for any text, by language and key.',
    examples: [{ en: { 'site.home.title': 'Sign-in trouble? Sorted.' } }],
  });
