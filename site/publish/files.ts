import { createHash } from 'node:crypto';
import pkg from '../../package.json' with { type: 'json' };

/** A file of the output: a path with forward slashes below the portal's folder, and its content. */
export type OutputFile = { path: string; body: string | Uint8Array };

/** The first ten hex digits of a content's SHA-256: enough to tell versions apart in a file name. */
const shortHash = (body: string | Uint8Array): string =>
  createHash('sha256').update(body).digest('hex').slice(0, 10);

/** Gives back a file of the former output, if it is there. */
export type Former = (path: string) => Promise<Uint8Array | undefined>;

/** What a drawn file is made of: everything that decides its bytes. */
export type Recipe = { sources: readonly Uint8Array[]; size: readonly number[] };

/**
 * A file under assets/ that has to be drawn. Its name is the fingerprint of its recipe, so an unchanged one is taken
 * from the former output instead of being drawn again.
 */
export const drawnAsset = async (
  name: string,
  { sources, size }: Recipe,
  draw: () => Promise<Uint8Array>,
  former: Former,
): Promise<OutputFile> => {
  const hash = createHash('sha256').update(`${pkg.dependencies.sharp} ${size.join(' ')}`);
  for (const source of sources) hash.update(source);
  const path = `assets/${name}.${hash.digest('hex').slice(0, 10)}.png`;
  return { path, body: (await former(path)) ?? (await draw()) };
};

/** A file whose name changes with its content, so that it may be cached for ever. */
export const hashedFile = (
  name: string,
  ending: string,
  body: string | Uint8Array,
): OutputFile => ({ path: `${name}.${shortHash(body)}${ending}`, body });

/** The same under assets/. */
export const hashedAsset = (name: string, ending: string, body: string | Uint8Array): OutputFile =>
  hashedFile(`assets/${name}`, ending, body);
