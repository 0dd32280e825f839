import { createHook } from 'node:async_hooks';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Checkpoints } from '../../gateway/database/checkpoints.ts';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import { Sync } from '../../gateway/database/sync.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { tempFolder } from './harness.ts';

const second = 1000; // ms

// A disk that takes as long as it's told to.
const slowDisk = () => {
  const begun: PromiseWithResolvers<void>[] = [];
  const toDisk = (): Promise<void> => {
    const one = Promise.withResolvers<void>();
    begun.push(one);
    return one.promise;
  };
  return { begun, toDisk };
};

const aTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('A sync', () => {
  it('is one for all who came before it', async () => {
    const { begun, toDisk } = slowDisk();
    const sync = new Sync(toDisk, second);
    const waiting = Promise.all([sync.now(), sync.now(), sync.now()]);
    await aTurn();
    begun[0]!.resolve();
    await waiting;
    expect(begun).toHaveLength(1);
  });

  it('is another one for who came after it began', async () => {
    const { begun, toDisk } = slowDisk();
    const sync = new Sync(toDisk, second);
    const first = sync.now();
    await aTurn();
    let isDone = false;
    const later = Promise.all([sync.now(), sync.now()]).then(() => (isDone = true));
    begun[0]!.resolve();
    await first;
    await aTurn();
    expect([begun.length, isDone]).toEqual([2, false]);
    begun[1]!.resolve();
    await later;
  });

  it('that fails is told to all who wait, and nothing is promised after it', async () => {
    const { begun, toDisk } = slowDisk();
    const sync = new Sync(toDisk, second);
    const first = sync.now();
    await aTurn();
    const second_ = sync.now();
    begun[0]!.reject(new Error('EIO'));
    await expect(first).rejects.toThrow('EIO');
    await expect(second_).rejects.toThrow('EIO');
    await expect(sync.now()).rejects.toThrow('EIO');
    expect(begun).toHaveLength(1);
  });

  it('comes by itself in a while for who doesn’t wait', async () => {
    const { begun, toDisk } = slowDisk();
    const sync = new Sync(toDisk, 5);
    sync.soon();
    sync.soon();
    expect(begun).toHaveLength(0);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(begun).toHaveLength(1);
    begun[0]!.resolve();
    await sync.end();
  });
});

describe('The file', () => {
  let calls = 0;
  const hook = createHook({
    init: (_id, type) => void (calls += type === 'FSREQCALLBACK' ? 1 : 0),
  });
  afterEach(() => void hook.disable());

  const opened = async () => {
    const data = await tempFolder();
    const db = openSqlite(data, secretsFrom(secretIn(data)));
    calls = 0;
    hook.enable();
    return db;
  };
  const hit = 'INSERT INTO hits (counter, at) VALUES (?, ?)';

  it('is synced before a write resolves, and once for many', async () => {
    const db = await opened();
    await db.run(hit, 'one', 1);
    expect(calls).toBe(1);
    await db.atomically(async (to) => void (await to.run(hit, 'one', 2)));
    expect(calls).toBe(2);
    await Promise.all(Array.from({ length: 50 }, (_, at) => db.run(hit, 'many', at)));
    expect(calls).toBeLessThan(6);
    await db.close();
  });

  it('isn’t synced for a read, nor at once for what may be forgotten', async () => {
    const db = await opened();
    await db.soon.run(hit, 'one', 1);
    await db.soon.atomically(async (to) => void (await to.run(hit, 'one', 2)));
    expect(await db.rows('SELECT at FROM hits')).toHaveLength(2);
    expect(calls).toBe(0);
    await db.close();
  });

  it('has its log moved to its place beside what goes on, and then the log begins anew', async () => {
    const data = await tempFolder();
    const db = openSqlite(data, secretsFrom(secretIn(data)));
    const sizeOf = (name: string): number => statSync(join(data, name)).size;
    const write = (count: number): Promise<unknown> =>
      Promise.all(Array.from({ length: count }, (_, at) => db.soon.run(hit, `c${at}`, at)));
    const before = sizeOf('keyturn.db');
    await write(1250);
    await vi.waitFor(() => expect(sizeOf('keyturn.db')).toBeGreaterThan(before), 10_000);
    // Whoever writes before it is over writes on at the end.
    await vi.waitFor(async () => {
      const log = sizeOf('keyturn.db-wal');
      await write(50);
      expect(sizeOf('keyturn.db-wal')).toBe(log);
    }, 10_000);
    const written = await db.rows<{ n: number }>('SELECT count(*) AS n FROM hits');
    expect(written[0]!.n).toBeGreaterThan(1250);
    await db.close();
  });

  it('goes on where its log could not be moved', async () => {
    const checkpoints = new Checkpoints('/nowhere/keyturn.db', 1);
    checkpoints.wrote();
    await expect(checkpoints.end()).resolves.toBeUndefined();
    checkpoints.wrote();
    await expect(checkpoints.end()).resolves.toBeUndefined();
  });
});
