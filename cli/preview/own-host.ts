import type { Hono } from 'hono';

const here = new Set(['localhost', '127.0.0.1', '[::1]']);

const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).hostname : address;

/**
 * Whether a request to a preview that listens on `host` comes from this machine's own pages. A page elsewhere can make
 * its own name lead to this machine (DNS rebinding), or post a form to it, and would read the people and their codes.
 */
export const isOwn = (request: Request, host: string): boolean => {
  // Whoever listens for others has said that they may come.
  if (!here.has(host) && host !== '::1') return true;
  const origin = request.headers.get('origin');
  return here.has(hostOf(request.url)) && (origin === null || here.has(hostOf(origin)));
};

/** Answers own requests alone. */
export const toOwn = (host: string, fetch: Hono['fetch']): Pick<Hono, 'fetch'> => ({
  fetch: (...call) => (isOwn(call[0], host) ? fetch(...call) : new Response(null, { status: 403 })),
});
