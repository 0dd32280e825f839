// Every address of a portal, made from the tenant file alone.
import { entraLinks } from '../backends/drivers/entra.ts';
import type { Links } from '../backends/drivers/links.ts';
import type { Locale } from '../locales/languages.ts';
import type { PageName } from './schema/portal.ts';
import type { Tenant } from './tenant.ts';

/** The portal's path on its host; starts and ends with a slash. */
export const basePath = ({ portal }: Pick<Tenant, 'portal'>): string =>
  new URL(portal.url).pathname.replace(/\/*$/, '/');

/** The folder of a language below the portal's path: none for the default language, else with a closing slash. */
export const localeFolder = (
  { defaultLocale }: Pick<Tenant, 'defaultLocale'>,
  locale: Locale,
): string => (locale === defaultLocale ? '' : `${locale}/`);

/** A page that every portal has, or one that this portal may have. */
export type PageAddress = PageName | 'home' | 'embed' | 'ask' | MailPage;

/** The pages to which the links in a code's mail lead. */
const mailPages = ['link', 'not-me'] as const;
/** One of them. */
export type MailPage = (typeof mailPages)[number];

/** The pages for links in mails that a tenant has: with a backend of our own protocol that sends codes by mail. */
export const mailPagesOf = ({
  backend,
  policy,
}: Pick<Tenant, 'backend' | 'policy'>): readonly MailPage[] =>
  backend.kind === 'http' && policy.methods.includes('email') ? mailPages : [];

/** Whether people may ask the administrators for help by a form. */
export const takesRequests = ({ backend, gateway }: Pick<Tenant, 'backend' | 'gateway'>): boolean =>
  backend.kind === 'http' && gateway?.requests !== undefined;

/** The path of a page in a language. */
export const pagePath = (
  tenant: Pick<Tenant, 'portal' | 'defaultLocale'>,
  locale: Locale,
  page: PageAddress = 'home',
): string =>
  `${basePath(tenant)}${localeFolder(tenant, locale)}${page === 'home' ? '' : `${page}/`}`;

/** The absolute address of a page, from the configured one and never from a request. */
export const pageUrl = (
  tenant: Pick<Tenant, 'portal' | 'defaultLocale'>,
  locale: Locale,
  page: PageAddress = 'home',
): string => new URL(pagePath(tenant, locale, page), tenant.portal.url).href;

/** The absolute address of a backend that speaks our protocol, without a closing slash; else undefined. */
export const backendUrl = ({ backend, portal }: Pick<Tenant, 'backend' | 'portal'>) =>
  backend.kind === 'http' ? new URL(backend.url, portal.url).href.replace(/\/$/, '') : undefined;

/** The address as a person types it: without scheme, without a closing slash. */
export const typedAddress = ({ portal }: Pick<Tenant, 'portal'>): string => {
  const { host, pathname } = new URL(portal.url);
  return host + pathname.replace(/\/+$/, '');
};

/** Whom the gateway's mails come from. */
export const sender = ({
  organization,
  rollout,
  support,
}: {
  organization: Pick<Tenant['organization'], 'domains'>;
  rollout: Pick<Tenant['rollout'], 'sender'>;
  support: Pick<Tenant['support'], 'email'>;
}): string => rollout.sender?.address ?? support.email ?? `no-reply@${organization.domains[0]}`;

/** A telephone number as an address: digits alone, and its extension after them (RFC 3966). */
export const dialAddress = (phone: string): string =>
  `tel:${phone.replace(/ ?(?:x|ext\.?) ?/i, ';ext=').replace(/[^+\d;=a-z]/g, '')}`;

/** Where the hosted pages are, of the backends that have some. */
export const hostedLinks = (
  { backend }: Pick<Tenant, 'backend'>,
  locale: Locale,
): Links | undefined => {
  if (backend.kind === 'links') return backend;
  if (backend.kind === 'entra')
    return entraLinks({ cloud: backend.cloud, domain: backend.domain! }, locale);
  return undefined;
};

/** Origins beside its own to which the widget may lead: the sign-in page, embedding pages, the hosted pages. */
export const knownOrigins = (tenant: Tenant): string[] => {
  const links = hostedLinks(tenant, tenant.defaultLocale) ?? {};
  const { reset, register, change, unlock } = links;
  const urls = [tenant.signIn?.url, ...tenant.allowedOrigins, reset, register, change, unlock];
  return [...new Set(urls.flatMap((url) => (url ? [new URL(url).origin] : [])))];
};
