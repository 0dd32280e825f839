import { createHash } from 'node:crypto';

/** A file of the output: a path with forward slashes below the portal's folder, and its content. */
export type OutputFile = { path: string; body: string | Uint8Array };

/** The first ten hex digits of a content's SHA-256: enough to tell versions apart in a file name. */
export const shortHash = (body: string | Uint8Array): string =>
  createHash('sha256').update(body).digest('hex').slice(0, 10);

/** A file under assets/ whose name changes with its content, so that it may be cached for ever. */
export const hashedAsset = (
  name: string,
  ending: string,
  body: string | Uint8Array,
): OutputFile => ({
  path: `assets/${name}.${shortHash(body)}${ending}`,
  body,
});
