import * as z from 'zod';
import { dnsName, line, slug } from './values.ts';

const country = 'a two-letter country code in capitals (ISO 3166), such as NL';

/** The key `id`. */
export const id = slug.optional().meta({
  description: 'Folder of the output. Default: the name of the file’s folder, or of the file.',
  examples: ['contoso'],
});

/** The section `organization`. */
export const organization = z
  .strictObject({
    name: line(100).meta({
      description: 'The organisation’s full name: page titles, mail subjects, sender name.',
      examples: ['Contoso Ltd'],
    }),
    shortName: line(40)
      .optional()
      .meta({
        description: 'The name in running text. Default: the full name.',
        examples: ['Contoso'],
      }),
    domains: z
      .array(dnsName, { error: 'a list of DNS names' })
      .min(1, { error: 'a list with at least one DNS name' })
      .max(50, { error: 'at most 50 DNS names' })
      .meta({
        description:
          'The organisation’s mail domains; the first one stands in examples of user names.',
        examples: [['contoso.com']],
      }),
    countryCode: z
      .string({ error: country })
      .regex(/^[A-Z]{2}$/, { error: country })
      .optional()
      .meta({ description: 'Default country of telephone inputs.', examples: ['NL'] }),
  })
  .meta({ description: 'Who publishes the portal.' });
