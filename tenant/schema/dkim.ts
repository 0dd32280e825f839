import * as z from 'zod';
import { dnsName } from './values.ts';

const selectorWant = 'a name such as keyturn: the record is <selector>._domainkey.<domain>';

/** `gateway.dkim`. */
export const dkim = z
  .strictObject({
    domain: dnsName.meta({
      description: 'The domain that answers for the mails: the sender’s, or one above it.',
      examples: ['contoso.com'],
    }),
    selector: z
      .string({ error: selectorWant })
      .max(63, { error: selectorWant })
      .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, { error: selectorWant })
      .meta({
        description: 'Under which name the public key stands in the DNS.',
        examples: ['keyturn'],
      }),
  })
  .optional()
  .meta({
    description:
      'Signs the gateway’s mails, where the mail server doesn’t. The key comes from the environment.',
    examples: [{ domain: 'contoso.com', selector: 'keyturn' }],
  });
