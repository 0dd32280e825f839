// Only `astro dev` and `astro build` ask for paths; the compiled bundle is told which page to render.
import { localePaths } from './page.ts';

/** One path per language of the tenant that the environment names. */
export const getStaticPaths = async () => {
  if (import.meta.env.KEYTURN_COMPILED) return [];
  const { siteFromEnvironment } = await import('./oracle.ts');
  return localePaths((await siteFromEnvironment()).tenant);
};
