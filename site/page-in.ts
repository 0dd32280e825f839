// Makes a tenant's page: outside of the compiled bundle, so that the words are loaded once for pages, mails and gateway.
import type { Locale } from '../locales/languages.ts';
import { wordsFor } from '../locales/words.ts';
import { hostedLinks, pagePath, pageUrl } from '../tenant/addresses.ts';
import { keptDays, longDate, methodsPhrase } from '../tenant/phrases.ts';
import type { PageName } from '../tenant/schema/portal.ts';
import { type Page, type Site, type SiteInput, ways } from './page.ts';
import { assessed } from './statement.ts';
import { widgetConfig } from './widget-config.ts';

/** Everything about the pages in one language. */
const pageIn = (input: SiteInput, locale: Locale): Page => {
  const { tenant } = input;
  const say = wordsFor(locale, tenant.text[locale]);
  const links = hostedLinks(tenant, locale);
  const has = (name: PageName): boolean => tenant.portal.pages.includes(name);
  const href: Page['href'] = (name, other = locale) => pagePath(tenant, other, name);
  return {
    ...input,
    locale,
    say,
    open: ways.flatMap((way) =>
      has(way) ? { way, href: href(way) } : links?.[way] ? { way, href: links[way] } : [],
    ),
    backend: tenant.backend.kind === 'http' ? tenant.backend.url : undefined,
    hosted: (way) => links?.[way],
    href,
    url: (name, other = locale) => pageUrl(tenant, other, name),
    has,
    methods: methodsPhrase(tenant, say),
    assessed: () => longDate(locale, assessed),
    keptDays: () => keptDays(tenant),
    offerIn: (other) => wordsFor(other, tenant.text[other])('site.offer'),
    config: (part) => widgetConfig(tenant, locale, part),
  };
};

/** What the renderer is handed: a tenant's input, with the pages of each language made once. */
export const siteFor = (input: SiteInput): Site => {
  const pages = new Map<Locale, Page>();
  return {
    ...input,
    page: (locale) => {
      const known = pages.get(locale) ?? pageIn(input, locale);
      pages.set(locale, known);
      return known;
    },
  };
};
