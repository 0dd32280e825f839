import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  toCode,
  until,
  type Walk,
  withPolicy,
  wrongCode,
} from './harness.ts';
import { ada, fresh, goOn, newest, people, press, stop } from './mailed.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const events = async (bench: Bench): Promise<string[]> =>
  (await bench.store.events(50)).map(({ event }) => event);

describe('“This wasn’t me”', () => {
  it('ends the flow and all its codes, and is written down', async () => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    const { link, stop: token } = newest(bench);
    expect(await stop(bench, token)).toBe(204);
    expect((await walk.fails({ kind: 'enter-code', code })).code).toBe('flow-expired');
    expect((await press(bench, link)).status).toBe(410);
    const [last] = await bench.store.events(1);
    expect(last).toMatchObject({ event: 'not me', username: ada });
    // Each flow has a word of its own to say.
    await toCode(bench, ada);
    expect(await stop(bench, newest(bench).stop)).toBe(204);
  });

  it('ends what has gone on by the link too', async () => {
    const bench = await benchGateway({ people });
    await toCode(bench, ada);
    const { link, stop: token } = newest(bench);
    const other = await goOn(bench, link);
    expect(await stop(bench, token)).toBe(204);
    const refused = await other.fails({ kind: 'new-password', password: fresh });
    expect(refused.code).toBe('flow-expired');
    expect(await bench.directory.signIn(ada, fresh)).toBe(false);
  });

  it('ends a flow that has gone back to the name, where nobody is named any more', async () => {
    const bench = await benchGateway({ people });
    const [walk] = await toCode(bench, ada);
    const { stop: token } = newest(bench);
    await walk.go({ kind: 'other-method' }, 'choose-method');
    await walk.go({ kind: 'back' }, 'identify');
    expect(await stop(bench, token)).toBe(204);
    expect((await walk.fails({ kind: 'identify', username: ada })).code).toBe('flow-expired');
  });

  it('has nothing left to end when the lock was lifted that the mail was about', async () => {
    const bench = await benchGateway({ people });
    const walk = await begin(bench, { intent: 'unlock' });
    await walk.go({ kind: 'identify', username: 'johan' }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    const { stop: token } = newest(bench);
    await walk.go({ kind: 'enter-code', code }, 'done');
    expect(await stop(bench, token)).toBe(410);
  });

  it('ends a flow that has gone further, by an older mail of it too', async () => {
    const bench = await benchGateway({ people });
    const [walk] = await toCode(bench, ada);
    const { stop: token } = newest(bench);
    await walk.go({ kind: 'other-method' }, 'choose-method');
    expect(await stop(bench, token)).toBe(204);
    expect((await walk.fails({ kind: 'back' })).code).toBe('flow-expired');
  });

  it('ends it however soon it’s said, and however long the store takes to look', async () => {
    const bench = await benchGateway({ people });
    await toCode(bench, ada);
    const { link, stop: token } = newest(bench);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const other = await goOn(bench, link);
    vi.advanceTimersByTime(10);
    expect(await stop(bench, token)).toBe(204);
    const count = bench.store.count.bind(bench.store);
    vi.spyOn(bench.store, 'count').mockImplementation((...asked) => {
      vi.advanceTimersByTime(50);
      return count(...asked);
    });
    const refused = await other.fails({ kind: 'new-password', password: fresh });
    expect(refused.code).toBe('flow-expired');
  });

  it('ends what went on by the link though the flow that sent it was given up', async () => {
    const bench = await benchGateway({ people });
    const [walk] = await toCode(bench, ada);
    const { link, stop: token } = newest(bench);
    const other = await goOn(bench, link);
    await bench.call(`/flows/${walk.id}`, { method: 'DELETE' });
    expect(await stop(bench, token)).toBe(410);
    const refused = await other.fails({ kind: 'new-password', password: fresh });
    expect(refused.code).toBe('flow-expired');
  });

  it.each(['first', 'second'])(
    'in the %s mail ends all that one led to the other',
    async (which) => {
      const bench = await benchGateway({ people, tenant: withPolicy({ gates: 2 }) });
      const [walk] = await toCode(bench, ada);
      const first = newest(bench);
      const between = await goOn(bench, first.link);
      await between.go({ kind: 'back' }, 'identify');
      await between.go({ kind: 'identify', username: ada }, 'choose-method');
      await between.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
      await until(() => bench.sent.length === 2);
      const second = newest(bench);
      const last = await goOn(bench, second.link);
      const pressed = which === 'first' ? [first, second] : [second, first];
      expect(await stop(bench, pressed[0]!.stop)).toBe(204);
      expect(await stop(bench, pressed[1]!.stop)).toBe(410);
      expect((await events(bench)).filter((event) => event === 'not me')).toHaveLength(1);
      for (const waiting of [walk, between])
        expect((await waiting.fails({ kind: 'other-method' })).code).toBe('flow-expired');
      expect((await last.fails({ kind: 'back' })).code).toBe('flow-expired');
    },
  );

  it.each([
    [
      'self-service was closed for the account',
      async (_bench: Bench, walk: Walk, code: string) => {
        for (let round = 0; round < 5; round += 1)
          await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
      },
    ],
    [
      'a password was set elsewhere',
      async (bench: Bench) => {
        const [other, code] = await toCode(bench, ada);
        await other.go({ kind: 'enter-code', code }, 'new-password');
        await other.go({ kind: 'new-password', password: fresh }, 'done');
      },
    ],
  ])('has nothing left to end when %s, and is written down all the same', async (_what, deed) => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    const { stop: token } = newest(bench);
    const [{ supportCode } = {}] = await bench.store.events(1);
    await deed(bench, walk, code);
    expect(await stop(bench, token)).toBe(410);
    const told = { event: 'not me', username: ada, supportCode };
    expect(bench.lines).toContainEqual(expect.objectContaining(told));
  });

  it('says so when it comes too late, and the report shows it beside the reset', async () => {
    const reportToken = 'r'.repeat(32);
    const bench = await benchGateway({ people, reportToken });
    const [walk, code] = await toCode(bench, ada);
    const { stop: token } = newest(bench);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    await walk.go({ kind: 'new-password', password: fresh }, 'done');
    expect(await stop(bench, token)).toBe(410);
    expect(await events(bench)).toContain('not me');
    const headers = { authorization: `Bearer ${reportToken}` };
    const report = await bench.call('/reports/resets', { headers });
    expect(await report.json()).toMatchObject({
      rows: [{ result: 'succeeded', detail: 'not me' }],
    });
  });

  it('tells whoever presses later that it’s over, also when the link’s own flow set a password', async () => {
    const bench = await benchGateway({ people });
    await toCode(bench, ada);
    const { link, stop: token } = newest(bench);
    const other = await goOn(bench, link);
    await other.go({ kind: 'new-password', password: fresh }, 'done');
    expect(await stop(bench, token)).toBe(410);
    expect(await stop(bench, token)).toBe(410);
    expect((await events(bench)).filter((event) => event === 'not me')).toHaveLength(1);
  });

  it('takes no other token, and nothing but JSON', async () => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    const { link, stop: token } = newest(bench);
    for (const wrong of [link, token.slice(0, -1), `${token}A`, 'x', '.', '..'])
      expect(await stop(bench, wrong), wrong).toBe(410);
    expect(await stop(bench, '')).toBe(422);
    const form = new URLSearchParams({ token });
    expect((await bench.call('/revocations', { method: 'POST', body: form })).status).toBe(415);
    for (const method of ['GET', 'HEAD'])
      expect((await bench.call('/revocations', { method })).status).toBe(404);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
  });
});
