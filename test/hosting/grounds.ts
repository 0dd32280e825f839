// A build of a tenant, published as people do it: the portal's files below the portal's path.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildTenant } from '../../cli/build-tenant.ts';
import { basePath } from '../../tenant/addresses.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Ground } from './servers.ts';

/** Builds a tenant, and lays it out for a server. Well-known files go to the root, wherever the portal is. */
export const groundOf = async (file: string): Promise<Ground> => {
  // Servers that run as another user read it too.
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-hosting-'));
  const tenant = await loadTenant(file);
  await buildTenant(file, join(folder, 'out'));
  const output = join(folder, 'out', tenant.id);
  const site = join(folder, 'site');
  await cp(join(output, 'portal'), join(site, basePath(tenant)), { recursive: true });
  const known = join(output, 'portal', '.well-known');
  if (basePath(tenant) !== '/')
    await cp(known, join(site, '.well-known'), { recursive: true }).catch(() => undefined);
  return { output, id: tenant.id, folder };
};

/** Builds one for a test file. */
export const useGround = (file: string): (() => Ground) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await groundOf(file);
  });
  afterAll(() => rm(ground.folder, { recursive: true, force: true }));
  return () => ground;
};

/** The names of a build's files below a folder of the portal. */
export const namesIn = async ({ output }: Ground, folder: string): Promise<string[]> =>
  readdir(join(output, 'portal', folder));
