// For `astro dev` and `astro build`: the site's input for the tenant that KEYTURN_TENANT names.
import { readCompiled } from './publish/compiled.ts';
import { lookOf } from './publish/look.ts';
import { loadTenant } from '../tenant/load.ts';
import type { SiteInput } from './page.ts';

let site: Promise<SiteInput> | undefined;

const load = async (): Promise<SiteInput> => {
  const tenant = await loadTenant(process.env.KEYTURN_TENANT ?? 'examples/contoso/tenant.yaml');
  const { widget } = await readCompiled();
  return { tenant, look: (await lookOf(tenant)).look, widget };
};

/** Loaded once per process. */
export const siteFromEnvironment = (): Promise<SiteInput> => (site ??= load());
