// A PostgreSQL of the tests' own: on loopback, in a folder that goes with it.
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeAuthority } from '../directories/servers/certificates.ts';
import { freePort, lacking, type Server, startServer } from '../directories/servers/process.ts';

const run = promisify(execFile);

/** A server that runs. */
export type PostgresServer = Pick<Server, 'stop'> & {
  /** As the owner of an empty database, without TLS. */
  url: string;
  /** The PEM of the authority that signed its certificate. */
  ca: string;
};

// Debian keeps them away from the path, for there may be several versions.
const debian = '/usr/lib/postgresql';

const versions = (): string[] => {
  try {
    return readdirSync(debian).toSorted((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
};

const places = (name: string): string[] => [
  name,
  ...versions().map((version) => join(debian, version, 'bin', name)),
];

const found = (name: string): string | undefined =>
  places(name).find((path) => lacking([path]).length === 0);

/** What this machine lacks to run one; undefined where it has all of it. */
export const postgresLacks = (): string | undefined => {
  const missing = ['initdb', 'postgres'].filter((name) => !found(name));
  const others = lacking(process.getuid?.() === 0 ? ['openssl', 'setpriv'] : ['openssl']);
  const all = [...missing, ...others];
  return all.length > 0 ? `this machine has no ${all.join(', ')}` : undefined;
};

// It refuses to be run by root.
const nobody = 65_534;
const asNobody = process.getuid?.() === 0;
const before = asNobody
  ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  : [];
const own = async (path: string): Promise<void> => {
  if (asNobody) await chown(path, nobody, nobody);
};

const password = 'the database of the tests';

// Proving a password takes its time, which is wanted where it's tested, and there are many connections.
const access = `
hostnossl all all 127.0.0.1/32 trust
hostssl all all 127.0.0.1/32 scram-sha-256
`;

const provision = async (
  folder: string,
): Promise<{ data: string; ca: string; settings: string[] }> => {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const [data, words] = [join(folder, 'data'), join(folder, 'password')];
  await mkdir(data, { mode: 0o700 });
  await writeFile(words, password);
  const authority = await makeAuthority(folder, 'authority');
  const { cert, key } = await authority.sign('postgres', 'IP:127.0.0.1');
  for (const path of [folder, data, words, key]) await own(path);
  const rules = join(folder, 'rules');
  await writeFile(rules, access);
  await chmod(key, 0o600);
  const [first, ...rest] = [
    ...before,
    found('initdb')!,
    '--no-sync',
    `--pgdata=${data}`,
    '--username=keyturn',
    `--pwfile=${words}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ];
  await run(first, rest, { cwd: folder });
  return {
    data,
    ca: authority.ca,
    settings: [`hba_file=${rules}`, 'ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`],
  };
};

/** Provisions and starts one, all of it below `folder`. What it is told is safe from a crash of gateways, not from its own. */
export const startPostgres = async (folder: string): Promise<PostgresServer> => {
  const { data, ca, settings: given } = await provision(folder);
  const [host, port] = ['127.0.0.1', await freePort()];
  const settings = [
    ...given,
    `listen_addresses=${host}`,
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=300',
    'fsync=off',
    'full_page_writes=off',
  ].flatMap((setting) => ['-c', setting]);
  const command = [...before, found('postgres')!, '-D', data, ...settings] as [string, ...string[]];
  // The signal for not waiting until every client has gone.
  const { stop } = await startServer(command, { host, port }, 'SIGINT');
  const secret = encodeURIComponent(password);
  return { url: `postgres://keyturn:${secret}@${host}:${port}/postgres?sslmode=disable`, ca, stop };
};
