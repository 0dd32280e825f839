// How much may be asked for. What one account may is the protocol's promise, and the same everywhere.
import * as z from 'zod';
import { whole } from './values.ts';

const countryWant = 'a country of two capital letters (ISO 3166), such as NL';

/** Messages of the whole organisation in a day, where the tenant file says nothing else. */
export const dailyMessages = { email: 20_000, sms: 1000, call: 300, push: 5000 } as const;

const aDay = (channel: keyof typeof dailyMessages, what: string) =>
  whole(0, 10_000_000)
    .default(dailyMessages[channel])
    .meta({ description: `${what} in 24 hours.`, examples: [dailyMessages[channel]] });

/** Beginnings and messages of one client in ten minutes. */
export const clientBeginnings = 100;
/** Texts and calls to numbers of one row in an hour. */
export const rowMessages = 60;
/** Texts and calls to one country that isn't the organisation's own, in a day. */
export const countryMessages = 300;
/** Texts and calls to numbers that begin alike which nobody has answered, in a day. */
export const unusedMessages = 50;

const countries = z
  .array(z.string().regex(/^[A-Z]{2}$/, { error: countryWant }), {
    error: 'a list of countries of two capital letters, such as NL',
  })
  .min(1, { error: 'at least one country' })
  .optional()
  .meta({
    description:
      'Where texts and calls go (ISO 3166). Numbers elsewhere can’t be registered, and aren’t offered. Without it they go everywhere, within the limits.',
    examples: [['NL', 'BE']],
  });

const prefixes = {
  countries,
  country: whole(0, 1_000_000)
    .default(countryMessages)
    .meta({
      description:
        'Texts and calls in 24 hours to any one country but the organisation’s own (organization.countryCode).',
      examples: [countryMessages],
    }),
  unused: whole(1, 1_000_000)
    .default(unusedMessages)
    .meta({
      description:
        'Texts and calls in 24 hours, to numbers alike but for their last six digits, that may go unanswered. Each that is answered makes room for five more; beyond it they pause, and the log says so.',
      examples: [unusedMessages],
    }),
};

/** `gateway.limits`. */
export const limits = z
  .strictObject({
    client: whole(10, 100_000)
      .default(clientBeginnings)
      .meta({
        description:
          'Flows that one client (an IPv4 address, or a /64 of IPv6) may begin in ten minutes, and messages that it may have sent. From a fifth of it on its browser has to work for each. Raise it where a whole office comes from one address.',
        examples: [clientBeginnings],
      }),
    row: whole(1, 100_000)
      .default(rowMessages)
      .meta({
        description:
          'Texts and calls in an hour to numbers that differ in their last four digits alone: whoever earns by them has such numbers in rows.',
        examples: [rowMessages],
      }),
    ...prefixes,
    daily: z
      .strictObject({
        email: aDay('email', 'Codes by mail'),
        sms: aDay('sms', 'Texts'),
        call: aDay('call', 'Calls'),
        push: aDay('push', 'Notifications'),
      })
      .prefault({})
      .meta({
        description:
          'What may be sent in a day, to all people together: more than that is never paid for. Notices after a change always go out.',
      }),
  })
  .optional()
  .meta({
    description:
      'Limits beside those of each account, in the store: they hold for all gateways together, and outlive a restart.',
  });
