// From a tenant to the files of its portal.
import type { Tenant } from '../../tenant/tenant.ts';
import { hostFiles } from '../hosting/index.ts';
import { type Watcher, watcher } from '../hosting/seen.ts';
import { siteFor } from '../page-in.ts';
import type { Site } from '../page.ts';
import type { Compiled } from './compiled.ts';
import { type Embed, embedFiles, embedOf, formerVersions } from './embed.ts';
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

/** What is needed to make one portal. */
export type PortalInput = {
  tenant: Tenant;
  compiled: Compiled;
  published: Published;
  embed: Embed;
  /** Versions of the embed file that pages may still be tied to. */
  older: OutputFile[];
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
        more ? [...new Set(["'self'", ...connect])] : connect,
      )
    : text;
};

async function* ownFiles(input: PortalInput): AsyncGenerator<OutputFile> {
  const { tenant, compiled, published, embed, older } = input;
  for (const { path, file } of routesOf(tenant))
    yield { path: file, body: await renderRoute(input, path) };
  yield* published.assets;
  yield* embedFiles(embed, older);
  yield { path: 'licences.txt', body: compiled.licences };
  yield* securityTxt(tenant);
  if (tenant.portal.pages.includes('change')) yield changePassword(tenant);
}

/**
 * Yields the files of a tenant's portal one by one, so that no portal has to be held in memory whole; those that tell
 * hosts what to do come last. `look` notes what the host's other files are made from.
 */
export async function* portalFiles(
  input: PortalInput,
  look: Watcher = watcher(),
): AsyncGenerator<OutputFile> {
  for await (const file of ownFiles(input)) {
    look.see(file);
    yield file;
  }
  yield* hostFiles(input.tenant, look.seen()).portal;
}

/** Makes what the renderer needs for a tenant. */
export const portalInput = async (
  tenant: Tenant,
  compiled: Compiled,
  former?: Former,
): Promise<PortalInput> => {
  const published = await lookOf(tenant, former);
  const embed = embedOf(tenant, published.tokens, compiled);
  const older = former ? await formerVersions(embed, former) : [];
  const site = siteFor({ tenant, look: published.look, widget: compiled.widget, embed });
  return { tenant, compiled, published, embed, older, site };
};
