import type { PortalInput } from '../site/publish/index.ts';
import type { Stationery } from '../templates/index.ts';

/** What letters look like: the brand, and the logo's absolute address. */
export const stationeryFor = ({
  tenant,
  published,
}: Pick<PortalInput, 'tenant' | 'published'>): Stationery => {
  const { tokens, mailLogo } = published;
  const logo = mailLogo && { ...mailLogo, src: new URL(mailLogo.src, tenant.portal.url).href };
  return { tenant, tokens, logo };
};
