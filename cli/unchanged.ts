// Whether an output is still what its input gives: then there is nothing to do. Only what that takes is loaded.
import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { today } from '../tenant/expiry.ts';

type Sizes = { path: string; bytes: number }[];

/** What a report tells about the output that it belongs to. */
type Recorded = {
  id: string;
  input?: string;
  goodUntil?: string;
  portal: Sizes;
  kit: Sizes;
  hosting: Sizes;
};

const picture = /\.(svg|png|jpe?g|webp|woff2)$/i;

const add = (hash: Hash, name: string, content: Uint8Array): void => {
  hash.update(`${name}\n${content.length}\n`);
  hash.update(content);
};

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

// Outputs may lie below the tenant's folder; the pictures in them are made from those that count.
const isOutput = (folder: string): boolean =>
  existsSync(join(folder, 'report.json')) && existsSync(join(folder, 'portal'));

const picturesIn = (folder: string): string[] => {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const outputs = entries
    .filter(({ name, parentPath }) => name === 'report.json' && isOutput(parentPath))
    .map(({ parentPath }) => parentPath + sep);
  return entries
    .filter((entry) => entry.isFile() && picture.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !outputs.some((output) => path.startsWith(output)))
    .toSorted();
};

/**
 * The fingerprint of everything that a build reads: the tenant file with its name, the pictures and fonts beside it, and
 * the compiled program. Undefined for a tenant in code: what code reads can't be known.
 */
export const inputOf = (file: string, program: string): string | undefined => {
  if (!/^\.(ya?ml|json)$/i.test(extname(file)) || !isFile(file)) return undefined;
  const folder = dirname(resolve(file));
  const hash = createHash('sha256').update(`${program}\n${basename(folder)}\n`);
  add(hash, basename(file), readFileSync(file));
  for (const path of picturesIn(folder)) add(hash, relative(folder, path), readFileSync(path));
  return hash.digest('hex');
};

const quietly = { throwIfNoEntry: false } as const;

// Thousands of files where there are many tenants: their paths are as a build wrote them, and need no tidying.
const isWhole = (folder: string, files: Sizes): boolean =>
  files.every(({ path, bytes }) => statSync(`${folder}/${path}`, quietly)?.size === bytes);

const recordedIn = (folder: string): Recorded | undefined => {
  const report = join(folder, 'report.json');
  if (!existsSync(report)) return undefined;
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Recorded;
  } catch {
    return undefined; // somebody else's, or spoilt: then the tenant is built
  }
};

const stillHolds = (folder: string, { goodUntil, portal, kit, hosting }: Recorded): boolean =>
  (goodUntil === undefined || goodUntil > today()) &&
  isWhole(join(folder, 'portal'), portal) &&
  isWhole(join(folder, 'kit'), kit) &&
  isWhole(join(folder, 'hosting'), hosting);

/** Which tenants an output folder holds, by the fingerprint of what they were made from. */
export const outputsIn = (out: string): ((input: string | undefined) => string | undefined) => {
  const folders = existsSync(out) ? readdirSync(out) : [];
  const byInput = new Map<string, Recorded>();
  for (const name of folders) {
    const recorded = recordedIn(join(out, name));
    if (recorded?.input && recorded.id === name) byInput.set(recorded.input, recorded);
  }
  return (input) => {
    const recorded = byInput.get(input ?? '');
    return recorded && stillHolds(join(out, recorded.id), recorded) ? recorded.id : undefined;
  };
};
