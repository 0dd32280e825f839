import type { Context, MiddlewareHandler } from 'hono';
import type { Tenant } from '../../tenant/tenant.ts';
import { problemResponse } from './problems.ts';

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
const isSameOrigin = (context: Context): boolean =>
  context.req.header('sec-fetch-site') === 'same-origin';

/**
 * Lets in the pages that the tenant names, by exact origin, and refuses every other page before anything is read. No
 * cookie is ever asked for, so there is nothing that a foreign page could ride on.
 */
export const allowedPages = (tenant: Tenant): MiddlewareHandler => {
  const allowed = allowedOrigins(tenant);
  return async (context, next) => {
    const origin = context.req.header('origin');
    const own = origin === undefined || isSameOrigin(context);
    if (!own && !allowed.has(origin)) return problemResponse({ code: 'not-eligible' });
    const headers = own ? perOrigin : corsHeaders(origin);
    if (!own && context.req.method === 'OPTIONS')
      return new Response(null, { status: 204, headers });
    await next();
    const { headers: shown } = context.res;
    for (const [name, value] of Object.entries(headers)) shown.set(name, value);
    return undefined;
  };
};
