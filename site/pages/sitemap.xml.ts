import type { APIRoute } from 'astro';
import { pageUrl } from '../../tenant/addresses.ts';
import { escapeMarkup } from '../markup.ts';
import type { Tenant } from '../../tenant/tenant.ts';

const entry = (tenant: Tenant, name: Tenant['portal']['pages'][number] | 'home'): string => {
  const alternates = tenant.locales
    .map(
      (code) =>
        `<xhtml:link rel="alternate" hreflang="${code}" href="${escapeMarkup(pageUrl(tenant, code, name))}"/>`,
    )
    .join('');
  return tenant.locales
    .map(
      (code) => `<url><loc>${escapeMarkup(pageUrl(tenant, code, name))}</loc>${alternates}</url>`,
    )
    .join('\n');
};

/** The sitemap, with the languages of each page (sitemaps.org 0.9). */
export const GET: APIRoute = ({ locals }) => {
  const { tenant } = locals.site;
  const pages = ['home', ...tenant.portal.pages] as const;
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.map((name) => entry(tenant, name)).join('\n')}
</urlset>
`);
};
