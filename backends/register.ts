import * as z from 'zod';
import { dnsName, httpsUrl, isOwnPath } from './values.ts';

const backendUrlWant =
  'an absolute https address, or a path on the portal’s own host, such as /api';

const httpOptions = z
  .strictObject({
    kind: z.literal('http'),
    url: z
      .string({ error: backendUrlWant })
      .refine((url) => isOwnPath(url) || httpsUrl.safeParse(url).success, { error: backendUrlWant })
      .meta({
        description: 'Base address of a backend that speaks our protocol, such as the gateway.',
        examples: ['/api', 'https://id.contoso.com/keyturn'],
      }),
  })
  .meta({ title: 'Our own protocol over HTTP' });

const hosted = (description: string) => httpsUrl.meta({ description, pattern: '^https://' });

const linksOptions = z
  .strictObject({
    kind: z.literal('links'),
    reset: hosted('Where a forgotten password is reset.').meta({
      examples: ['https://accounts.contoso.com/recover'],
    }),
    register: hosted('Where recovery methods are registered.')
      .optional()
      .meta({ examples: ['https://accounts.contoso.com/methods'] }),
    change: hosted('Where a known password is changed.')
      .optional()
      .meta({ examples: ['https://accounts.contoso.com/password'] }),
    unlock: hosted('Where a locked account is unlocked, if not where it is reset.')
      .optional()
      .meta({ examples: ['https://accounts.contoso.com/unlock'] }),
  })
  .meta({ title: 'Hosted pages, by address' });

const entraOptions = z
  .strictObject({
    kind: z.literal('entra'),
    domain: dnsName.optional().meta({
      description:
        'A verified domain of the directory. Default: the first of organization.domains.',
      examples: ['fabrikam.com'],
    }),
    cloud: z
      .enum(['public', 'usgov', 'china'], { error: 'public, usgov or china' })
      .default('public')
      .meta({ description: 'Which of Microsoft’s clouds the directory lives in.' }),
  })
  .meta({ title: 'Microsoft Entra self-service password reset' });

/** The `backend` section of the tenant file: `kind`, and that kind's own options. A new kind is one here and a driver. */
export const backendOptions = z.discriminatedUnion('kind', [
  httpOptions,
  linksOptions,
  entraOptions,
]);
/** What stands behind a tenant's portal, checked. */
export type BackendOptions = z.infer<typeof backendOptions>;
/** The name of a kind: its `kind` in the tenant file. */
export type BackendKind = BackendOptions['kind'];
