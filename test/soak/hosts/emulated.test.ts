// What Cloudflare's and Azure's own emulators answer with the files that a build made for them.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Server, startServer } from '../../directories/servers/process.ts';
import { type Answer, ask } from '../../hosting/asked.ts';
import { expectHeaders, lasting, own, plain, script, shown, step } from '../../hosting/contract.ts';
import { groundOf, namesIn } from '../../hosting/grounds.ts';
import type { Ground } from '../../hosting/servers.ts';
import { installed } from '../../installed.ts';

type Emulator = {
  program: string;
  /** Its words; where the portal is and the port come after them. */
  words: string;
  at: (portal: string, port: number) => string[];
  /** Headers of the script that the host gives another value. */
  script: Record<string, RegExp>;
  /** Whether answers without a file have the headers too. */
  everywhere: boolean;
};

const emulators: Record<'cloudflare' | 'azure', Emulator> = {
  cloudflare: {
    program: 'wrangler/bin/wrangler.js',
    // Its runtime knows dates up to its own day.
    words:
      'pages dev --ip 127.0.0.1 --compatibility-date 2026-05-01 --show-interactive-dev-session=false',
    at: (portal, port) => ['--port', `${port}`, portal],
    // It calls scripts by the older name, which browsers take for the same.
    script: { 'content-type': /^(text|application)\/javascript/ },
    everywhere: true,
  },
  azure: {
    program: '@azure/static-web-apps-cli/dist/cli/bin.js',
    words: 'start --host 127.0.0.1',
    at: (portal, port) => ['--port', `${port}`, '--swa-config-location', portal, portal],
    script: {},
    everywhere: false,
  },
};

// They start processes of their own, which end with the first: all are of one session.
const sessionOf = 'exec setsid sh -c \'trap "trap - TERM; kill 0" TERM; "$@" & wait\' sh "$@"';

const start = async (
  { program, words, at }: Emulator,
  folder: string,
  port: number,
): Promise<Server> => {
  const file = join(await installed(import.meta.dirname), 'node_modules', program);
  const own = [process.execPath, file, ...words.split(' '), ...at(join(folder, 'site'), port)];
  // Nothing is asked of the reader, nothing is sent home; what they remember stays in the folder.
  const env = ['env', '-C', folder, 'CI=1', 'WRANGLER_SEND_METRICS=false'] as const;
  return startServer([...env, 'sh', '-c', sessionOf, 'sh', ...own], { host: '127.0.0.1', port });
};

describe.each(Object.keys(emulators) as (keyof typeof emulators)[])('On %s', (name) => {
  const emulator = emulators[name];
  let ground: Ground;
  let origin = '';
  let server: Server | undefined;
  beforeAll(async () => {
    const example = await mkdtemp(join(tmpdir(), 'keyturn-host-'));
    await cp('examples/contoso', example, { recursive: true });
    const file = join(example, 'tenant.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^portal:\n/m, `portal:\n  host: ${name}\n`));
    ground = await groundOf(file);
    await rm(example, { recursive: true });
    const port = await freePort();
    server = await start(emulator, ground.folder, port);
    origin = `http://127.0.0.1:${port}`;
  }, 600_000);
  afterAll(async () => {
    await server?.stop();
    await rm(ground.folder, { recursive: true, force: true });
  });

  const expectFile = async (path: string, others: Record<string, RegExp>): Promise<void> => {
    const answer = await ask(origin, path);
    expect(answer.status, path).toBe(200);
    expectHeaders(path, answer, others);
  };

  it('pages and files have the headers of the contract', { timeout: 60_000 }, async () => {
    const again = { 'cache-control': /^no-cache$|^public, max-age=0, must-revalidate$/ };
    for (const path of ['/', '/nl/', '/help/']) await expectFile(path, { ...shown, ...again });
    for (const path of ['/reset/', '/ar/change/', '/nl/register/']) await expectFile(path, step);
    for (const file of await namesIn(ground, 'assets'))
      await expectFile(`/assets/${file}`, { ...own, ...lasting });
    await expectFile('/embed/keyturn.js', { ...script, ...again, ...emulator.script });
    await expectFile('/.well-known/security.txt', plain);
  });

  const expectEmpty = (path: string, answer: Answer): void => {
    if (emulator.everywhere) expectHeaders(path, answer, {});
    expect(answer.headers, path).not.toHaveProperty('access-control-allow-origin');
  };

  it('an address that doesn’t exist is a 404 with the page that says so', async () => {
    for (const path of ['/nothing/', '/reset/nothing', '/embed/keyturn.0000000000.js']) {
      const answer = await ask(origin, path);
      expect(answer.status, path).toBe(404);
      expect(answer.text, path).toContain('There is no such page');
      expectEmpty(path, answer);
    }
  });

  it('leads password managers to the page for changing, and completes a folder’s address', async () => {
    for (const [path, to] of [
      ['/.well-known/change-password', '/change/'],
      ['/reset', '/reset/'],
    ] as const) {
      const answer = await ask(origin, path);
      expect([301, 302, 303, 307, 308], path).toContain(answer.status);
      expect(new URL(answer.headers.location!, origin).pathname).toBe(to);
      expectEmpty(path, answer);
    }
  });

  it('has no file of another host', async () => {
    for (const path of ['/.htaccess', '/vercel.json', '/web.config'])
      expect((await ask(origin, path)).status, path).toBe(404);
  });
});
