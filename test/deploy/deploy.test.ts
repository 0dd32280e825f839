// The files by which it's put to work. Neither Docker nor systemd starts anything here: what is tested is that they say
// only what the command takes, and that they give away no more than is needed.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settings } from '../../cli/settings.ts';
import { storeSetting } from '../../cli/store.ts';
import { folderWith, keyturn, tempFolder, tenantFile } from '../cli/command.ts';
import { instructionsOf, unitOf, written } from './read.ts';

const file = (name: string): Promise<string> => readFile(`deploy/${name}`, 'utf8');

const tenant = tenantFile(
  'Contoso Ltd',
  'gateway:\n  mail: smtps://smtp.contoso.com\npolicy:\n  methods: [email]\n',
);

// The very words, but for where the tenant file is.
const taken = async (args: readonly string[]): Promise<string> => {
  const cwd = await folderWith({ 'tenant.yaml': tenant });
  const words = args.map((one) => (one === '/etc/keyturn/tenant.yaml' ? 'tenant.yaml' : one));
  const { code, stderr, stdout } = await keyturn([...words, '--print-config'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

const isSetting = (name: string): boolean => name.replace(/_FILE$/, '') in settings;

describe('The system service', async () => {
  const unit = unitOf(await file('keyturn.service'));

  it('starts what the command takes', async () => {
    const [program, ...args] = unit.get('ExecStart')![0]!.split(' ');
    expect(program).toBe('/usr/local/bin/keyturn');
    expect(await taken(args)).toMatch(/^--metrics +option +127\.0\.0\.1:9464$/m);
    expect(args).toContain(`/var/lib/${unit.get('StateDirectory')![0]!}`);
  });

  it('names settings that there are, and no secret itself', () => {
    const names = unit.get('Environment')!.map((pair) => pair.split('=')[0]!);
    expect(names.filter((name) => name !== 'NODE_ENV' && !isSetting(name))).toEqual([]);
    const secret = names.filter((name) => (settings as Record<string, boolean>)[name]);
    expect(secret).toEqual([]);
  });

  it('gives systemd nothing to complain of, and the service little', async () => {
    if (!existsSync('/usr/bin/systemd-analyze')) {
      expect(process.env.KEYTURN_SYSTEMD).toBeUndefined();
      return;
    }
    const folder = await tempFolder();
    const text = (await file('keyturn.service')).replace('/usr/local/bin/keyturn', '/bin/true');
    const path = await written(folder, 'keyturn.service', text);
    const run = promisify(execFile);
    const verified = await run('systemd-analyze', ['verify', '--man=no', path]);
    expect(verified.stderr).toBe('');
    const judged = await run('systemd-analyze', [
      'security',
      '--offline=true',
      '--threshold=30',
      path,
    ]);
    expect(judged.stdout).toMatch(/Overall exposure level[^\n]*OK/);
  });
});

describe('The image', async () => {
  const instructions = instructionsOf(await file('Dockerfile'));
  const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
  const only = (name: string): string => {
    const found = last.filter((one) => one.name === name);
    expect(found).toHaveLength(1);
    return found[0]!.rest;
  };

  it('starts what the command takes, on the ports that it opens', async () => {
    expect(JSON.parse(only('ENTRYPOINT'))).toEqual(['keyturn']);
    const args = JSON.parse(only('CMD')) as string[];
    await taken(args);
    const ports = args.filter((one) => /^(?:[\d.]+:)?\d{4}$/.test(one));
    expect(only('EXPOSE').split(' ')).toEqual(ports.map((one) => one.split(':').at(-1)));
    expect(args).toContain(only('VOLUME'));
  });

  it('is of the Node that the tests run on, in every stage', async () => {
    const pkg = JSON.parse(await readFile('package.json', 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const bases = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => rest);
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toContain(`node:${pkg.devDependencies.node}-`);
  });

  it('runs as nobody in particular, holds nothing of the sources, and no secret', () => {
    const names = last.map(({ name }) => name);
    expect(only('USER')).toBe('node');
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('RUN'));
    const copies = last.filter(({ name }) => name === 'COPY').map(({ rest }) => rest);
    expect(copies).toEqual(['--from=build /tmp/keyturn-*.tgz /tmp/']);
    expect(names).not.toContain('ADD');
    expect(
      instructions.filter(({ name, rest }) => /ENV|ARG/.test(name) && /KEYTURN/.test(rest)),
    ).toEqual([]);
  });

  it('is asked whether it’s alive at the port where that is told', async () => {
    const probe = only('HEALTHCHECK');
    const args = JSON.parse(only('CMD')) as string[];
    const port = args[args.indexOf('--metrics') + 1]!.split(':').at(-1)!;
    expect(probe).toContain(`http://127.0.0.1:${port}/healthz`);
    const command = JSON.parse(probe.slice(probe.indexOf('CMD ') + 4)) as string[];
    const server = createServer((_request, response) => void response.end('ok'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port: own } = server.address() as { port: number };
    const run = promisify(execFile);
    const [, ...words] = command.map((word) => word.replace(port, String(own)));
    await expect(run(process.execPath, words)).resolves.toBeDefined();
    await new Promise((resolve) => server.close(resolve));
    await expect(run(process.execPath, words)).rejects.toMatchObject({ code: 1 });
  });

  it('is built without what mustn’t be in it', async () => {
    const ignored = (await file('Dockerfile.dockerignore')).split('\n');
    for (const kept of [
      '.git',
      '**/node_modules',
      'deploy/secrets',
      '**/*.pem',
      '**/*.key',
      'data',
    ])
      expect(ignored).toContain(kept);
    const git = (await readFile('.gitignore', 'utf8')).split('\n');
    for (const kept of ['/deploy/secrets', '/deploy/tenant.yaml']) expect(git).toContain(kept);
  });
});

type Service = {
  environment: Record<string, string>;
  secrets: string[];
  volumes: string[];
  ports?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  network_mode?: string;
  build?: { context: string; dockerfile: string };
};
type Compose = {
  services: { gateway: Service; postgres: Service };
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
};

describe('The compose file', async () => {
  const text = await file('compose.yaml');
  const compose = parse(text) as Compose;
  const { gateway, postgres } = compose.services;

  it('names settings, secrets and volumes that there are', () => {
    expect(Object.keys(gateway.environment).filter((name) => !isSetting(name))).toEqual([]);
    for (const { environment, secrets, volumes } of [gateway, postgres]) {
      expect(secrets.filter((one) => !(one in compose.secrets))).toEqual([]);
      const paths = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      expect(
        paths.map((path) => path.split('/').at(-1)!).filter((one) => !secrets.includes(one)),
      ).toEqual([]);
      const named = volumes.map((one) => one.split(':')[0]!).filter((one) => !one.startsWith('.'));
      expect(named.filter((one) => !(one in compose.volumes))).toEqual([]);
    }
    expect(existsSync(gateway.build!.dockerfile)).toBe(true);
  });

  it('holds no secret itself: each is in a file', () => {
    const secret = (name: string): boolean => (settings as Record<string, boolean>)[name] ?? false;
    expect(Object.keys(gateway.environment).filter(secret)).toEqual([]);
    expect(Object.keys(postgres.environment)).not.toContain('POSTGRES_PASSWORD');
  });

  it('opens the gateway to this machine alone, and the database to nobody', () => {
    for (const port of gateway.ports!) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(postgres.ports).toBeUndefined();
    expect(postgres.network_mode).toBe('none');
    expect(gateway).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(gateway.security_opt).toContain('no-new-privileges:true');
  });

  it('shows an address of the database that the gateway takes, at the socket that both share', () => {
    const url = /postgres:\/\/\S+/.exec(text)![0].replace('<secrets/postgres>', 'x');
    const KEYTURN_SECRET = Buffer.alloc(32, 1).toString('base64');
    expect(storeSetting({ KEYTURN_STORE: url, KEYTURN_SECRET })).toMatchObject({ url });
    const socket = new URL(url).searchParams.get('host')!;
    for (const { volumes } of [gateway, postgres])
      expect(volumes).toContain(`postgres-socket:${socket}`);
  });
});
