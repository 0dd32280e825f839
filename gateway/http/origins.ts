import type { Tenant } from '../../tenant/tenant.ts';
import { type Call, header, type Reply } from './call.ts';
import { problemReply } from './problems.ts';

const allowedOrigins = ({ portal, allowedOrigins: others }: Tenant): Set<string> =>
  new Set([new URL(portal.url).origin, ...others]);

// Of every reply: a copy that was kept for one page must not be shown to another, which it would keep out.
const perOrigin = { vary: 'origin' };

const corsHeaders = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers': 'content-type, authorization',
  'access-control-expose-headers': 'retry-after',
  'access-control-max-age': '600',
  ...perOrigin,
});

// A browser that says so itself can't be made to lie by a page: Sec-Fetch-Site is a forbidden header name.
const isSameOrigin = (call: Call): boolean => header(call, 'sec-fetch-site') === 'same-origin';

/** What a page is told: all of it where nothing more is to be done, else what its reply says beside the rest. */
type Admitted = { reply: Reply } | { headers: Readonly<Record<string, string>> };

/**
 * Lets in the pages that the tenant names, by exact origin, and refuses every other page before anything is read. No
 * cookie is ever asked for, so there is nothing that a foreign page could ride on.
 */
export const allowedPages = (tenant: Tenant): ((call: Call) => Admitted) => {
  const shown = new Map([...allowedOrigins(tenant)].map((one) => [one, corsHeaders(one)]));
  const problem = problemReply({ code: 'not-eligible' });
  const refused = { reply: { ...problem, headers: { ...problem.headers, ...perOrigin } } };
  return (call) => {
    const origin = header(call, 'origin');
    if (origin === undefined || isSameOrigin(call)) return { headers: perOrigin };
    const headers = shown.get(origin);
    if (!headers) return refused;
    return call.method === 'OPTIONS' ? { reply: { status: 204, headers } } : { headers };
  };
};
