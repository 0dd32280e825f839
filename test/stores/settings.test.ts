// The way to the database: which addresses are taken, and how TLS is verified.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { storeSetting } from '../../cli/store.ts';
import { openPostgres } from '../../gateway/database/postgres.ts';
import { reach } from '../../gateway/database/postgres-settings.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { keyturn } from '../cli/command.ts';
import { postgresIn } from '../gateway/database-in.ts';
import { tempFolder } from '../gateway/harness.ts';

const secrets = secretsFrom(Buffer.alloc(32, 7));
const secret = Buffer.alloc(32, 7).toString('base64');
const url = 'postgres://keyturn:p%40ss@db.contoso.com/keyturn';

describe('The address of a database', () => {
  it('means verified TLS, unless the database is on this machine', () => {
    expect(reach({ url, ca: 'PEM' })).toMatchObject({
      host: 'db.contoso.com',
      port: 5432,
      user: 'keyturn',
      password: 'p@ss',
      database: 'keyturn',
      ssl: { ca: 'PEM', rejectUnauthorized: true },
    });
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(reach({ url: `postgres://a@${host}:5433/b?sslmode=disable` }).ssl).toBe(false);
    expect(reach({ url: 'postgres:///b?host=/run/postgresql' })).toMatchObject({
      host: '/run/postgresql',
      ssl: false,
    });
  });

  it.each([
    [`${url}?sslmode=disable`, 'isn’t safe'],
    [`${url}?sslmode=require`, 'isn’t safe'],
    [`${url}?sslmode=prefer`, 'isn’t safe'],
    ['postgres://a@127.0.0.1.contoso.com/b?sslmode=disable', 'isn’t safe'],
    [`${url}?sslrootcert=/etc/passwd`, 'sslrootcert isn’t known here'],
    [`${url}?host=evil.test`, 'folder of a socket'],
    ['postgres://keyturn:hidden@db.contoso.com', 'name of the database is missing'],
    ['mysql://keyturn:hidden@db.contoso.com/keyturn', 'want postgres://'],
    ['keyturn:hidden', 'want postgres://'],
  ])('is refused as %s, and the password isn’t repeated', (given, said) => {
    expect(() => storeSetting({ KEYTURN_STORE: given, KEYTURN_SECRET: secret })).toThrow(said);
    expect(() => storeSetting({ KEYTURN_STORE: given })).not.toThrow(/hidden|p%40ss|p@ss/);
  });

  it('is taken from a file as well, and wants the secret that all gateways have', async () => {
    const file = join(await tempFolder(), 'store');
    await writeFile(file, `${url}\n`);
    const env = { KEYTURN_STORE_FILE: file, KEYTURN_SECRET: secret };
    expect(storeSetting(env)).toMatchObject({ url });
    expect(() => storeSetting({ KEYTURN_STORE: url })).toThrow(/KEYTURN_SECRET is missing/);
    expect(() => storeSetting({ ...env, KEYTURN_STORE_CA: 'nothing' })).toThrow(/in PEM/);
    expect(storeSetting({})).toBeUndefined();
  });
});

describe('A connection over TLS', () => {
  const open = async (change: (to: URL) => void, ca: string | undefined): Promise<string> => {
    const to = new URL(await postgresIn(await tempFolder()));
    to.searchParams.delete('sslmode');
    change(to);
    const db = await openPostgres({ url: to.href, ca }, secrets, () => {});
    const sql = 'SELECT ssl AS tls FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
    const found = JSON.stringify(await db.rows(sql));
    await db.close();
    return found;
  };

  it('is made with a certificate of the named authority, for the right name and password', async () => {
    const ca = inject('postgresCa');
    expect(await open(() => {}, ca)).toBe('[{"tls":true}]');
    await expect(open(() => {}, undefined)).rejects.toThrow(/certificate/);
    const otherName = open((to) => void (to.hostname = 'localhost'), ca);
    await expect(otherName).rejects.toThrow(/altnames/);
    const guess = open((to) => void (to.password = 'guess'), ca);
    await expect(guess).rejects.toThrow(/password authentication failed/);
  });
});

describe('keyturn with a database that can’t be reached', () => {
  it('says so, without the password, and ends', async () => {
    const env = {
      KEYTURN_STORE: 'postgres://keyturn:hidden@127.0.0.1:1/keyturn?sslmode=disable',
      KEYTURN_SECRET: secret,
    };
    const { code, stderr } = await keyturn(['audit', 'verify'], { cwd: await tempFolder(), env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^KEYTURN_STORE: .*ECONNREFUSED/);
    expect(stderr).not.toContain('hidden');
  });
});
