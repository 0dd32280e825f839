// The files for hosts that no test can run: what they say, and how much of it.
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { contractOf, headersFor } from '../../site/hosting/contract.ts';
import { hostFiles, hosts } from '../../site/hosting/index.ts';
import { sourcesIn } from '../../site/hosting/policy.ts';
import { type Seen, watcher } from '../../site/hosting/seen.ts';
import { hostNames } from '../../tenant/schema/hosts.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type Example, exampleNames, exampleOf } from './portals.ts';

type Hosted = { tenant: Tenant; seen: Seen; pages: { path: string; html: string }[] };

const hosted = async (name: Example, portal: Partial<Tenant['portal']> = {}): Promise<Hosted> => {
  const { tenant, files, pages } = await exampleOf(name);
  const look = watcher();
  const configuration = /^(_|\.ht|\.noj|web\.config|vercel|staticwebapp)/;
  for (const [path, body] of files) if (!configuration.test(path)) look.see({ path, body });
  return {
    tenant: { ...tenant, portal: { ...tenant.portal, ...portal } },
    seen: look.seen(),
    pages,
  };
};

const textOf = (files: { path: string; body: string | Uint8Array }[], path: string): string =>
  String(files.find((file) => file.path === path)!.body);

type Config = {
  globalHeaders: Record<string, string>;
  routes: { route: string; redirect?: string; statusCode?: number; headers?: object }[];
  responseOverrides: object;
};

describe('The header contract', () => {
  it('names in one policy what the policies of all pages name, and nothing that no page does', async () => {
    for (const name of exampleNames) {
      const { tenant, seen, pages } = await hosted(name);
      const policy = headersFor(contractOf(tenant, seen))['Content-Security-Policy']!;
      const named = policy.match(/'sha(?:256|384)-[^']+'/g)!;
      const inPages = pages.flatMap(({ html }) => Object.values(sourcesIn(html)).flat());
      for (const source of named) expect(policy.split(source), source).toHaveLength(2);
      expect(inPages.filter((source) => !policy.includes(source))).toEqual([]);
      expect(policy).not.toMatch(/unsafe|https?:(?!\/\/(login|intranet)\.contoso\.com)|\*/);
    }
  });

  it('lets those frame the pages who may embed the widget, and nobody where there is none', async () => {
    const contoso = await hosted('contoso');
    const open = headersFor(contractOf(contoso.tenant, contoso.seen), 'reset/index.html');
    expect(open['Content-Security-Policy']).toContain(
      'frame-ancestors https://login.contoso.com https://intranet.contoso.com;',
    );
    expect(open).not.toHaveProperty('X-Frame-Options');
    const wingtip = await hosted('wingtip');
    const shut = headersFor(contractOf(wingtip.tenant, wingtip.seen));
    expect(shut['Content-Security-Policy']).toContain("frame-ancestors 'none';");
    expect(shut['X-Frame-Options']).toBe('DENY');
  });
});

describe('The files for hosts', () => {
  it('are there for every name that the tenant file knows', async () => {
    expect(hosts.map(({ name }) => name)).toEqual([...hostNames]);
    for (const host of hostNames) {
      const { tenant, seen } = await hosted('contoso', { host });
      const { portal, hosting } = hostFiles(tenant, seen);
      expect([...portal, ...hosting].length, host).toBeGreaterThan(0);
    }
  });

  it('are for all hosts where none is named: beside the pages, or in a folder of the host’s name', async () => {
    const { tenant, seen } = await hosted('contoso');
    const { portal, hosting, notes } = hostFiles(tenant, seen);
    expect(portal.map(({ path }) => path).toSorted()).toEqual([
      '.htaccess',
      '.nojekyll',
      '_headers',
      '_redirects',
      'staticwebapp.config.json',
      'vercel.json',
      'web.config',
    ]);
    expect([...new Set(hosting.map(({ path }) => path.split('/')[0]!))].toSorted()).toEqual([
      'aws',
      'caddy',
      'netlify',
      'nginx',
    ]);
    expect(notes).toEqual([]);
  });

  it('are to be merged by hand where a portal under a path isn’t at the root that they are read at', async () => {
    const { tenant, seen } = await hosted('fabrikam', { host: 'azure' });
    const { portal, hosting, notes } = hostFiles(tenant, seen);
    expect(portal).toEqual([]);
    expect(hosting.map(({ path }) => path)).toEqual(['azure/staticwebapp.config.json']);
    expect(notes.join()).toContain('merge it');
  });

  it('say what a host can’t do when it is chosen', async () => {
    const { tenant, seen } = await hosted('contoso', { host: 'github' });
    const { portal, notes } = hostFiles(tenant, seen);
    expect(portal).toEqual([{ path: '.nojekyll', body: '' }]);
    expect(notes.join()).toMatch(/other sites can frame the portal.*can’t redirect/s);
  });

  it('stay within what Cloudflare reads, and name no header twice for one address', async () => {
    const { tenant, seen } = await hosted('contoso', { host: 'cloudflare' });
    const { portal, notes } = hostFiles(tenant, seen);
    expect(notes).toEqual([]);
    const blocks = textOf(portal, '_headers').trim().split('\n\n');
    const rules = blocks.map((block) => {
      const [address = '', ...lines] = block.split('\n');
      const names = lines
        .filter((line) => !line.startsWith('  !'))
        .map((line) => line.split(':')[0]!.trim());
      return { address, names };
    });
    const applies = (address: string, path: string): boolean =>
      address.endsWith('*') ? path.startsWith(address.slice(0, -1)) : address === path;
    for (const path of ['', ...seen.paths].map((one) => `/${one.replace(/index\.html$/, '')}`)) {
      const names = rules
        .filter(({ address }) => applies(address, path))
        .flatMap((rule) => rule.names);
      expect(new Set(names).size, path).toBe(names.length);
      expect(names, path).toContain('Cross-Origin-Resource-Policy');
    }
    expect(textOf(portal, '_redirects')).toBe('/.well-known/change-password /change/ 302\n');
    const netlify = hostFiles({ ...tenant, portal: { ...tenant.portal, host: 'netlify' } }, seen);
    expect(textOf(netlify.portal, '_redirects')).toBe(
      '/.well-known/change-password /change/ 302!\n',
    );
  });

  it('say where a policy is longer than a host reads', async () => {
    const { tenant, seen } = await hosted('contoso', { host: 'cloudflare' });
    const allowedOrigins = Array.from(
      { length: 60 },
      (_, n) => `https://a-long-name-${n}.contoso.com`,
    );
    expect(hostFiles({ ...tenant, allowedOrigins }, seen).notes.join()).toMatch(/it takes 2000$/);
  });

  it('give Azure one route for a file, a 404 that is one, and no fallback', async () => {
    const { tenant, seen } = await hosted('contoso', { host: 'azure' });
    const config = JSON.parse(
      textOf(hostFiles(tenant, seen).portal, 'staticwebapp.config.json'),
    ) as Config;
    const routes = config.routes.map(({ route }) => route);
    expect(new Set(routes).size).toBe(routes.length);
    expect(config.routes[0]).toEqual({
      route: '/.well-known/change-password',
      redirect: '/change/',
      statusCode: 302,
    });
    expect(config.routes.find(({ route }) => route === '/reset/')!.headers).toEqual({
      'Cache-Control': 'no-store',
    });
    expect(config.responseOverrides).toEqual({ 404: { rewrite: '/404.html', statusCode: 404 } });
    expect(config).not.toHaveProperty('navigationFallback');
  });

  it('match with Vercel’s patterns what they are for', async () => {
    const { tenant, seen } = await hosted('contoso', { host: 'vercel' });
    const { headers, redirects } = JSON.parse(
      textOf(hostFiles(tenant, seen).portal, 'vercel.json'),
    ) as {
      headers: { source: string; headers: { key: string; value: string }[] }[];
      redirects: object[];
    };
    const sent = (path: string): Record<string, string> =>
      Object.fromEntries(
        headers
          .filter(({ source }) => new RegExp(`^${source}$`).test(path))
          .flatMap((rule) => rule.headers.map(({ key, value }) => [key, value])),
      );
    const contract = contractOf(tenant, seen);
    for (const path of seen.paths) {
      const { 'Cache-Control': cache, ...expected } = headersFor(contract, path);
      const own = cache === 'no-cache' ? {} : { 'Cache-Control': cache };
      expect(sent(`/${path}`), path).toEqual({ ...expected, ...own });
    }
    expect(redirects).toMatchObject([{ statusCode: 302 }]);
  });

  it('let CloudFront find folders, complete their addresses, and redirect', async () => {
    const { tenant, seen } = await hosted('contoso', { host: 'aws' });
    const { hosting } = hostFiles(tenant, seen);
    const ask = (uri: string): unknown =>
      runInNewContext(`${textOf(hosting, 'aws/viewer-request.js')};handler({request:{uri}})`, {
        uri,
      });
    const led = (value: string) => ({ statusCode: 302, headers: { location: { value } } });
    expect(ask('/reset/')).toMatchObject({ uri: '/reset/index.html' });
    expect(ask('/nl/reset')).toMatchObject(led('/nl/reset/'));
    expect(ask('/robots.txt')).toMatchObject({ uri: '/robots.txt' });
    expect(ask('//evil.test/a')).not.toHaveProperty('statusCode');
    expect(ask('/.well-known/change-password')).toMatchObject(led('/change/'));
    const policy = JSON.parse(textOf(hosting, 'aws/headers-shared.json')) as Record<string, object>;
    expect(policy.CorsConfig).toMatchObject({ AccessControlAllowOrigins: { Items: ['*'] } });
    const upload = textOf(hosting, 'aws/upload.sh');
    for (const path of seen.paths) expect(upload.split(`--include '${path}'`)).toHaveLength(2);
  });
});
