import { Hono } from 'hono';
import { portalFiles, type PortalInput, renderRoute } from '../../site/publish/index.ts';
import type { OutputFile } from '../../site/publish/files.ts';
import { routesOf } from '../../site/publish/paths.ts';
import { basePath, pagePath } from '../../tenant/addresses.ts';
import { typeOf } from './types.ts';

const headersFor = (path: string): Record<string, string> => ({
  'content-type': typeOf(path),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': /^assets\/|^embed\/keyturn\.\w+\.js$/.test(path)
    ? 'public, max-age=31536000, immutable'
    : 'no-cache',
  // Sign-in pages elsewhere load the widget from here, with or without an integrity value.
  ...(path.startsWith('embed/')
    ? { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
    : {}),
});

// The path that is meant; one that isn't well encoded means no file.
const pathOf = (url: string): string => {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
};

const asBody = (body: OutputFile['body']): BodyInit => body as BodyInit;

/**
 * Serves a portal from memory as a static host would: folders by their index, 404 with the portal's own page, the
 * well-known redirect. `more` goes into every page (a preview's reload script), which is then rendered when it is asked for.
 */
export const portalApp = async (input: PortalInput, more?: string): Promise<Hono> => {
  const files = new Map<string, OutputFile['body']>();
  for await (const { path, body } of portalFiles(input)) files.set(path, body);
  const routes = new Map(routesOf(input.tenant).map(({ path, file }) => [file, path]));
  const base = basePath(input.tenant);

  const bodyOf = async (file: string): Promise<OutputFile['body']> => {
    const route = routes.get(file);
    return more && route ? renderRoute(input, route, more) : files.get(file)!;
  };

  const app = new Hono();
  app.get('/.well-known/change-password', (context) =>
    context.redirect(pagePath(input.tenant, input.tenant.defaultLocale, 'change'), 302),
  );
  app.get('*', async (context) => {
    const path = pathOf(context.req.url);
    if (base !== '/' && (path === '/' || `${path}/` === base)) return context.redirect(base, 302);
    // Beside the portal's own path a host has only what belongs at its root.
    const atRoot = /^\/(?:\.well-known\/|robots\.txt$)/.test(path);
    const below = path.startsWith(base) ? path.slice(base.length) : atRoot ? path.slice(1) : path;
    if (!files.has(below) && files.has(`${below}/index.html`) && below !== '')
      return context.redirect(`${path}/`, 308);
    const file = below === '' || below.endsWith('/') ? `${below}index.html` : below;
    const found = files.has(file) ? file : '404.html';
    return new Response(asBody(await bodyOf(found)), {
      status: found === file ? 200 : 404,
      headers: headersFor(found),
    });
  });
  return app;
};
