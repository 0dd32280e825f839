// Portals and kits as `keyturn build` makes them, in memory.
import { stationeryFor } from '../../cli/stationery.ts';
import { readCompiled } from '../../site/publish/compiled.ts';
import { portalFiles, portalInput } from '../../site/publish/index.ts';
import { type KitFile, kitFiles } from '../../templates/kit.ts';
import { piecesOf } from '../../templates/pieces.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** Files by path. */
export type Files = Map<string, string | Uint8Array>;
export type Page = { path: string; html: string };
export type Portal = { tenant: Tenant; files: Files; kit: Files; pages: Page[] };

/** The tenants that are documentation, demo and fixture at once. */
export const examples = {
  contoso: 'examples/contoso/tenant.yaml',
  fabrikam: 'examples/fabrikam/tenant.yaml',
  wingtip: 'examples/wingtip/tenant.ts',
};
export type Example = keyof typeof examples;
export const exampleNames = Object.keys(examples) as Example[];

const collected = async (files: AsyncIterable<KitFile> | Iterable<KitFile>): Promise<Files> => {
  const all: Files = new Map();
  for await (const { path, body } of files) all.set(path, body);
  return all;
};

const isPage = (path: string): boolean =>
  path.endsWith('.html') && !path.startsWith('.well-known/');

// Drawing is the slowest part of a build; as there, what has been drawn before is taken.
const drawn: Files = new Map();
const former = async (path: string): Promise<Uint8Array | undefined> =>
  drawn.get(path) as Uint8Array | undefined;

/** Builds a tenant's portal and kit. */
export const portalOf = async (tenant: Tenant): Promise<Portal> => {
  const input = await portalInput(tenant, await readCompiled(), former);
  const files = await collected(portalFiles(input));
  for (const [path, body] of files) if (path.endsWith('.png')) drawn.set(path, body);
  const pages = [...files]
    .filter(([path]) => isPage(path))
    .map(([path, html]) => ({ path, html: String(html) }));
  const stationery = stationeryFor(input);
  const kit = await collected(kitFiles(stationery, [...piecesOf(stationery)]));
  return { tenant, files, kit, pages };
};

const made = new Map<Example, Promise<Portal>>();

/** The portal of an example, built once per test file. */
export const exampleOf = (name: Example): Promise<Portal> => {
  const known = made.get(name) ?? loadTenant(examples[name]).then(portalOf);
  made.set(name, known);
  return known;
};

/** A file's text. */
export const textOf = ({ files }: Portal, path: string): string => {
  const body = files.get(path);
  if (body === undefined) throw new Error(`the portal has no ${path}`);
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
};

/** The path of the file that a host answers an address of the portal with. */
export const fileAt = (path: string): string =>
  path === '' || path.endsWith('/') ? `${path}index.html` : path;
