// The demo with its real gateway, and host pages with the widget in them, as strict as pages can be; browsers tell the
// server whatever was against a page's policy.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { readPeople } from '../../cli/people.ts';
import { type Preview, startPreview } from '../../cli/preview/preview-server.ts';
import { listen } from '../../gateway/server.ts';
import { readCompiled } from '../../site/publish/compiled.ts';
import { loadTenant } from '../../tenant/load.ts';
import { type Demo, freePort } from '../e2e/demo.ts';

/** The demo, and what was reported to it. */
export type Site = Demo & {
  /** Violations of policies, as `page: directive`. */
  reports: string[];
};

const strict = (script: string): string =>
  `default-src 'none'; script-src ${script}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;

const integrityOf = async (url: string): Promise<string> => {
  const script = Buffer.from(await (await fetch(url)).arrayBuffer());
  return `sha384-${createHash('sha384').update(script).digest('base64')}`;
};

// What Chromium gives advice about: a form with nothing that says what its fields are.
const careless = '<input type="password"><form><input><input type="password"></form>';

const hostPages = (site: Site): Hono => {
  const app = new Hono();
  // (Where these are mounted, a closing slash makes no difference.)
  app.get('/host/careless', (context) => context.html(page(careless)));
  // A script that this page's policy doesn't know.
  app.get('/host/wrong', (context) => {
    context.header('content-security-policy', strict(`'none'`));
    return context.html(page('<script>document.title = "never"</script>'));
  });
  app.get('/host/:element', async (context) => {
    const name = `keyturn-${context.req.param('element')}`;
    const integrity = await integrityOf(`${site.url}/embed/keyturn.js`);
    context.header('content-security-policy', strict(`'${integrity}'`));
    return context.html(
      page(
        `<script type="module" src="/embed/keyturn.js" integrity="${integrity}"></script><${name}></${name}>`,
      ),
    );
  });
  return app;
};

type Report = {
  'csp-report': {
    'document-uri': string;
    'effective-directive'?: string;
    'violated-directive': string;
  };
};

const metaPolicy = /<meta http-equiv="content-security-policy" content="([^"]+)"/;

// Apart from the demo, which answers its own pages alone: a report says of some browsers' that it comes from nowhere.
const listenForReports = async ({ reports }: Site): Promise<Server> => {
  const app = new Hono();
  app.post('*', async (context) => {
    const { 'csp-report': said } = JSON.parse(await context.req.text()) as Report;
    const { pathname } = new URL(said['document-uri']);
    reports.push(`${pathname}: ${said['effective-directive'] ?? said['violated-directive']}`);
    return context.body(null, 204);
  });
  return listen(app, 0, '127.0.0.1');
};

const policyOf = async (response: Response): Promise<string | null | undefined> => {
  const given = response.headers.get('content-security-policy');
  if (given || !response.headers.get('content-type')?.startsWith('text/html')) return given;
  return metaPolicy.exec(await response.clone().text())?.[1];
};

// A policy in a page can't name an address for reports: it's said once more in a header that does.
const routesFor = (site: Site, reportsTo: string): Hono => {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    const policy = await policyOf(context.res);
    if (policy) context.header('content-security-policy', `${policy}; report-uri ${reportsTo}`);
  });
  return app.route('/', hostPages(site));
};

const start = async (site: Site, reportsTo: string): Promise<Preview> => {
  const port = await freePort();
  const example = 'examples/contoso';
  const people = readPeople(await readFile(`${example}/people.yaml`, 'utf8'), 'people.yaml');
  site.url = `http://localhost:${port}`;
  const preview = await startPreview({
    port,
    compiled: await readCompiled(),
    people: async () => people,
    routes: routesFor(site, reportsTo),
  });
  await preview.show(await loadTenant(`${example}/tenant.yaml`));
  return preview;
};

/** The demo for all tests of a file; each test finds everybody as they were at first. */
export const useSite = (): Site => {
  const site: Site = { url: '', reports: [] };
  let preview: Preview | undefined;
  let reports: Server | undefined;
  beforeAll(async () => {
    reports = await listenForReports(site);
    const { port } = reports.address() as AddressInfo;
    preview = await start(site, `http://localhost:${port}/`);
  });
  beforeEach(async () => {
    await fetch(`${site.url}/demo/start-over`, { method: 'POST' });
    site.reports.length = 0;
  });
  afterAll(async () => {
    await preview?.stop();
    reports?.closeAllConnections();
    reports?.close();
  });
  return site;
};
