import type { Reply } from './call.ts';
import { problemReply } from './problems.ts';

/** What every reply says: it's kept by nobody, guessed by no browser, and framed by no page. */
export const secured = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** For what isn't there, or not by this method. */
export const missing = problemReply({ code: 'invalid-answer', status: 404 });

/** For what isn't below the gateway's path. */
export const away: Reply = { ...missing, headers: { ...secured, ...missing.headers } };
