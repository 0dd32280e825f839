// What to paste where, so that sign-in pages that are there already lead to the portal.
import { pageUrl, typedAddress } from '../../tenant/addresses.ts';
import type { PageName } from '../../tenant/schema/portal.ts';
import { html } from '../html.ts';
import { type LetterInput, offers, undirected, wordsOf } from '../letter.ts';
import { typed } from '../letters/phrases.ts';
import type { Paper, Part } from './paper.ts';

const urlOf = ({ tenant, locale }: LetterInput, page: PageName): string =>
  pageUrl(tenant, locale, tenant.portal.pages.includes(page) ? page : 'home');

/** The sentence that leads people to the portal. */
const invite = (input: LetterInput): string =>
  undirected(
    wordsOf(input)('kit.integration.text', {
      address: typedAddress(input.tenant),
      unlock: offers(input, 'unlock'),
    }),
  );

// Microsoft Graph, organizationalBranding: most characters of each (learn.microsoft.com, v1.0).
const longest = {
  signInPageText: 1024,
  customAccountResetCredentialsUrl: 128,
  customCannotAccessYourAccountText: 256,
  customForgotMyPasswordText: 256,
} as const;

/** Entra's organisational branding as Graph takes it. What is longer than it takes is left out. */
export const entraBranding = (input: LetterInput): Record<string, string> => {
  const say = wordsOf(input);
  const values: Record<keyof typeof longest, string> = {
    signInPageText: invite(input),
    customAccountResetCredentialsUrl: urlOf(input, 'reset'),
    customCannotAccessYourAccountText: say('kit.integration.cannot'),
    customForgotMyPasswordText: say('kit.integration.forgot'),
  };
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => value.length <= longest[key as keyof typeof longest],
    ),
  );
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const microsoft = (input: LetterInput, link: string): Part[] => {
  const { tenant, locale } = input;
  const tag = tenant.organization.countryCode
    ? `${locale}-${tenant.organization.countryCode}`
    : locale;
  const place =
    locale === tenant.defaultLocale
      ? 'PATCH https://graph.microsoft.com/v1.0/organization/{id}/branding\nAccept-Language: 0'
      : `PATCH https://graph.microsoft.com/v1.0/organization/{id}/branding/localizations/${tag}`;
  return [
    {
      kind: 'code',
      label: 'Microsoft Entra ID',
      code: `${place}\n\n${JSON.stringify(entraBranding(input), null, 2)}`,
    },
    {
      kind: 'code',
      label: 'AD FS',
      code: `Set-AdfsGlobalWebContent -Locale ${quoted(tag)} -SignInPageDescriptionText ${quoted(`<p>${link}</p>`)}`,
    },
  ];
};

const others = (input: LetterInput, link: string): Part[] => {
  const say = wordsOf(input);
  const reset = urlOf(input, 'reset');
  const help = {
    forgotPassword: reset,
    ...(offers(input, 'unlock') === 'yes' && { unlock: urlOf(input, 'unlock') }),
  };
  const parts: [string, string][] = [
    ['Keycloak: footer.ftl', `<#macro content>\n${link}\n</#macro>`],
    ['Nextcloud', `occ config:system:set lost_password_link --value=${quoted(reset)}`],
    [
      'Authelia: configuration.yml',
      `authentication_backend:\n  password_reset:\n    disable: false\n    custom_url: ${quoted(reset)}`,
    ],
    ['Okta: Sign-In Widget', `config.helpLinks = ${JSON.stringify(help, null, 2)};`],
    ['Google Workspace: Change password URL', urlOf(input, 'change')],
    [
      say('kit.integration.widget'),
      `<script type="module" src="${new URL('embed/keyturn.js', input.tenant.portal.url.replace(/\/*$/, '/')).href}"></script>\n<keyturn-access>${link}</keyturn-access>`,
    ],
  ];
  return parts.map(([label, code]) => ({ kind: 'code', label, code }));
};

/** The integration values of a tenant. */
export const integration = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  const reset = urlOf(input, 'reset');
  const link = html`<a href="${reset}">${say('kit.integration.cannot')}</a>`.markup;
  return {
    name: 'integration',
    title: say('kit.integration.title'),
    lead: say('kit.integration.lead', { address: typed(input) }),
    parts: [
      { kind: 'code', label: say('kit.integration.page'), code: invite(input) },
      { kind: 'code', label: say('kit.integration.link'), code: reset },
      ...microsoft(input, link),
      ...others(input, link),
    ],
  };
};
