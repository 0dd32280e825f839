// What pages, the widget and letters say alike of a tenant.
import type { Help } from '../backends/protocol/index.ts';
import type { Locale } from '../locales/languages.ts';
import { anyOf, type Words } from '../locales/words.ts';
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
