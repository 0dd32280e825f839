// What pages, the widget and letters say alike of a tenant.
import type { Help } from '../backends/protocol/index.ts';
import type { Locale } from '../locales/languages.ts';
import { anyOf, inWords, type Words } from '../locales/words.ts';
import type { Tenant } from './tenant.ts';

/** Whom to ask, in a language. */
export const helpIn = ({ support }: Pick<Tenant, 'support'>, locale: Locale): Help => ({
  name: support.name,
  email: support.email,
  phone: support.phone,
  url: support.url,
  hours: support.hours?.[locale],
});

/** The policy's methods as a phrase, in the order in which they are offered: "a code by e-mail or your questions". */
export const methodsPhrase = ({ policy }: Pick<Tenant, 'policy'>, say: Words): string =>
  anyOf(
    say.locale,
    policy.methods.map((kind) => say(`site.method.${kind}`)),
  );

/**
 * For how many days a gateway keeps its log where the tenant file says nothing else: a year's reports, and a month to
 * write them. The log that is printed may be kept for longer.
 */
export const usualDays = 400;

/** For how many days what is written down of each step is kept. */
export const keptDays = ({ gateway }: Pick<Tenant, 'gateway'>): number =>
  gateway?.auditDays ?? usualDays;

/** A calendar day (YYYY-MM-DD) as it is written in a language. */
export const longDate = (locale: string, day: string): string =>
  inWords(locale, new Date(`${day}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
