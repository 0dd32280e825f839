// What the rollout kit's plan is made from.
import * as z from 'zod';
import { locale } from './portal.ts';
import { day, line, whole } from './values.ts';

/** Placeholders that mail senders know, one dialect per sender. */
export const mergeDialects = [
  'none',
  'outlook',
  'mailchimp',
  'handlebars',
  'liquid',
  'power-automate',
  'okta',
  'keycloak',
  'entra-lifecycle',
  'powershell',
] as const;
/** One of them. */
export type MergeDialect = (typeof mergeDialects)[number];

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
};

const zoneWant = 'a time zone of the IANA database, such as Europe/Amsterdam';
const timeZone = z.string({ error: zoneWant }).max(64, { error: zoneWant }).refine(isZone, {
  error: zoneWant,
});

const countryWant = 'an ISO 3166 country code in capitals, such as EG';
const countryCode = z.string({ error: countryWant }).regex(/^[A-Z]{2}$/, { error: countryWant });

const audience = z.strictObject({
  name: line(60).meta({ description: 'Who they are.', examples: ['Head office'] }),
  locale: locale.optional().meta({ description: 'Their language; without it, every language.' }),
  wave: whole(1, 99).meta({ description: 'Which wave they belong to.', examples: [1] }),
  launch: day.optional().meta({
    description:
      'The first day of their wave. Without it waves follow each other by rollout.waveDays.',
    examples: ['2027-03-08'],
  }),
  timeZone: timeZone
    .optional()
    .meta({ description: 'Their time zone.', examples: ['Africa/Cairo'] }),
  countryCode: countryCode
    .optional()
    .meta({ description: 'Their country, which tells their weekend.', examples: ['EG'] }),
});

const quietWant = 'a day as 2027-12-24, or days as 2027-12-24/2028-01-02';
const quiet = z
  .string({ error: quietWant })
  .regex(/^\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?$/, { error: quietWant })
  .refine(
    (value) => {
      const days = value.split('/');
      return days.every((one) => day.safeParse(one).success) && days[0]! <= days.at(-1)!;
    },
    { error: quietWant },
  );

const reviewWant = 'a letter’s path and its fingerprint, such as en/invitation 3f9c2a71';
const review = z
  .string({ error: reviewWant })
  .regex(/^(?:wave-\d{1,2}\/)?[a-z]{2,3}(?:-[A-Za-z0-9]+)*\/[a-z-]+ [0-9a-f]{8}$/, {
    error: reviewWant,
  });

/** The keys of `rollout` that the plan and the kit’s page are made from. */
export const campaign = {
  leader: line(120)
    .optional()
    .meta({
      description: 'Who signs the leader’s note.',
      examples: ['Ada Lovelace, managing director'],
    }),
  timeZone: timeZone.default('UTC').meta({
    description: 'The time zone of the plan, where an audience has none of its own.',
    examples: ['Europe/Amsterdam'],
  }),
  sendAt: z
    .string({ error: 'a time as HH:MM, such as 09:30' })
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'a time as HH:MM, such as 09:30' })
    .default('09:30')
    .meta({ description: 'When mails go out, in that time zone.', examples: ['09:30'] }),
  quietDays: z
    .array(quiet, { error: 'a list of days' })
    .max(200, { error: 'at most 200 entries' })
    .default([])
    .meta({
      description: 'Days on which nothing is sent, beside weekends.',
      examples: [['2027-12-24/2028-01-02']],
    }),
  waveDays: whole(1, 90)
    .default(7)
    .meta({ description: 'Days from the launch of one wave to the next.', examples: [7] }),
  audiences: z
    .array(audience, { error: 'a list of audiences' })
    .max(99, { error: 'at most 99 audiences' })
    .default([])
    .meta({ description: 'Groups of people; one campaign and one calendar per wave.' }),
  results: z
    .strictObject({
      registered: whole(0, 100)
        .optional()
        .meta({ description: 'Per cent of people who have registered.', examples: [87] }),
      resets: whole(0, 100_000_000)
        .optional()
        .meta({ description: 'How many passwords were reset by self-service.', examples: [412] }),
    })
    .optional()
    .meta({ description: 'Figures for the thank-you, from keyturn report totals.' }),
  reviewed: z
    .array(review, { error: 'a list of reviews' })
    .max(5000, { error: 'at most 5,000 reviews' })
    .default([])
    .meta({
      description:
        'Letters that a person has read and approved, each with the fingerprint that the kit’s page shows. A letter whose words change is unreviewed again.',
      examples: [['en/invitation 3f9c2a71']],
    }),
};
