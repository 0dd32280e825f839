// What every store must keep: each call is atomic, and durable when it resolves.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type {
  Atomic,
  Database,
  Queries,
  Transaction,
  Value,
} from '../../gateway/database/database.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import type { FlowRow, Message, Store } from '../../gateway/store/store.ts';
import { databaseIn, isShared } from './database-in.ts';
import { tempFolder } from './harness.ts';

afterEach(() => void vi.useRealTimers());
const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};

const secrets = secretsFrom(Buffer.alloc(32, 7));
const open = async (folder?: string): Promise<Store> =>
  new SqlStore(await databaseIn(folder ?? (await tempFolder()), secrets), secrets);

const expiresAt = Date.now() + 60_000;
const row = (key = 'key'): FlowRow => ({
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
  expiresAt,
  supportCode: 'ABCD-2345',
});
const moved: FlowRow['state'] = { ...row().state, at: { kind: 'choose-intent' } };
const message: Message = {
  channel: 'email',
  to: 'a@x.test',
  letter: 'code',
  locale: 'en',
  data: { code: '123456' },
};
const guard = { counter: 'c', seconds: 60, limit: 2 };

// PostgreSQL reads a table that is nearly empty from end to end, unless it's told what that would cost.
const planOf = (db: Database, sql: string, values: readonly Value[]): Promise<string> =>
  db.atomically(async (to) => {
    if (isShared) await to.run('SET LOCAL enable_seqscan = off');
    const explain = isShared ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    return JSON.stringify(await to.rows(`${explain} ${sql}`, ...values));
  });
const scan = isShared ? /Seq Scan/ : /"SCAN/;

describe('A store', () => {
  it('keeps a flow until its time is over or it is removed', async () => {
    const store = await open();
    await store.create(row(), {});
    expect(await store.find('key')).toEqual(row());
    expect(await store.find('other')).toBeUndefined();
    await store.create(row('second'), {});
    await store.remove('second');
    expect(await store.find('second')).toBeUndefined();
    later(61);
    expect(await store.find('key')).toBeUndefined();
  });

  it('moves a flow on once for each revision, with everything that belongs to it', async () => {
    const store = await open();
    await store.create(row(), {});
    const unit = { hits: ['c'], messages: [message], events: [{ event: 'x' }] };
    expect(await store.commit(row(), moved, unit)).toBe('done');
    expect(await store.commit(row(), moved, unit)).toBe('stale');
    expect(await store.find('key')).toMatchObject({ revision: 1, state: moved });
    expect(await store.count('c', 60)).toMatchObject({ count: 1 });
    expect(await store.events(10)).toHaveLength(1);
    expect(await store.outbox.take('email', 30)).toMatchObject({ id: 1, attempts: 1, message });
    expect(await store.outbox.take('email', 30)).toBeUndefined();
  });

  it('writes nothing of a unit whose guard or cap is reached', async () => {
    const store = await open();
    await store.create(row(), {});
    for (let round = 0; round < guard.limit; round += 1) await store.hit('c');
    const rest = { hits: ['d'], messages: [message], events: [{ event: 'x' }] };
    expect(await store.commit(row(), moved, { guard, ...rest })).toBe('over');
    expect(await store.commit(row(), moved, { caps: [guard], ...rest })).toBe('capped');
    expect(await store.find('key')).toEqual(row());
    expect(await store.count('d', 60)).toMatchObject({ count: 0 });
    expect(await store.outbox.take('email', 30)).toBeUndefined();
    expect(await store.events(10)).toEqual([]);
    later(61);
    const next = { ...row('later'), expiresAt: Date.now() + 60_000 };
    await store.create(next, {});
    expect(await store.commit(next, moved, { guard, ...rest })).toBe('done');
  });

  it('counts within the window, and starts anew when a counter is cleared', async () => {
    const store = await open();
    await store.hit('c');
    later(40);
    await store.hit('c');
    expect(await store.count('c', 60)).toEqual({ count: 2, last: Date.now() });
    expect((await store.count('c', 30)).count).toBe(1);
    await store.create(row(), { clears: ['c'] });
    expect((await store.count('c', 60)).count).toBe(0);
  });

  it('hands a message to one taker at a time, in order, and again when the lease is over', async () => {
    const store = await open();
    const second = { ...message, to: 'b@x.test' };
    await store.create(row(), { messages: [message, second] });
    const first = await store.outbox.take('email', 30);
    expect(first?.message?.to).toBe('a@x.test');
    expect((await store.outbox.take('email', 30))?.message?.to).toBe('b@x.test');
    expect(await store.outbox.take('email', 30)).toBeUndefined();
    later(31);
    expect(await store.outbox.take('email', 30)).toMatchObject({
      attempts: 2,
      message: { to: 'a@x.test' },
    });
    await store.outbox.settle(first!.id);
    later(62);
    expect((await store.outbox.take('email', 30))?.message?.to).toBe('b@x.test');
  });

  it('has everything again after it was closed and opened', async () => {
    const folder = await tempFolder();
    const first = await open(folder);
    await first.create(row(), { hits: ['c'], messages: [message], events: [{ event: 'x' }] });
    await first.close();
    const again = await open(folder);
    expect(await again.find('key')).toEqual(row());
    expect((await again.count('c', 60)).count).toBe(1);
    expect((await again.outbox.take('email', 30))?.message?.data).toEqual(message.data);
    expect(await again.events(5)).toMatchObject([{ event: 'x', supportCode: 'ABCD-2345' }]);
  });

  it('forgets what is over when something new begins', async () => {
    const store = await open();
    await store.create(row('old'), { hits: ['c'] });
    later(25 * 60 * 60);
    await store.create(row('new'), {});
    vi.useRealTimers();
    expect(await store.find('old')).toBeUndefined();
    expect((await store.count('c', 48 * 60 * 60)).count).toBe(0);
  });

  it('forgets its audit log after 400 days, some at a time', async () => {
    const store = await open();
    const events = Array.from({ length: 150 }, () => ({ event: 'old' }));
    await store.create(row('old'), { events });
    later(401 * 24 * 60 * 60);
    await store.create(row('new'), { events: [{ event: 'new' }] });
    expect(await store.events(1000)).toHaveLength(51);
    await store.create(row('next'), {});
    expect(await store.events(1000)).toMatchObject([{ event: 'new' }]);
  });

  it('reads no table from end to end when a flow begins, however many there are', async () => {
    const db = await databaseIn(await tempFolder(), secrets);
    const asked = new Map<string, readonly Value[]>();
    const noting = ({ rows, run }: Queries): Queries => ({
      rows: (sql, ...values) => {
        asked.set(sql, values);
        return rows(sql, ...values);
      },
      run: (sql, ...values) => {
        asked.set(sql, values);
        return run(sql, ...values);
      },
    });
    const spied = <T extends Atomic>(one: T): T =>
      new Proxy(one, {
        get: (target, name) => {
          if (name === 'soon') return spied(db.soon);
          return name === 'atomically'
            ? <R>(work: (to: Transaction) => Promise<R>) =>
                target.atomically((to) => work({ ...to, ...noting(to) }))
            : Reflect.get(target, name, target);
        },
      });
    await new SqlStore(spied(db), secrets).create(row(), {
      hits: ['c'],
      clears: ['d'],
      messages: [message],
    });
    expect(asked.size).toBeGreaterThan(5);
    for (const [sql, values] of asked) expect(await planOf(db, sql, values), sql).not.toMatch(scan);
  });

  it('lets one of two writers move a flow, when two processes have it open', async () => {
    const folder = await tempFolder();
    const [one, two] = [await open(folder), await open(folder)];
    await one.create(row(), {});
    const results = await Promise.all([one.commit(row(), moved, {}), two.commit(row(), moved, {})]);
    expect(results.toSorted()).toEqual(['done', 'stale']);
  });
});
