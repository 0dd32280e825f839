// Several gateways on one database: what must happen once happens once, whoever is faster.
import { describe, expect, it, vi } from 'vitest';
import { openPostgres } from '../../gateway/database/postgres.ts';
import { SqlRegistrations } from '../../gateway/registrations/sql.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import type { FlowRow, Message } from '../../gateway/store/store.ts';
import { databaseIn, postgresIn } from '../gateway/database-in.ts';
import { tempFolder } from '../gateway/harness.ts';

const secrets = secretsFrom(Buffer.alloc(32, 7));

// Two gateways, each with connections of its own.
const pair = async (): Promise<[SqlStore, SqlStore]> => {
  const folder = await tempFolder();
  const one = new SqlStore(await databaseIn(folder, secrets), secrets);
  return [one, new SqlStore(await databaseIn(folder, secrets), secrets)];
};

const rowOf = (key: string, life = 60_000): FlowRow => ({
  key,
  revision: 0,
  state: {
    flow: 'reset',
    locale: 'en',
    intent: 'reset',
    intentGiven: false,
    proved: [],
    at: { kind: 'identify' },
  },
  expiresAt: Date.now() + life,
  supportCode: 'ABCD-2345',
});
const { state } = rowOf('');

const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const tally = (results: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of results) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
};

describe('Two gateways on one store', () => {
  it('move a flow on once for each revision', async () => {
    const stores = await pair();
    const row = rowOf('key');
    await stores[0].create(row, {});
    const unit = { hits: ['c'], events: [{ event: 'x' }] };
    const results = await times(50, (index) => stores[index % 2]!.commit(row, state, unit));
    expect(tally(results)).toEqual({ done: 1, stale: 49 });
    expect((await stores[1].count('c', 60)).count).toBe(1);
  });

  it('pass no limit together, and count no more than was let through', async () => {
    const stores = await pair();
    await times(40, (index) => stores[0].create(rowOf(`f${index}`), {}));
    const guard = { counter: 'proof', seconds: 60, limit: 5 };
    const cap = { counter: 'send', seconds: 60, limit: 7 };
    const failed = await times(20, (index) =>
      stores[index % 2]!.commit(rowOf(`f${index}`), state, { guard, hits: ['proof'] }),
    );
    expect(tally(failed)).toEqual({ done: 5, over: 15 });
    const sent = await times(20, (index) =>
      stores[index % 2]!.commit(rowOf(`f${index + 20}`), state, { caps: [cap], hits: ['send'] }),
    );
    expect(tally(sent)).toEqual({ done: 7, capped: 13 });
    const limit = { counter: 'starts', seconds: 60, limit: 9 };
    const before = await times(30, (index) => stores[index % 2]!.hitBelow(limit));
    expect(tally(before.map(String))).toMatchObject({ 0: 1, 4: 1, 8: 1, 9: 21 });
    expect((await stores[0].count('starts', 60)).count).toBe(9);
  });

  it('write one audit log, whole and in one order', async () => {
    const stores = await pair();
    await times(60, (index) =>
      stores[index % 2]!.create(rowOf(`f${index}`), { events: [{ event: 'a' }, { event: 'b' }] }),
    );
    expect(await stores[0].followAudit()).toMatchObject({ entries: 120, brokenAt: undefined });
    const events = await stores[1].events(120);
    expect(events.map(({ event }) => event).join('')).toBe('ba'.repeat(60));
  });

  it('hand each message to one of many who ask for it', async () => {
    const stores = await pair();
    const messages = Array.from({ length: 40 }, (_, index): Message => {
      const rest = { channel: 'email', letter: 'code', locale: 'en', data: {} } as const;
      return { ...rest, to: `${index}@x.test` };
    });
    await stores[0].create(rowOf('key'), { messages });
    const taken = await times(60, async (index) => {
      const { outbox } = stores[index % 2]!;
      const next = await outbox.take('email', 30);
      if (next) await outbox.settle(next.id);
      return next?.message?.to ?? 'nothing';
    });
    expect(new Set(taken).size).toBe(41);
    expect(tally(taken).nothing).toBe(20);
  });

  it('leave a message that another one has under way, also when they start', async () => {
    const [one, two] = await pair();
    const message: Message = { channel: 'email', letter: 'code', locale: 'en', data: {} };
    await one.create(rowOf('key'), { messages: [message] });
    expect(await one.outbox.take('email', 30)).toBeDefined();
    await two.outbox.recover();
    expect(await two.outbox.take('email', 30)).toBeUndefined();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 });
    await one.outbox.keep(1, 30);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 });
    expect(await two.outbox.take('email', 30)).toBeUndefined();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
    expect(await two.outbox.take('email', 30)).toMatchObject({ attempts: 2 });
    vi.useRealTimers();
  });

  it('sweep at the same time as others write, and nobody waits for ever', async () => {
    const stores = await pair();
    await times(60, (index) => stores[0].create(rowOf(`old${index}`, 300), { hits: ['c'] }));
    const commits = times(60, (index) =>
      stores[index % 2]!.commit(rowOf(`old${index}`), state, {
        hits: ['a', 'b'],
        clears: ['c'],
        events: [{ event: 'x' }],
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await times(30, (index) =>
      stores[index % 2]!.create(rowOf(`new${index}`), { events: [{ event: 'y' }] }),
    );
    const ended = tally(await commits);
    expect((ended.done ?? 0) + (ended.stale ?? 0)).toBe(60);
    expect(await stores[0].followAudit()).toMatchObject({ brokenAt: undefined });
  });

  it('take what proves a person once', async () => {
    const folder = await tempFolder();
    const both = [await databaseIn(folder, secrets), await databaseIn(folder, secrets)];
    const [one, two] = both.map((db) => new SqlRegistrations(db, secrets)) as [
      SqlRegistrations,
      SqlRegistrations,
    ];
    await one.backupCodes.set('ada', ['K7QM2XPD']);
    await one.totp.set('ada', 'JBSWY3DPEHPK3PXP', 1);
    const { id } = (await two.totp.read('ada'))!;
    const backup = await times(30, (index) =>
      [one, two][index % 2]!.backupCodes.spend('ada', 'K7QM2XPD'),
    );
    expect(backup.filter(Boolean)).toHaveLength(1);
    const steps = await times(30, (index) => [one, two][index % 2]!.totp.spend('ada', id, 2));
    expect(steps.filter(Boolean)).toHaveLength(1);
    const answers = (answer: string) => [{ id: 'first-pet', answer }];
    await times(8, (index) => [one, two][index % 2]!.setQuestions('ada', answers(`pet ${index}`)));
    expect((await one.read('ada')).questions).toHaveLength(1);
  });
});

describe('A database', () => {
  it('is brought up to date by one of many gateways that start at once', async () => {
    const url = await postgresIn(await tempFolder());
    const open = await times(6, () => openPostgres({ url }, secrets, () => {}));
    const found = await open[0]!.rows('SELECT version FROM keyturn_version');
    const url2 = await postgresIn(await tempFolder());
    const alone = await openPostgres({ url: url2 }, secrets, () => {});
    expect(found).toEqual(await alone.rows('SELECT version FROM keyturn_version'));
    expect(found).toHaveLength(1);
    await Promise.all([alone, ...open].map((db) => db.close()));
  });

  it('of a newer Keyturn isn’t touched', async () => {
    const folder = await tempFolder();
    const db = await databaseIn(folder, secrets);
    await db.run('UPDATE keyturn_version SET version = 99');
    await expect(databaseIn(folder, secrets)).rejects.toThrow(/a newer one has used it/);
    expect(await db.rows('SELECT version FROM keyturn_version')).toEqual([{ version: 99 }]);
  });

  it('lets in no gateway with another secret', async () => {
    const folder = await tempFolder();
    await databaseIn(folder, secrets);
    const other = secretsFrom(Buffer.alloc(32, 8));
    await expect(databaseIn(folder, other)).rejects.toThrow(/KEYTURN_SECRET is another one/);
  });

  it('finds nothing by a text that it can’t hold, and says nothing of it', async () => {
    const db = await databaseIn(await tempFolder(), secrets);
    expect(await db.rows('SELECT * FROM accounts WHERE username = ?', 'ada\0@x.test')).toEqual([]);
  });
});
