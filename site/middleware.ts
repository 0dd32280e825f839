import { defineMiddleware } from 'astro:middleware';

/** The compiled bundle is handed its tenant; `astro dev` and `astro build` read the one that the environment names. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  if (!import.meta.env.KEYTURN_COMPILED && !locals.site) {
    const { siteFromEnvironment } = await import('./oracle.ts');
    locals.site = await siteFromEnvironment();
  }
  return next();
});
