import { defineTenant, type TenantFile } from 'keyturn';
import { defineTenant as again } from 'keyturn/tenant';

const organization: TenantFile['organization'] = {
  name: 'Wingtip Toys',
  domains: ['wingtiptoys.com'],
};

export default defineTenant({
  organization,
  portal: { url: 'https://passwords.wingtiptoys.com/' },
  support: { email: 'help@wingtiptoys.com' },
  backend: { kind: 'links', reset: 'https://accounts.wingtiptoys.com/recover' },
  text: { en: { 'site.home.title': 'Locked out? Come in.' } },
});

// @ts-expect-error A portal has an address.
again({ organization, portal: {}, support: {}, backend: { kind: 'entra' } });
