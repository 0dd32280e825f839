// What every page of the portal knows, and the one place where a request's parameters become a tenant's page.
import type { AstroGlobal } from 'astro';
import { type Locale, languages } from '../locales/languages.ts';
import type { Words } from '../locales/words.ts';
import type { PageAddress } from '../tenant/addresses.ts';
import type { PageName } from '../tenant/schema/portal.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** A picture that was published, with its size in CSS pixels. */
export type Picture = { src: string; width: number; height: number };

/** What the pages look like, made once per tenant. */
export type Look = {
  /** The brand's tokens, and its font face, as CSS. */
  css: string;
  /** Grounds of the light and the dark page, for the browser's own bars. */
  canvas: { light: string; dark: string };
  logo?: Picture;
  logoDark?: Picture;
  icon: { svg?: string; png: string; touch: string };
  card: string;
};

/** A compiled part of the widget: its script, and the ids of its texts in the order of their places. */
export type WidgetPart = { code: string; ids: readonly string[] };

/** The script for other sign-in pages: where it is below the portal's path, and the value that ties a page to it. */
export type EmbedFile = { path: string; integrity: string };

/** All that rendering a tenant's pages needs. */
export type SiteInput = {
  tenant: Tenant;
  look: Look;
  widget: { reset: WidgetPart; change: WidgetPart; register: WidgetPart; link: WidgetPart };
  embed: EmbedFile;
};

/** The same, with the pages of each language. */
export type Site = SiteInput & { page(locale: Locale): Page };

/** The ways in, in the order of how often they are needed. */
export const ways = ['reset', 'unlock', 'register', 'change'] as const;
/** One of them. */
export type Way = (typeof ways)[number];

/** A tenant's pages in one language: everything that a template may ask. */
export type Page = SiteInput & {
  locale: Locale;
  say: Words;
  /** Ways in that this tenant has, with the address to which each leads. */
  open: { way: Way; href: string }[];
  /** Where the portal's own flows run; undefined where others run them. */
  backend: string | undefined;
  /** The hosted address behind a way, for a backend that has one. */
  hosted(way: Way): string | undefined;
  href(name: PageAddress, locale?: Locale): string;
  url(name: PageAddress, locale?: Locale): string;
  has(name: PageName): boolean;
  /** The tenant's methods as a phrase: "a code by email or your security questions". */
  methods: string;
  /** The day of the last assessment for accessibility, in words. */
  assessed(): string;
  /** For how many days the log of steps goes back. */
  keptDays(): number;
  /** The line that offers this page in another language, in that language. */
  offerIn(other: Locale): string;
  /** What the page tells the widget that it carries. */
  config(part: WidgetPart): object;
};

/** The page that Astro is rendering. */
export const pageOf = ({ locals, params }: Pick<AstroGlobal, 'locals' | 'params'>): Page => {
  const { site } = locals;
  return site.page((params.locale as Locale | undefined) ?? site.tenant.defaultLocale);
};

/** For `astro build`: one path per language of the tenant. */
export const localePaths = (tenant: Tenant): { params: { locale: string | undefined } }[] =>
  tenant.locales.map((code) => ({
    params: { locale: code === tenant.defaultLocale ? undefined : code },
  }));

/** A language's own name and direction. */
export const nameOf = (locale: Locale): { name: string; dir: 'ltr' | 'rtl' } => languages[locale];
