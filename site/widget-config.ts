import { tables, type WordKey } from '../locales/tables.ts';
import { knownOrigins } from '../tenant/addresses.ts';
import { helpIn } from '../tenant/phrases.ts';
import type { Locale } from '../locales/languages.ts';
import type { WidgetPart } from './page.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** The texts of one compiled part in one language, by place; the organisation's own wording first. */
export const wordsByPlace = (tenant: Tenant, locale: Locale, ids: readonly string[]): string[] =>
  ids.map((id) => {
    const key = `widget.${id}` as WordKey;
    return tenant.text[locale]?.[key] ?? tables[locale][key];
  });

/** What a page tells the widget that it carries. */
export const widgetConfig = (tenant: Tenant, locale: Locale, { ids }: WidgetPart) => ({
  words: { [locale]: wordsByPlace(tenant, locale, ids) },
  help: helpIn(tenant, locale),
  origins: knownOrigins(tenant),
});
