// What nginx, Apache and Caddy really answer with the files that a build made for them.
import { chmod } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask } from './asked.ts';
import { expectHeaders, lasting, own, plain, script, shown, step } from './contract.ts';
import { namesIn, useGround } from './grounds.ts';
import { kinds, type Running, serversLack, type ServerKind, start } from './servers.ts';

const everything = Boolean(process.env.CI || process.env.KEYTURN_ALL);
const lacking = serversLack();
if (lacking.length > 0 && everything) throw new Error(`not installed: ${lacking.join(', ')}`);
if (lacking.length > 0) console.warn(`skipped: the tests on web servers: no ${lacking.join(', ')}`);

const contoso = useGround('examples/contoso/tenant.yaml');
const fabrikam = useGround('examples/fabrikam/tenant.yaml');

const names = lacking.length > 0 ? [] : (Object.keys(kinds) as ServerKind[]);

describe.each(names)('On %s', (name) => {
  let server: Running;
  let sub: Running;
  beforeAll(async () => {
    for (const { folder } of [contoso(), fabrikam()]) await chmod(folder, 0o755);
    server = await start(name, contoso());
    sub = await start(name, fabrikam());
  });
  afterAll(async () => {
    await server?.stop();
    await sub?.stop();
  });

  const get = (path: string, host?: string): Promise<Answer> => ask(server.origin, path, { host });

  const expectFile = async (path: string, others: Record<string, RegExp>): Promise<void> => {
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    expectHeaders(path, answer, others);
    if (!('access-control-allow-origin' in others))
      expect(answer.headers, path).not.toHaveProperty('access-control-allow-origin');
  };

  it('pages may be asked for again, and pages of steps are kept nowhere', async () => {
    for (const path of ['/', '/nl/', '/help/', '/embed/']) await expectFile(path, shown);
    for (const path of ['/reset/', '/ar/change/', '/nl/register/']) await expectFile(path, step);
  });

  it('files whose name goes with their content are kept for ever', async () => {
    for (const file of await namesIn(contoso(), 'assets'))
      await expectFile(`/assets/${file}`, { ...own, ...lasting });
  });

  it('the file for other pages is for all of them, and nothing else is', async () => {
    await expectFile('/embed/keyturn.js', { ...script, 'cache-control': /^no-cache$/ });
    const version = (await namesIn(contoso(), 'embed')).find((one) => /\.\w+\.js$/.test(one));
    await expectFile(`/embed/${version}`, { ...script, ...lasting });
    for (const path of ['/robots.txt', '/licences.txt']) await expectFile(path, plain);
  });

  it('security.txt is a text at the root', async () => {
    await expectFile('/.well-known/security.txt', plain);
  });

  it('addresses that don’t exist have status 404, the page that says so, and all headers', async () => {
    const missing = [
      '/nothing/',
      '/reset/nothing',
      '/assets/nothing.svg',
      '/embed/keyturn.0000000000.js',
      // W3C, response-code-reliability: what must not be there isn't.
      '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200',
      // What tells hosts what to do is no page.
      '/.htaccess',
      '/_headers',
      '/vercel.json',
      '/web.config',
      '/staticwebapp.config.json',
      '/assets/',
    ];
    for (const path of missing) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expectHeaders(path, answer, shown);
      expect(answer.headers, path).not.toHaveProperty('access-control-allow-origin');
      expect(answer.text, path).toContain('There is no such page');
    }
  });

  it('leads password managers to the page for changing, wherever a request says it came to', async () => {
    const { origin, pathname, status } = await ask(server.origin, '/.well-known/change-password', {
      host: 'evil.test',
    }).then((answer) => {
      expectHeaders('change-password', answer, { 'cache-control': /^no-cache$/ });
      const url = new URL(answer.headers.location!, 'https://passwords.contoso.com');
      return { origin: url.origin, pathname: url.pathname, status: answer.status };
    });
    expect([302, 303, 307]).toContain(status);
    expect({ origin, pathname }).toEqual({
      origin: 'https://passwords.contoso.com',
      pathname: '/change/',
    });
  });

  it('completes a folder’s address, and sends the headers with that too', async () => {
    const answer = await get('/reset');
    expect([301, 302, 307, 308]).toContain(answer.status);
    expect(new URL(answer.headers.location!, server.origin).pathname).toBe('/reset/');
    expectHeaders('/reset', answer, own);
  });

  it('does the same for a portal under a path, and leaves the rest of the site alone', async () => {
    for (const [path, status] of [
      ['/passwords/', 200],
      ['/passwords/nl/help/', 200],
      ['/passwords/nothing/', 404],
    ] as const) {
      const answer = await ask(sub.origin, path);
      expect(answer.status, path).toBe(status);
      expectHeaders(path, answer, shown);
      expect(answer.headers['x-frame-options'], path).toBe('DENY');
      expect(answer.headers['strict-transport-security'], path).not.toContain('includeSubDomains');
    }
  });

  it('says nothing of what it is made with beyond its name', async () => {
    const { headers } = await get('/');
    expect(headers.server ?? '').not.toMatch(/Caddy|\d/i);
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});
