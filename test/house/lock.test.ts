// The lock file, as the npm that Node 20 brings reads it: one that isn't whole to it, it refuses to install.
import { readFile } from 'node:fs/promises';
import { satisfies } from 'semver';
import { expect, it } from 'vitest';

type Locked = {
  version?: string;
  peerDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
};
type Lock = { packages: Record<string, Locked> };

const within = 'node_modules/';
const aboveOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(within) - 1));

// What Node finds under that name from a folder: the nearest one above.
const found = ({ packages }: Lock, from: string, name: string): Locked | undefined => {
  const own = packages[from === '' ? within + name : `${from}/${within}${name}`];
  return own || from === '' ? own : found({ packages }, aboveOf(from), name);
};

const wrongPeers = (lock: Lock): string[] =>
  Object.entries(lock.packages).flatMap(([path, { peerDependencies = {} }]) =>
    Object.entries(peerDependencies).flatMap(([name, wanted]) => {
      const peer = found(lock, aboveOf(path), name);
      return !peer || satisfies(peer.version!, wanted)
        ? []
        : [`${path} wants ${name} ${wanted}, and finds ${peer.version}`];
    }),
  );

const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;

it('lets each package find its peers in a version that it wants, also where it could do without', () => {
  expect(wrongPeers(lock)).toEqual([]);
  const { packages } = lock;
  const spoilt = { packages: { ...packages, 'node_modules/vite': { version: '1.0.0' } } };
  expect(wrongPeers(spoilt).join()).toContain('wants vite');
});

it('has no package that runs something at its installation but those that are known to do well', () => {
  const names = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf(within) + within.length));
  expect(new Set(names)).toEqual(new Set(['esbuild', 'node', 'rs-module-lexer']));
});
