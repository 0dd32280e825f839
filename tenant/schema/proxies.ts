// Whose word counts when they say for whom they ask.
import * as z from 'zod';

const want =
  'an address such as 192.0.2.10, a network such as 10.0.0.0/8 or 2001:db8::/32, or loopback; never everybody';

const machine = z
  .union([z.literal('loopback'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: want })
  .refine((one) => !/\/0+$/.test(one), { error: want });

/** The headers by which proxies say for whom they ask. */
const proxyHeaders = ['x-forwarded-for', 'forwarded'] as const;

/** `gateway.proxies`. */
export const proxies = z
  .strictObject({
    trusted: z
      .array(machine, { error: 'a list of addresses and networks' })
      .min(1, { error: 'at least one address or network' })
      .max(100, { error: 'at most 100 addresses and networks' })
      .meta({
        description:
          'Their addresses and networks; loopback is this machine. Nobody else’s header is read.',
        examples: [['loopback'], ['10.0.0.0/8']],
      }),
    header: z
      .enum(proxyHeaders, { error: `one of: ${proxyHeaders.join(', ')}` })
      .default('x-forwarded-for')
      .meta({
        description:
          'The header that they add to or set. They pass the other one on as anybody wrote it, so it isn’t read.',
      }),
  })
  .optional()
  .meta({
    description:
      'The proxies in front of the gateway. By them it knows its clients, whose addresses are limited; without them no forwarded header is read.',
    examples: [{ trusted: ['loopback'] }],
  });
