// A database that is away, silent, or gone at the worst moment: nobody is told what isn't so.
import { describe, expect, it, vi } from 'vitest';
import { openPostgres } from '../../gateway/database/postgres.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { postgresIn } from '../gateway/database-in.ts';
import {
  begin,
  type Bench,
  benchGateway,
  tempFolder,
  toCode,
  toPassword,
} from '../gateway/harness.ts';
import { type Relay, startRelay } from './relay.ts';

const ada = 'ada@contoso.com';
const down = { code: 'directory-unavailable', status: 503, retryAfter: 30 };

const behindRelay = async (): Promise<{ bench: Bench; relay: Relay }> => {
  const data = await tempFolder();
  const relay = await startRelay(await postgresIn(data));
  const lines: Record<string, unknown>[] = [];
  const secrets = secretsFrom(secretIn(data));
  const log = (line: Record<string, unknown>): void => void lines.push(line);
  const database = await openPostgres({ url: relay.url }, secrets, log);
  const bench = await benchGateway({ data, database });
  return { bench, relay };
};

const statusOf = async (bench: Bench, path: string): Promise<number> =>
  (await bench.call(path)).status;

describe('A database that can’t be reached', () => {
  it('is said to be away, and everything goes on where it was when it’s back', async () => {
    const { bench, relay } = await behindRelay();
    const [walk, code] = await toCode(bench, ada);
    relay.mode = 'closed';
    relay.drop();
    expect(await walk.fails({ kind: 'enter-code', code })).toMatchObject(down);
    expect((await bench.post('/flows', { flow: 'reset', locale: 'en' })).status).toBe(503);
    expect(await statusOf(bench, '/readyz')).toBe(503);
    expect(await statusOf(bench, '/healthz')).toBe(200);
    relay.mode = 'open';
    await vi.waitFor(async () => expect(await statusOf(bench, '/readyz')).toBe(200), 3000);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
    expect(await bench.directory.signIn(ada, 'violet umbrella seventy')).toBe(true);
    expect(JSON.stringify(bench.lines)).not.toMatch(/the database of the tests|[^-]\b\d{6}\b/);
  });

  it('is given up when it takes a connection and says nothing', async () => {
    const { bench, relay } = await behindRelay();
    const walk = await begin(bench, { intent: 'reset' });
    relay.mode = 'mute';
    const start = performance.now();
    expect(await walk.fails({ kind: 'identify', username: 'ada' })).toMatchObject(down);
    expect(performance.now() - start).toBeLessThan(12_000);
    relay.mode = 'open';
    relay.drop();
    await walk.go({ kind: 'identify', username: 'ada' }, 'choose-method');
  });
});

describe('A database that is gone after it has written', () => {
  it('has used a code up, and the next answer is shown where the flow stands', async () => {
    const { bench, relay } = await behindRelay();
    const [walk, code] = await toCode(bench, ada);
    relay.swallow('COMMIT');
    expect(await walk.fails({ kind: 'enter-code', code })).toMatchObject(down);
    relay.swallow('nothing that it says');
    relay.mode = 'open';
    relay.drop();
    const told = await walk.fails({ kind: 'enter-code', code });
    expect(told).toMatchObject({ code: 'stale-answer', step: { kind: 'new-password' } });
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
  });

  it('is no success: nobody knows what has become of the password', async () => {
    const { bench, relay } = await behindRelay();
    const walk = await toPassword(bench, ada);
    const setPassword = bench.directory.setPassword.bind(bench.directory);
    bench.directory.setPassword = async (id, password) => {
      const result = await setPassword(id, password);
      relay.mode = 'closed';
      relay.drop();
      return result;
    };
    const password = 'violet umbrella seventy';
    const told = await walk.fails({ kind: 'new-password', password });
    expect(told.code).toBe('outcome-unknown');
    relay.mode = 'open';
    expect((await walk.fails({ kind: 'new-password', password })).code).toBe('outcome-unknown');
    expect(await bench.directory.signIn(ada, password)).toBe(true);
  });
});
