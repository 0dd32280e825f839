// A published portal at its own address: what would come from its host comes from the built folder, and its gateway is
// one that runs in this process.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BrowserContext, Route } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { buildTenant } from '../../cli/build-tenant.ts';
import { type Contract, contractOf, headersFor } from '../../site/hosting/contract.ts';
import { watcher } from '../../site/hosting/seen.ts';
import { typeOf } from '../../site/hosting/types.ts';
import { basePath } from '../../tenant/addresses.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** A built portal. */
export type Published = {
  tenant: Tenant;
  folder: string;
  origin: string;
  /** Paths of its pages, as a person would type them. */
  pages: string[];
  /** Serves it to a browser. */
  serve(context: BrowserContext): Promise<void>;
};

const toPath = (base: string, file: string): string =>
  base + file.replace(/(^|\/)index\.html$/, '$1');

const pagesIn = async (folder: string, base: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.html') && !file.startsWith('.well-known'))
    .map((file) => toPath(base, file))
    .toSorted();

// As a host does that keeps the header contract.
const fulfil = async (route: Route, folder: string, contract: Contract): Promise<void> => {
  const path = new URL(route.request().url()).pathname.slice(contract.base.length);
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const body = extname(file)
    ? await readFile(join(folder, file)).catch(() => undefined)
    : undefined;
  const found = body ? file : contract.missing;
  const headers = { ...headersFor(contract, found), 'Content-Type': typeOf(found) };
  await route.fulfill({
    status: body ? 200 : 404,
    body: body ?? (await readFile(join(folder, found))),
    headers,
  });
};

const contractIn = async (tenant: Tenant, folder: string): Promise<Contract> => {
  const look = watcher();
  for (const path of await readdir(folder, { recursive: true }))
    if (extname(path)) look.see({ path, body: await readFile(join(folder, path)) });
  return contractOf(tenant, look.seen());
};

/** Builds a tenant as `keyturn build` does. */
const publish = async (file: string, out: string): Promise<Published> => {
  const tenant = await loadTenant(file);
  await buildTenant(file, out);
  const folder = join(out, tenant.id, 'portal');
  const { origin } = new URL(tenant.portal.url);
  const base = basePath(tenant);
  const contract = await contractIn(tenant, folder);
  return {
    tenant,
    folder,
    origin,
    pages: await pagesIn(folder, base),
    serve: async (context) => {
      await context.route(`${origin}/**`, (route) => fulfil(route, folder, contract));
    },
  };
};

/** Builds tenants before the tests of a file. */
export const usePublished = (files: readonly string[]): (() => Published[]) => {
  let out = '';
  const all: Published[] = [];
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'keyturn-e2e-'));
    for (const file of files) all.push(await publish(file, out));
  });
  afterAll(() => rm(out, { recursive: true, force: true }));
  return () => all;
};
