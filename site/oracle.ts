// For `astro dev` and `astro build`: the site's input for the tenant that KEYTURN_TENANT names.
import { readCompiled } from './publish/compiled.ts';
import { embedOf } from './publish/embed.ts';
import { lookOf } from './publish/look.ts';
import { loadTenant } from '../tenant/load.ts';
import { siteFor } from './page-in.ts';
import type { Site } from './page.ts';

let site: Promise<Site> | undefined;

const load = async (): Promise<Site> => {
  const tenant = await loadTenant(process.env.KEYTURN_TENANT ?? 'examples/contoso/tenant.yaml');
  const compiled = await readCompiled();
  // Pages name their pictures; drawing them is not for Astro to do.
  const { look, tokens } = await lookOf(tenant, async () => new Uint8Array());
  const embed = embedOf(tenant, tokens, compiled);
  return siteFor({ tenant, look, widget: compiled.widget, embed });
};

/** Loaded once per process. */
export const siteFromEnvironment = (): Promise<Site> => (site ??= load());
