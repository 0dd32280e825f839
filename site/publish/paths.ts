import { localeFolder, mailPagesOf, takesRequests } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** A page to render: the path that Astro's router knows, and the file that it becomes. */
export type Route = { path: string; file: string };

/** Every route of a tenant's portal, pages first. The tenant's own base path is not in them. */
export const routesOf = (tenant: Tenant): Route[] => [
  ...tenant.locales.flatMap((locale) => {
    const folder = localeFolder(tenant, locale);
    const asked = takesRequests(tenant) ? ['ask'] : [];
    const names = [...tenant.portal.pages, ...asked, ...mailPagesOf(tenant), 'embed'];
    return ['', ...names.map((name) => `${name}/`)].map((page) => ({
      path: `/${folder}${page}`,
      file: `${folder}${page}index.html`,
    }));
  }),
  { path: '/404/', file: '404.html' },
  { path: '/robots.txt', file: 'robots.txt' },
  { path: '/sitemap.xml', file: 'sitemap.xml' },
];
