import * as z from 'zod';
import { day, email, httpsUrl, line, phone } from './values.ts';
import { textPerLocale } from './portal.ts';

/** The section `support`. */
export const support = z
  .strictObject({
    name: line(80)
      .optional()
      .meta({
        description: 'What the help desk is called. Default: the language’s own word for it.',
        examples: ['IT Service Desk'],
      }),
    email: email
      .optional()
      .meta({ description: 'Its mail address.', examples: ['help@contoso.com'] }),
    phone: phone
      .optional()
      .meta({ description: 'Its telephone number.', examples: ['+31 20 555 01 23'] }),
    url: httpsUrl
      .optional()
      .meta({ description: 'Its page.', examples: ['https://help.contoso.com/'] }),
    hours: textPerLocale(120)
      .optional()
      .meta({
        description: 'When it can be reached, per language.',
        examples: [{ en: 'Monday to Friday, 8:00–18:00' }],
      }),
  })
  .meta({
    description: 'Whom to ask. Shown on every failure, with the support code.',
    examples: [{ phone: '+31 20 555 01 23' }],
  });

/** The section `signIn`. */
export const signIn = z
  .strictObject({
    url: httpsUrl.meta({
      description: 'The organisation’s sign-in page: where “back to sign-in” leads.',
      examples: ['https://login.contoso.com/'],
    }),
  })
  .optional()
  .meta({ description: 'The page people come from.' });

const isOrigin = (url: string): boolean => URL.canParse(url) && new URL(url).origin === url;
const originWant = 'an https origin without path, such as https://intranet.contoso.com';

/** The key `allowedOrigins`. */
export const allowedOrigins = z
  .array(httpsUrl.refine(isOrigin, { error: originWant }), { error: 'a list of https origins' })
  .max(100, { error: 'at most 100 origins' })
  .default([])
  .meta({
    description:
      'Pages that may embed the widget: cross-origin calls, frames and return addresses.',
    examples: [['https://intranet.contoso.com']],
  });

/** The section `security`. */
export const security = z
  .strictObject({
    contact: z.union([email, httpsUrl], { error: 'an email address or an https address' }).meta({
      description: 'Whom to tell of a security flaw.',
      examples: ['security@contoso.com'],
    }),
    expires: day.meta({
      description:
        'Until when security.txt holds: in the future, less than a year away (RFC 9116).',
      examples: ['2027-06-30'],
    }),
  })
  .optional()
  .meta({ description: 'For /.well-known/security.txt.' });

/** The section `legal`. */
export const legal = z
  .strictObject({
    privacyUrl: httpsUrl.optional().meta({
      description: 'The privacy statement.',
      examples: ['https://www.contoso.com/privacy'],
    }),
    imprintUrl: httpsUrl
      .optional()
      .meta({ description: 'The imprint.', examples: ['https://www.contoso.com/imprint'] }),
  })
  .prefault({})
  .meta({ description: 'Links in the footer.' });
