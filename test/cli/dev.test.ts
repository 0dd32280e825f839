import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  copyOf,
  example,
  folderWith,
  freePort,
  type Running,
  start,
  tenantFile,
} from './command.ts';

type Preview = Running & {
  port: number;
  page(path?: string): Promise<{ status: number; text: string }>;
  /** How often open pages were told to load anew. */
  reloads(): number;
};

const listen = async (port: number): Promise<() => number> => {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  let changes = 0;
  let opened = (): void => {};
  const open = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const once = async (): Promise<void> => {
    const { body } = await fetch(`http://127.0.0.1:${port}/__keyturn/reload`, {
      signal: stop.signal,
    });
    for await (const piece of body!.pipeThrough(new TextDecoderStream())) {
      if (piece.includes('event: ready')) opened();
      if (piece.includes('data: changed')) changes += 1;
    }
  };
  const forever = async (): Promise<void> => {
    while (!stop.signal.aborted) await once().catch(() => stop.abort());
  };
  void forever();
  await open;
  return () => changes;
};

const preview = async (cwd: string, file: string, where = {}): Promise<Preview> => {
  const port = await freePort();
  const run = start(['dev', file, '--port', String(port)], { cwd, ...where });
  await run.until(/Stop with Ctrl\+C\./);
  const page = async (path = '/') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };
  return { ...run, port, page, reloads: await listen(port) };
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
};

// As most editors save: a new file takes the old one's place.
const save = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}~`, text);
  await rename(`${file}~`, file);
};

const count = (text: string, piece: string): number => text.split(piece).length - 1;

describe('keyturn dev', () => {
  it('shows every save, tells open pages, and keeps the gateway going behind them', async () => {
    const folder = await copyOf('contoso');
    const file = join(folder, 'tenant.yaml');
    const text = await readFile(file, 'utf8');
    const run = await preview(folder, 'tenant.yaml');
    expect((await run.page()).text).toMatch('Contoso Ltd');
    for (const [index, name] of ['First', 'Second', 'Third'].entries()) {
      const before = run.reloads();
      await save(file, text.replace('Contoso Ltd', `${name} Ltd`));
      await until(() => run.reloads() > before);
      expect((await run.page()).text, `save ${index + 1}`).toMatch(`${name} Ltd`);
    }
    const started = await fetch(`http://127.0.0.1:${run.port}/api/flows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ flow: 'reset', locale: 'en' }),
    });
    expect(started.status).toBe(201);
    expect((await run.page('/demo/people.json')).text).toMatch('ada@contoso.com');
    run.signal('SIGINT');
    expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('shows what is wrong in the page’s place, and the page again once it is mended', async () => {
    const cwd = await folderWith({ 'acme.yaml': tenantFile('Acme <b>Ltd</b>') });
    const file = join(cwd, 'acme.yaml');
    const run = await preview(cwd, 'acme.yaml');
    await writeFile(file, tenantFile('Acme', 'polciy: {}\n'));
    await until(() => run.reloads() > 0);
    const wrong = await run.page('/reset/');
    expect(wrong.status).toBe(500);
    expect(wrong.text).toMatch('acme.yaml:11:1  polciy');
    expect(wrong.text).toMatch('did you mean policy?');
    expect(wrong.text).toMatch('/__keyturn/reload');
    expect(run.output()).toMatch('acme.yaml:11:1  polciy');
    const before = run.reloads();
    await writeFile(file, tenantFile('Acme Mended'));
    await until(() => run.reloads() > before);
    expect(await run.page()).toMatchObject({ status: 200 });
    expect((await run.page()).text).toMatch('Acme Mended');
    run.signal('SIGTERM');
    expect((await run.ended).code).toBe(0);
  });

  it('starts with a wrong file too, and goes on when it is mended', async () => {
    const cwd = await folderWith({ 'acme.yaml': tenantFile('Acme', 'nonsense: 1\n') });
    const run = await preview(cwd, 'acme.yaml');
    expect(await run.page()).toMatchObject({ status: 500 });
    const mended = tenantFile('Acme').replace('[contoso.com]', '[acme.test]');
    await save(join(cwd, 'acme.yaml'), mended);
    await until(() => run.reloads() > 0);
    expect(await run.page()).toMatchObject({ status: 200 });
    expect((await run.page('/demo/people.json')).text).toMatch('ada@acme.test');
  });

  it('watches pictures, in folders below too', async () => {
    const cwd = await folderWith({
      'acme.yaml': tenantFile('Acme', 'brand: {logo: ./art/in/logo.svg}\n'),
    });
    const logo = join(cwd, 'art', 'in', 'logo.svg');
    await mkdir(join(cwd, 'art', 'in'), { recursive: true });
    await cp(example('contoso/logo.svg'), logo);
    const run = await preview(cwd, 'acme.yaml');
    const logoIn = async () => /assets\/logo\.\w+\.svg/.exec((await run.page()).text)![0];
    const before = await logoIn();
    await save(logo, await readFile(example('fabrikam/logo.svg'), 'utf8'));
    await until(() => run.reloads() > 0);
    expect(await logoIn()).not.toBe(before);
  });

  it('isn’t set going by its own log beside the file', async () => {
    const cwd = await folderWith({ 'acme.yaml': tenantFile('Acme') });
    const run = await preview(cwd, 'acme.yaml');
    await writeFile(join(cwd, 'dev.log'), 'something');
    await mkdir(join(cwd, 'dist'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(count(run.output(), 'acme.yaml: shown.')).toBe(1);
  });

  it('shows tenants with hosted pages, below the path where their portal lives', async () => {
    const run = await preview(await copyOf('fabrikam'), 'tenant.yaml');
    expect(await run.page()).toMatchObject({ status: 302 });
    const home = await run.page('/passwords/');
    expect(home.status).toBe(200);
    expect((await run.page('/passwords/nl/reset/')).text).toMatch('passwordreset.microsoftonline');
    expect(await run.page('/nl/reset/')).toMatchObject({ status: 404 });
    expect(await run.page('/%E0%A4%A')).toMatchObject({ status: 404 });
    const demo = (await run.page('/demo/')).text;
    expect(demo).toMatch('href="/passwords/reset/"');
    expect(demo).not.toMatch('/api/policy');
    expect((await run.page('/demo/sign-in/')).text).toMatch('src="/passwords/embed/keyturn.js"');
  });

  it('shows a tenant in TypeScript, and its edits', async () => {
    const text = await readFile(example('wingtip/tenant.ts'), 'utf8');
    const plain = text.replace(/^import.*$/m, 'const defineTenant = (file: object) => file;');
    const cwd = await folderWith({ 'tenant.ts': plain });
    const run = await preview(cwd, 'tenant.ts');
    expect((await run.page()).text).toMatch('Wingtip Toys');
    await save(join(cwd, 'tenant.ts'), plain.replace('Wingtip Toys', 'Wingtip Games'));
    await until(() => run.reloads() > 0);
    expect((await run.page()).text).toMatch('Wingtip Games');
  });

  it('has the gateway on this machine wherever it is elsewhere', async () => {
    const text = tenantFile('Acme').replace('url: /api', 'url: https://api.contoso.com');
    const run = await preview(await folderWith({ 'acme.yaml': text }), 'acme.yaml');
    expect((await run.page('/api/policy')).status).toBe(200);
    const response = await fetch(`http://127.0.0.1:${run.port}/`);
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'self';");
    expect(await response.text()).toMatch('Acme');
  });
});
