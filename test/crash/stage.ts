// A gateway in a process of its own that dies when it's told to, on a store and with a directory that outlive it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Database } from '../../gateway/database/database.ts';
import { openPostgres } from '../../gateway/database/postgres.ts';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import { folderWith, freePort, launch, type Running, tenantFile } from '../cli/command.ts';
import { type MailServer, startMailServer } from '../gateway/mail-server.ts';

const dying = pathToFileURL(new URL('dying.ts', import.meta.url).pathname).href;
const secret = Buffer.alloc(32, 7);

/** What a gateway is put in front of. */
export type Ground = {
  /** Lines of the tenant file below `gateway`, and what the environment says of it. */
  directory?: { lines: string; env: Record<string, string>; port: number };
  /** Address of a PostgreSQL; without one the store is a file. */
  postgres?: string;
};

/** A gateway that can be told when to die. */
export type Stage = {
  base: string;
  mail: MailServer;
  database: Database;
  store: SqlStore;
  /** Begins to count; it dies after so many things that happen, or of this kind alone, or never with a 0. */
  arm(at: number, what?: string): Promise<void>;
  /** What has happened since. */
  seen(): Promise<string[]>;
  /** Whether it has died. */
  dead(): boolean;
  /** Starts another one on the same data. */
  revive(): Promise<void>;
  /** All that was ever said to the operator. */
  said(): string;
};

const fileFor = ({ directory }: Ground, mail: number): string =>
  tenantFile(
    'Contoso Ltd',
    `gateway:
  mail: smtp://127.0.0.1:${mail}
  limits: {client: 100000}
${directory?.lines ?? ''}
policy:
  methods: [email]
  requiredToRegister: 1
`,
  );

const databaseOf = async ({ postgres }: Ground, data: string): Promise<Database> => {
  const secrets = secretsFrom(secret);
  return postgres ? openPostgres({ url: postgres }, secrets, () => {}) : openSqlite(data, secrets);
};

const environment = ({ postgres, directory }: Ground, mail: number, file: string) => ({
  KEYTURN_SECRET: secret.toString('base64'),
  ...(postgres && { KEYTURN_STORE: postgres }),
  ...directory?.env,
  DYING: file,
  DYING_PORTS: JSON.stringify({
    [mail]: 'mail',
    ...(directory && { [directory.port]: 'directory' }),
    ...(postgres && { [new URL(postgres).port]: 'store' }),
  }),
});

type Held = { run: Running; gone: boolean; before: string };

const seenIn = async (file: string): Promise<string[]> =>
  (await readFile(`${file}.seen`, 'utf8').catch(() => '')).trim().split('\n').slice(1);

const whenArmed = async (file: string): Promise<void> => {
  for (let round = 0; round < 500; round += 1) {
    if ((await readFile(`${file}.seen`, 'utf8').catch(() => '')).startsWith('armed')) return;
    await new Promise((next) => setTimeout(next, 10));
  }
  throw new Error('it was never armed');
};

/** Starts a gateway. It's gone when the test is over. */
export const setStage = async (ground: Ground): Promise<Stage> => {
  const mail = await startMailServer();
  onTestFinished(() => mail.close());
  const port = await freePort();
  const cwd = await folderWith({ 'tenant.yaml': fileFor(ground, mail.port) });
  const file = join(cwd, 'dying');
  const env = environment(ground, mail.port, file);
  const database = await databaseOf(ground, join(cwd, 'data'));
  onTestFinished(() => database.close());
  const held: Held = { run: undefined!, gone: false, before: '' };
  const revive = async (): Promise<void> => {
    // What the dead one had taken, or held back, is due again after seconds or minutes: let them have passed.
    await database.run('UPDATE outbox SET due_at = 0');
    const preload = `import '${dying}'`;
    held.run = launch(['serve', 'tenant.yaml', '--port', String(port), '--data', 'data'], {
      cwd,
      env,
      preload,
    });
    held.gone = false;
    const { run } = held;
    void run.ended.then(() => {
      held.before += run.output();
      if (held.run === run) held.gone = true;
    });
    await run.until(/"message":"listening"/);
  };
  onTestFinished(() => held.run.stop());
  await revive();
  return {
    base: `http://127.0.0.1:${port}/api`,
    mail,
    database,
    store: new SqlStore(database, secretsFrom(secret)),
    arm: async (at, what = '') => {
      await writeFile(file, `${at} ${what}`);
      await writeFile(`${file}.seen`, '');
      held.run.signal('SIGUSR2');
      await whenArmed(file);
    },
    seen: () => seenIn(file),
    dead: () => held.gone,
    revive,
    said: () => held.before + (held.gone ? '' : held.run.output()),
  };
};
