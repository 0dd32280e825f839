// Media types of everything that a portal publishes. Texts say their characters: a host's own default may be another.
import { extname } from 'node:path';

/** Media type by ending. `.json` has no parameter for characters: it is UTF-8 (RFC 8259, 8.1). */
export const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The media type of a published file. */
export const typeOf = (path: string): string =>
  mediaTypes[extname(path)] ?? 'application/octet-stream';
