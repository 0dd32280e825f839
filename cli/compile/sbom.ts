// What is in what ships: a CycloneDX bill of materials, from the same facts as the licences.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shipped } from './licences.ts';

type Where = 'browser' | 'command' | 'pages';
type Part = { name: string; version: string; licence: string; where: Where };
type Lock = { packages: Record<string, { version?: string; integrity?: string }> };
type Manifest = {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
};

const manifestOf = async (root: string, name: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')) as Manifest;

const partOf = async (root: string, name: string, where: Where): Promise<Part> => {
  const { version, license = 'NOASSERTION' } = await manifestOf(root, name);
  return { name, version, licence: license, where };
};

const listed = /^## (\S+) - (\S+) \((.+)\)$/gm;

// Vite's list of what became part of the command, or of the renderer of pages.
const bundledIn = async (file: string, where: Where): Promise<Part[]> =>
  [...(await readFile(file, 'utf8')).matchAll(listed)].map(([, name, version, licence]) => ({
    name: name!,
    version: version!,
    licence: licence!,
    where,
  }));

const purlOf = ({ name, version }: Part): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

const refOf = (part: Part): string => `${part.where}:${purlOf(part)}`;

// A single name is an id of SPDX's list; several with OR or AND are an expression (CycloneDX 1.6, licenses).
const licensesOf = ({ licence }: Part): object[] =>
  / (OR|AND|WITH) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];

const hashesOf = ({ name, version }: Part, { packages }: Lock): object[] => {
  const known = Object.entries(packages).find(
    ([path, one]) => path.endsWith(`node_modules/${name}`) && one.version === version,
  )?.[1].integrity;
  if (!known?.startsWith('sha512-')) return [];
  return [{ alg: 'SHA-512', content: Buffer.from(known.slice(7), 'base64').toString('hex') }];
};

/**
 * The bill of materials as JSON (CycloneDX 1.6). It names no time and no number of its own: the same sources give the
 * same bytes. `where` says what a part ships in: pages and widget in browsers, the command, or the renderer of pages.
 */
export const sbomOf = async (root: string, compiled: string): Promise<string> => {
  const {
    name,
    version,
    dependencies = {},
  } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const parts = [
    ...(await Promise.all(shipped.map((one) => partOf(root, one, 'browser')))),
    ...(await bundledIn(join(compiled, 'site', 'licences.md'), 'pages')),
    ...(await bundledIn(join(compiled, 'cli', 'licences.md'), 'command')),
    // What the published package asks npm for; a part that is bundled as well is named once.
    ...(await Promise.all(Object.keys(dependencies).map((one) => partOf(root, one, 'command')))),
  ];
  const once = new Map(parts.map((part) => [refOf(part), part]));
  const components = [...once].map(([ref, part]) => ({
    type: 'library',
    'bom-ref': ref,
    name: part.name,
    version: part.version,
    purl: purlOf(part),
    licenses: licensesOf(part),
    hashes: hashesOf(part, lock),
    properties: [{ name: 'keyturn:ships-in', value: part.where }],
  }));
  const component = { type: 'application', 'bom-ref': name, name, version };
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component },
    components,
    dependencies: [{ ref: name, dependsOn: components.map((one) => one['bom-ref']) }],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
};
