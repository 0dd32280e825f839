// From a tenant to the files of its portal.
import { knownOrigins } from '../../tenant/addresses.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import { helpIn } from '../../tenant/phrases.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { everyElement } from '../../widget/element-names.ts';
import { siteFor } from '../page-in.ts';
import type { Site } from '../page.ts';
import { wordsByPlace } from '../widget-config.ts';
import type { Compiled } from './compiled.ts';
import { finishPage } from './finish.ts';
import type { Former, OutputFile } from './files.ts';
import { lookOf, type Published } from './look.ts';
import { routesOf } from './paths.ts';
import { changePassword, securityTxt } from './well-known.ts';

/** Where the pages of a tenant may send requests: to the backend, if it is one that a browser calls. */
export const connectSources = ({ backend, portal }: Tenant): string[] => {
  if (backend.kind !== 'http') return [];
  const { origin } = new URL(backend.url, portal.url);
  return [origin === new URL(portal.url).origin ? "'self'" : origin];
};

const embedMark = 'KEYTURN_EMBED';

/** The one script file for other sign-in pages, with this tenant's words, brand and backend in it. */
const embedFile = (tenant: Tenant, { tokens }: Published, { embed }: Compiled): OutputFile => {
  // The first language is the one spoken where a page has none of ours.
  const locales = new Set([tenant.defaultLocale, ...tenant.locales]);
  const words = [...locales].map((code) => [code, wordsByPlace(tenant, code, embed.ids)]);
  const config = {
    backend: tenant.backend,
    words: Object.fromEntries(words),
    help: helpIn(tenant, tenant.defaultLocale),
    origins: knownOrigins(tenant),
    // A static host can't send `frame-ancestors` for pages that aren't its own.
    knownFramesOnly: true,
  };
  const value = JSON.stringify({ config, tokens: tokensCss(tokens, everyElement) });
  const body = `/*! Licences: ../licences.txt */\n${embed.code.replace(embedMark, () => value)}`;
  return { path: 'embed/keyturn.js', body };
};

/** What is needed to make one portal. */
export type PortalInput = {
  tenant: Tenant;
  compiled: Compiled;
  published: Published;
  site: Site;
};

/** Renders one route. `more` is put at the end of a page's body: a preview's own script. */
export const renderRoute = async (
  { tenant, compiled, site }: PortalInput,
  path: string,
  more = '',
): Promise<string> => {
  const render = await compiled.renderer();
  const response = await render(path, { site });
  const text = await response.text();
  const connect = connectSources(tenant);
  return text.startsWith('<!')
    ? finishPage(
        text.replace('</body>', () => `${more}</body>`),
        more ? ["'self'", ...connect] : connect,
      )
    : text;
};

/** Yields the files of a tenant's portal one by one, so that no portal has to be held in memory whole. */
export async function* portalFiles(input: PortalInput): AsyncGenerator<OutputFile> {
  const { tenant, compiled, published } = input;
  for (const { path, file } of routesOf(tenant))
    yield { path: file, body: await renderRoute(input, path) };
  yield* published.assets;
  yield embedFile(tenant, published, compiled);
  yield { path: 'licences.txt', body: compiled.licences };
  yield* securityTxt(tenant);
  if (tenant.portal.pages.includes('change')) yield changePassword(tenant);
}

/** Makes what the renderer needs for a tenant. */
export const portalInput = async (
  tenant: Tenant,
  compiled: Compiled,
  former?: Former,
): Promise<PortalInput> => {
  const published = await lookOf(tenant, former);
  const site = siteFor({ tenant, look: published.look, widget: compiled.widget });
  return { tenant, compiled, published, site };
};
