// What answers of any host have: the contract, as a browser sees it.
import { expect } from 'vitest';
import type { Answer } from './asked.ts';

const everywhere = {
  'strict-transport-security': /^max-age=63072000/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'permissions-policy': /camera=\(\).*publickey-credentials-get=\(self\)/,
  'content-security-policy': /^default-src 'none'; script-src 'sha256-.*frame-ancestors /,
};

/** Expects what every answer has, and what this one has besides. */
export const expectHeaders = (
  path: string,
  { headers }: Answer,
  others: Record<string, RegExp>,
): void => {
  for (const [name, value] of Object.entries({ ...everywhere, ...others }))
    expect(headers[name], `${path}: ${name}`).toMatch(value);
};

/** A file of the portal’s own pages alone. */
export const own = { 'cross-origin-resource-policy': /^same-origin$/ };
const html = { 'content-type': /^text\/html; ?charset=utf-8$/i };
/** A page that is shown. */
export const shown = { ...own, ...html, 'cache-control': /^no-cache$/ };
/** A page with steps. */
export const step = { ...own, ...html, 'cache-control': /^no-store$/ };
/** A file whose name goes with its content. */
export const lasting = { 'cache-control': /^public, max-age=31536000, immutable$/ };
/** The file for other pages. */
export const script = {
  'content-type': /^text\/javascript; ?charset=utf-8$/i,
  'access-control-allow-origin': /^\*$/,
  'cross-origin-resource-policy': /^cross-origin$/,
};
/** A text. */
export const plain = { ...own, 'content-type': /^text\/plain; ?charset=utf-8$/i };
