// The audit log's chain: whatever is done to it without the gateway's secret is seen.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../gateway/database/database.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import { databaseIn } from './database-in.ts';
import { tempFolder } from './harness.ts';

afterEach(() => void vi.useRealTimers());

const open = async (folder: string, secret = 7): Promise<[SqlStore, Database]> => {
  const secrets = secretsFrom(Buffer.alloc(32, secret));
  const db = await databaseIn(folder, secrets);
  return [new SqlStore(db, secrets), db];
};

const withEvents = async (count: number): Promise<[SqlStore, Database]> => {
  const [store, db] = await open(await tempFolder());
  for (let index = 0; index < count; index += 1)
    await store.record({ event: `e${index}`, supportCode: 'ABCD-2345', username: 'ada@x.test' });
  return [store, db];
};

describe('The audit log', () => {
  it('is a whole chain, also over a restart and when two write it', async () => {
    const folder = await tempFolder();
    const [one] = await open(folder);
    const [two] = await open(folder);
    for (let index = 0; index < 6; index += 1)
      await [one, two][index % 2]!.record({ event: 'x', supportCode: '', detail: String(index) });
    const [again] = await open(folder);
    expect(await again.followAudit()).toMatchObject({ entries: 6, brokenAt: undefined });
  });

  it.each([
    ['a changed name', "UPDATE audit SET username = 'eve@x.test' WHERE id = 3", 3],
    ['a changed time', 'UPDATE audit SET at = at + 1 WHERE id = 2', 2],
    ['an emptied detail', "UPDATE audit SET detail = '' WHERE id = 4", 4],
    ['an entry that was taken out', 'DELETE FROM audit WHERE id = 2', 2],
    ['the first entry taken out', 'DELETE FROM audit WHERE id = 1', 1],
    [
      'an entry that was put in',
      "INSERT INTO audit VALUES (6, 1, 'proved', 'x', 'y', NULL, 'seal')",
      6,
    ],
    ['another beginning', "UPDATE audit_root SET seal = 'x'", 1],
  ])('shows %s', async (_, sql, place) => {
    const [store, db] = await withEvents(5);
    await db.run(sql);
    expect((await store.followAudit()).brokenAt).toBe(place);
  });

  it('shows a chain that was made anew with another secret', async () => {
    const [store, db] = await withEvents(1);
    const forger = new SqlStore(db, secretsFrom(Buffer.alloc(32, 8)));
    await db.run('DELETE FROM audit');
    await forger.record({ event: 'x', supportCode: '' });
    expect((await forger.followAudit()).brokenAt).toBeUndefined();
    expect((await store.followAudit()).brokenAt).toBe(1);
  });

  it('shows by a seal that was noted that its end was cut off', async () => {
    const [store, db] = await withEvents(5);
    const { last } = await store.followAudit();
    expect((await store.followAudit(last)).met).toBe(true);
    await db.run('DELETE FROM audit WHERE id >= 4');
    expect(await store.followAudit(last)).toMatchObject({ brokenAt: undefined, met: false });
  });

  it('stays whole when what is too old goes', async () => {
    const [store] = await withEvents(150);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 401 * 24 * 60 * 60 * 1000 });
    const state = { flow: 'reset', locale: 'en', intent: 'reset', intentGiven: false } as const;
    for (const key of ['a', 'b'])
      await store.create(
        {
          key,
          revision: 0,
          state: { ...state, proved: [], at: { kind: 'identify' } },
          expiresAt: Date.now() + 1000,
          supportCode: '',
        },
        { events: [{ event: key }] },
      );
    expect(await store.followAudit()).toMatchObject({ entries: 2, brokenAt: undefined });
  });
});
