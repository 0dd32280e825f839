// The header contract: what every answer of a published portal carries, whatever host gives it. Each host's file is
// written from it, the preview serves by it, and the tests ask real servers for it.
import { basePath, pagePath } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { policyText } from './policy.ts';
import type { Seen } from './seen.ts';

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Which files are meant, by their paths below the portal's folder; pages by their folder. Each by its name: what isn't
 * there is an error page, and would be kept for ever if a whole folder were.
 */
export type Where = { files: readonly string[] } | { pages: readonly string[] };

/** Headers that some files have instead of, or beside, those of all others. */
export type Rule = { where: Where; headers: Headers };

/** All that a host has to do. */
export type Contract = {
  /** The tenant's id: hosts that keep several portals need names. */
  id: string;
  origin: string;
  /** The portal's path on its host; starts and ends with a slash. */
  base: string;
  /** Every answer: pages and files, errors and redirects. */
  everywhere: Headers;
  /** What holds where no rule says otherwise. */
  otherwise: Headers;
  rules: readonly Rule[];
  /** Temporary ones: what they lead to may change with the next build (W3C change-password-url). */
  redirects: readonly { from: string; to: string }[];
  /** Every published file, below `base`. */
  paths: readonly string[];
  /** The page for addresses that don't exist, below `base`. It is sent with status 404. */
  missing: string;
};

// What none of these pages does, and what they do themselves alone: passkeys, codes from texts, copying.
const denied =
  'accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer microphone midi payment picture-in-picture screen-wake-lock usb xr-spatial-tracking';
const own =
  'clipboard-write otp-credentials publickey-credentials-create publickey-credentials-get';
const permissions = [
  ...denied.split(' ').map((name) => `${name}=()`),
  ...own.split(' ').map((name) => `${name}=(self)`),
].join(', ');

const year = 31_536_000; // seconds

/** May be kept for ever: its name goes with its content. */
const immutable = `public, max-age=${year}, immutable`;

// OWASP ASVS 5, 3.4.1: at least a year. A host that has other things beside the portal decides for its own subdomains.
const transport = (base: string): string =>
  `max-age=${2 * year}${base === '/' ? '; includeSubDomains' : ''}`;

const everywhere = (tenant: Tenant, base: string, { sources }: Seen): Headers => ({
  // One policy for the whole portal: error pages and redirects have it too. Each page's own is narrower still.
  'Content-Security-Policy': policyText({ ...sources, frames: tenant.allowedOrigins }),
  'Strict-Transport-Security': transport(base),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // It can't name origins; where some may frame the pages, frame-ancestors alone decides.
  ...(tenant.allowedOrigins.length === 0 && { 'X-Frame-Options': 'DENY' }),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': permissions,
});

/** The folder of a page: `reset/index.html` is asked for as `reset/`. */
const folderOf = (path: string): string => path.replace(/index\.html$/, '');

const isScript = (path: string): boolean => /^embed\/[\w.]+\.js(?:on)?$/.test(path);
const isLasting = (path: string): boolean => /^assets\/|^embed\/keyturn\.\w+\.js$/.test(path);

const rulesFor = ({ paths, flows }: Seen): Rule[] => [
  // A page of steps is never shown from a cache: the person may be another one by then.
  { where: { pages: flows.map(folderOf) }, headers: { 'Cache-Control': 'no-store' } },
  { where: { files: paths.filter(isLasting) }, headers: { 'Cache-Control': immutable } },
  // Sign-in pages elsewhere load the widget from here, with or without an integrity value; nothing else is for others.
  {
    where: { files: paths.filter(isScript) },
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  },
];

/** The contract of a portal, from what was seen of its files. */
export const contractOf = (tenant: Tenant, seen: Seen): Contract => {
  const base = basePath(tenant);
  const change = pagePath(tenant, tenant.defaultLocale, 'change');
  return {
    id: tenant.id,
    origin: new URL(tenant.portal.url).origin,
    base,
    everywhere: everywhere(tenant, base, seen),
    otherwise: { 'Cache-Control': 'no-cache', 'Cross-Origin-Resource-Policy': 'same-origin' },
    rules: rulesFor(seen).filter(({ where }) => namesOf(where).length > 0),
    redirects: tenant.portal.pages.includes('change')
      ? [{ from: '/.well-known/change-password', to: change }]
      : [],
    paths: seen.paths,
    missing: '404.html',
  };
};

/** The paths themselves. */
export const namesOf = (where: Where): readonly string[] =>
  'files' in where ? where.files : where.pages;

const matches = (where: Where, path: string): boolean => {
  if ('files' in where) return where.files.includes(path);
  return where.pages.includes(folderOf(path));
};

/** What an answer carries: a file of the portal by its path, or the page for what doesn't exist. */
export const headersFor = (contract: Contract, path: string = contract.missing): Headers =>
  Object.assign(
    { ...contract.everywhere, ...contract.otherwise },
    ...contract.rules.filter(({ where }) => matches(where, path)).map(({ headers }) => headers),
  ) as Headers;
