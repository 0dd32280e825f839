import { wordsFor } from '../../locales/words.ts';
import { pagePath, pageUrl } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { escapeMarkup } from '../markup.ts';
import type { OutputFile } from './files.ts';
import { finishPage } from './finish.ts';

/**
 * /.well-known/security.txt (RFC 9116): plain text, CRLF, at the origin's root. Empty without a `security` section:
 * a file that nobody answers for is worse than none.
 */
export const securityTxt = (tenant: Tenant): OutputFile[] => {
  if (!tenant.security) return [];
  const { contact, expires } = tenant.security;
  const lines = [
    `Contact: ${contact.includes('@') ? `mailto:${contact}` : contact}`,
    `Expires: ${expires}T23:59:59.000Z`,
    `Preferred-Languages: ${tenant.locales.join(', ')}`,
    `Canonical: ${new URL('/.well-known/security.txt', pageUrl(tenant, tenant.defaultLocale)).href}`,
  ];
  return [{ path: '.well-known/security.txt', body: `${lines.join('\r\n')}\r\n` }];
};

/**
 * /.well-known/change-password (W3C): password managers open it to change a password. A host should answer it with a
 * redirect; where it can't, this page goes on by itself.
 */
export const changePassword = (tenant: Tenant): OutputFile => {
  const { defaultLocale } = tenant;
  const say = wordsFor(defaultLocale, tenant.text[defaultLocale]);
  const title = escapeMarkup(say('site.change.title'));
  const path = escapeMarkup(pagePath(tenant, defaultLocale, 'change'));
  const head = `<meta charset="utf-8"><title>${title}</title><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url=${path}">`;
  return {
    path: '.well-known/change-password/index.html',
    body: finishPage(
      `<!DOCTYPE html><html lang="${defaultLocale}" dir="${say.dir}"><head>${head}</head><body><p><a href="${path}">${title}</a></p></body></html>\n`,
      [],
    ),
  };
};
