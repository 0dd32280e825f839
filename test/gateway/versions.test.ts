// A store that an earlier Keyturn made is brought up to date, and loses nothing.
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { openSqlite, sqliteFile } from '../../gateway/database/sqlite.ts';
import { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { plainAnswer } from '../../gateway/registrations/answers.ts';
import { SqlRegistrations } from '../../gateway/registrations/sql.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { slowHash } from '../../gateway/slow-hash.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import { firstSchema } from './first-schema.ts';
import { tempFolder } from './harness.ts';

const secrets = secretsFrom(Buffer.alloc(32, 7));
const ada = 'ada@contoso.com';
const state = { flow: 'reset', locale: 'en', proved: [], at: { kind: 'choose-intent' } };
const later = Date.now() + 600_000;
const message = { channel: 'sms', to: '+31612345601', letter: 'code', locale: 'en', data: {} };

let folder = '';
const file = (): DatabaseSync => new DatabaseSync(sqliteFile(folder));
const versionOf = (): unknown => {
  const db = file();
  const found = db.prepare('PRAGMA user_version').get();
  db.close();
  return found?.user_version;
};

const fill = async (db: DatabaseSync): Promise<void> => {
  const put = (sql: string, ...values: (string | number | null | Uint8Array)[]): void =>
    void db.prepare(sql).run(...values);
  const password = await slowHash('analytical engine 1843');
  const account = [ada, ada, 'Ada', 'en', 'ada@x.test', password];
  put('INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, 0, 1, 3)', ...account);
  put("INSERT INTO methods VALUES ('ada:0', ?, 'email', 'ada@private.test')", ada);
  put("INSERT INTO methods VALUES ('ada:1', ?, 'call-mobile', '+31612345601')", ada);
  put("INSERT INTO methods VALUES ('ada:2', ?, 'push', NULL)", ada);
  const answer = await slowHash(plainAnswer('Puff'));
  put("INSERT INTO questions VALUES ('first-pet', ?, NULL, ?)", ada, answer);
  put('INSERT INTO flows VALUES (?, 2, ?, ?, ?)', 'key', JSON.stringify(state), later, 'ABCD-2345');
  put("INSERT INTO hits VALUES ('c', ?)", Date.now() - 1000);
  put('INSERT INTO outbox VALUES (7, ?, 1, 0)', secrets.seal(JSON.stringify(message)));
  for (const id of [1, 2, 5])
    put("INSERT INTO audit VALUES (?, 1, 'begun', 'ABCD-2345', ?, NULL)", id, ada);
};

beforeEach(async () => {
  folder = await tempFolder();
  const db = file();
  db.exec(firstSchema);
  await fill(db);
  db.close();
});

describe('A file of the first Keyturn', () => {
  it('keeps its people, with their passwords, locks and what they had registered', async () => {
    const db = openSqlite(folder, secrets);
    const directory = new EmbeddedDirectory(db);
    expect(await directory.find(ada)).toMatchObject({ name: 'Ada', email: 'ada@x.test' });
    expect(await directory.verify(ada, 'analytical engine 1843')).toBe('right');
    expect(await directory.signIn(ada, 'analytical engine 1843')).toBe(false);
    const registrations = new SqlRegistrations(db, secrets);
    expect(await registrations.read(ada)).toMatchObject({
      contacts: [
        { channel: 'email', value: 'ada@private.test' },
        { channel: 'mobile', value: '+31612345601' },
      ],
      questions: [{ id: 'first-pet' }],
    });
    const answers = [{ id: 'first-pet', answer: 'puff' }];
    expect(await registrations.answersRight(ada, answers)).toBe(true);
    await db.close();
  });

  it('keeps its flows, counters, messages and audit log, and seals what it had in the clear', async () => {
    const db = openSqlite(folder, secrets);
    const store = new SqlStore(db, secrets);
    expect(await store.find('key')).toMatchObject({ revision: 2, state });
    expect(await db.rows('SELECT state FROM flows')).not.toEqual([
      { state: expect.stringContaining('choose-intent') as string },
    ]);
    expect((await store.count('c', 60)).count).toBe(1);
    expect(await store.outbox.take('sms', 30)).toMatchObject({ id: 7, attempts: 2, message });
    expect(await store.followAudit()).toMatchObject({ entries: 3, brokenAt: undefined });
    await store.record({ event: 'x', supportCode: '' });
    expect(await store.followAudit()).toMatchObject({ entries: 4, brokenAt: undefined });
    await db.run("UPDATE audit SET username = 'eve' WHERE id = 2");
    expect((await store.followAudit()).brokenAt).toBe(2);
    await store.close();
  });

  it('is brought up to date once, also when two do it at the same time', async () => {
    const first = openSqlite(folder, secrets);
    const second = openSqlite(folder, secrets);
    const store = new SqlStore(second, secrets);
    expect(await store.followAudit()).toMatchObject({ entries: 3, brokenAt: undefined });
    await Promise.all([first.close(), second.close()]);
    expect(versionOf()).toBe(3);
  });

  it('is left as it was when something goes wrong on the way', async () => {
    const db = file();
    db.exec("INSERT INTO audit VALUES (9, 1, 'begun', 'ABCD-2345', NULL, NULL)");
    db.exec('CREATE TABLE passkeys (id TEXT)');
    db.close();
    expect(() => openSqlite(folder, secrets)).toThrow(/person/);
    const after = file();
    expect(after.prepare('SELECT count(*) AS n FROM audit').get()).toEqual({ n: 4 });
    expect(after.prepare('SELECT count(*) AS n FROM people').get()).toEqual({ n: 1 });
    after.close();
    expect(versionOf()).toBe(0);
  });
});

describe('A file that was sealed with another secret', () => {
  const other = secretsFrom(Buffer.alloc(32, 8));
  const opening = (): unknown => openSqlite(folder, other);
  const refused = /sealed with another secret/;
  const without = (...sql: string[]): void => {
    const db = file();
    for (const one of ['DROP TABLE keyturn_secret', ...sql]) db.exec(one);
    db.close();
  };

  it('lets nobody in, and is as it was for whoever has the right one', async () => {
    await openSqlite(folder, secrets).close();
    expect(opening).toThrow(refused);
    const store = new SqlStore(openSqlite(folder, secrets), secrets);
    expect(await store.find('key')).toMatchObject({ revision: 2, state });
    await store.close();
  });

  it.each([
    ['log', 'DELETE FROM flows', 'DELETE FROM outbox'],
    ['flows', 'DELETE FROM audit', 'DELETE FROM outbox'],
    ['messages', 'DELETE FROM audit', 'DELETE FROM flows'],
  ])('is known by its %s where it has no mark yet', async (_, ...sql) => {
    await openSqlite(folder, secrets).close();
    without(...sql);
    expect(opening).toThrow(refused);
    await openSqlite(folder, secrets).close();
    expect(opening).toThrow(refused);
  });

  it('can’t be known while nothing is sealed in it, and is then the next one’s', async () => {
    await openSqlite(folder, secrets).close();
    without('DELETE FROM audit', 'DELETE FROM flows', 'DELETE FROM outbox');
    await openSqlite(folder, other).close();
    expect(() => openSqlite(folder, secrets)).toThrow(refused);
  });

  it('isn’t taken for one because of a single entry that was changed', async () => {
    await openSqlite(folder, secrets).close();
    without("UPDATE audit SET username = 'eve' WHERE id = 1");
    const store = new SqlStore(openSqlite(folder, secrets), secrets);
    expect((await store.followAudit()).brokenAt).toBe(1);
    await store.close();
  });
});

describe('A file of a newer Keyturn', () => {
  it('isn’t touched', () => {
    const db = file();
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => openSqlite(folder, secrets)).toThrow(/a newer one has used it/);
    expect(versionOf()).toBe(99);
  });
});
