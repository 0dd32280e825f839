import { Hono } from 'hono';
import { portalFiles, type PortalInput, renderRoute } from '../../site/publish/index.ts';
import type { OutputFile } from '../../site/publish/files.ts';
import { type Contract, contractOf, headersFor } from '../../site/hosting/contract.ts';
import { policyText, sourcesIn } from '../../site/hosting/policy.ts';
import { watcher } from '../../site/hosting/seen.ts';
import { typeOf } from '../../site/hosting/types.ts';
import { routesOf } from '../../site/publish/paths.ts';
import { basePath } from '../../tenant/addresses.ts';

// The path that is meant; one that isn't well encoded means no file.
const pathOf = (url: string): string => {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
};

// A preview has a script of its own in its pages: the policy is that of the page as it is then.
const policyOf = (body: OutputFile['body'], { tenant }: PortalInput): string =>
  policyText({ ...sourcesIn(String(body)), frames: tenant.allowedOrigins });

// A preview speaks plain HTTP.
const answer = (contract: Contract, path?: string): Record<string, string> => {
  const { 'Strict-Transport-Security': _overTls, ...headers } = headersFor(contract, path);
  return headers;
};

const asBody = (body: OutputFile['body']): BodyInit => body as BodyInit;

/**
 * Serves a portal from memory as a static host would: folders by their index, 404 with the portal's own page, the
 * well-known redirect. `more` goes into every page (a preview's reload script), which is then rendered when it is asked for.
 */
export const portalApp = async (input: PortalInput, more?: string): Promise<Hono> => {
  const files = new Map<string, OutputFile['body']>();
  const look = watcher();
  for await (const { path, body } of portalFiles(input, look)) files.set(path, body);
  const contract = contractOf(input.tenant, look.seen());
  const plain = answer(contract);
  const routes = new Map(routesOf(input.tenant).map(({ path, file }) => [file, path]));
  const base = basePath(input.tenant);

  const bodyOf = async (file: string): Promise<OutputFile['body']> => {
    const route = routes.get(file);
    return more && route ? renderRoute(input, route, more) : files.get(file)!;
  };

  const app = new Hono();
  const leadTo = (location: string, status: number): Response =>
    new Response(null, { status, headers: { ...plain, location } });
  for (const { from, to } of contract.redirects) app.get(from, () => leadTo(to, 302));
  app.get('*', async (context) => {
    const path = pathOf(context.req.url);
    if (base !== '/' && (path === '/' || `${path}/` === base)) return leadTo(base, 302);
    // Beside the portal's own path a host has only what belongs at its root.
    const atRoot = /^\/(?:\.well-known\/|robots\.txt$)/.test(path);
    const below = path.startsWith(base) ? path.slice(base.length) : atRoot ? path.slice(1) : path;
    if (!files.has(below) && files.has(`${below}/index.html`) && below !== '')
      return leadTo(encodeURI(`${path}/`), 308);
    const file = below === '' || below.endsWith('/') ? `${below}index.html` : below;
    const found = files.has(file) ? file : '404.html';
    const body = await bodyOf(found);
    const headers = {
      ...(found === file ? answer(contract, file) : plain),
      'Content-Type': typeOf(found),
      ...(more && found.endsWith('.html') && { 'Content-Security-Policy': policyOf(body, input) }),
    };
    return new Response(asBody(body), { status: found === file ? 200 : 404, headers });
  });
  return app;
};
