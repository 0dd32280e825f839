import type { APIRoute } from 'astro';

/** Open to search engines: people look for the page that helps them. */
export const GET: APIRoute = ({ locals }) =>
  new Response(
    `User-agent: *\nAllow: /\nSitemap: ${new URL('sitemap.xml', locals.site.tenant.portal.url.replace(/\/*$/, '/')).href}\n`,
  );
