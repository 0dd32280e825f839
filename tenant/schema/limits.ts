// How much may be asked for. What one account may is the protocol's promise, and the same everywhere.
import * as z from 'zod';
import { whole } from './values.ts';

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
