// What a developer copies into a sign-in page: made from the tenant's own addresses, ready to use.
import { escapeMarkup } from './markup.ts';
import { pageUrl } from '../tenant/addresses.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { EmbedFile, Page, Way } from './page.ts';

const urlOf = (tenant: Tenant, path: string): string =>
  pageUrl(tenant, tenant.defaultLocale) + path;

const script = (src: string, more = ''): string =>
  `<script type="module" src="${escapeMarkup(src)}"${more}></script>`;

/** The script element for this very version, which the browser compares with the integrity value. */
export const scriptTag = (tenant: Tenant, { path, integrity }: EmbedFile): string =>
  script(urlOf(tenant, path), ` integrity="${integrity}" crossorigin="anonymous"`);

/** The script element for whatever version is the newest. */
export const newestScriptTag = (tenant: Tenant): string =>
  script(urlOf(tenant, 'embed/keyturn.js'));

/** An element to put into a page, what it is for, and whether it can be shown at work to somebody not signed in. */
export type Snippet = { name: string; lead: string; code: string; shown: boolean };

const flows = ['reset', 'register', 'change'] as const;

const reminder = `<keyturn-reminder></keyturn-reminder>
<script type="module">
  document.querySelector('keyturn-reminder').getToken =
    async () => (await fetch('/token')).text();
</script>`;

/** The elements that this tenant's pages can use. */
export const snippetsOf = (page: Page): Snippet[] => {
  const { say } = page;
  const has = (wanted: Way): boolean => page.open.some(({ way }) => way === wanted);
  const link = `<a href="${escapeMarkup(page.hosted('reset') ?? page.url('reset'))}">${escapeMarkup(say('widget.access'))}</a>`;
  const access: Snippet = {
    name: 'keyturn-access',
    lead: say('site.embed.access'),
    code: `<keyturn-access>\n  ${link}\n</keyturn-access>`,
    shown: true,
  };
  const others = flows.filter(has).map((way): Snippet => {
    const name = `keyturn-${way}`;
    return { name, lead: say(`site.embed.${way}`), code: `<${name}></${name}>`, shown: true };
  });
  const reminds = page.tenant.backend.kind === 'http' && has('register');
  return [
    ...(has('reset') ? [access] : []),
    ...others,
    ...(reminds
      ? [
          {
            name: 'keyturn-reminder',
            lead: say('site.embed.reminder'),
            code: reminder,
            shown: false,
          },
        ]
      : []),
  ];
};

/** What a page that has a Content Security Policy adds to it. */
export const policyOf = ({ tenant }: Page): string => {
  const { backend, portal } = tenant;
  const calls =
    backend.kind === 'http' ? [`connect-src ${new URL(backend.url, portal.url).origin};`] : [];
  return [`script-src ${urlOf(tenant, 'embed/')};`, ...calls, 'trusted-types lit-html;'].join('\n');
};

/** The attributes of the elements. */
export const attributes = [
  'backend',
  'locale',
  'username',
  'intent',
  'return-to',
  'appearance',
] as const;

/** The events of the elements, each with the fields of its detail. */
export const events = [
  ['step', 'kind'],
  ['done', 'outcome'],
  ['problem', 'code'],
  ['stopped', 'reason, supportCode'],
] as const;
