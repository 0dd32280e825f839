import { afterEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { bitsFor } from '../../gateway/puzzle.ts';
import { begin, benchGateway, personNamed, toMethods, toCode, wrongCode } from './harness.ts';
import { limited, mail, text, usual, withNumber } from './limited.ts';

afterEach(() => void vi.useRealTimers());
const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};

describe('Texts', () => {
  const row = ['+31612345601', '+31612345602', '+31612345603', '+31612349999'];
  const elsewhere = '+31612355604';

  it('to a row of numbers are limited together, in an hour, and the operator is told', async () => {
    const numbers = [...row, elsewhere];
    const bench = await limited({ row: 3 }, { people: numbers.map(withNumber) });
    const statuses: number[] = [];
    for (const [index, number] of numbers.entries())
      statuses.push((await text(bench, index, number)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 200]);
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'limit reached', limit: 'row', most: 3 }),
    );
    expect(JSON.stringify(bench.lines)).not.toContain('3161234');
    later(60 * 60 + 1);
    expect((await text(bench, 3, row[3]!)).status).toBe(200);
  });

  it('of a whole day have a budget, which many at once can’t pass, and mail has another', async () => {
    const bench = await limited(
      { daily: { ...usual.daily, sms: 2 } },
      {
        people: [...row.map(withNumber), personNamed('ada')],
      },
    );
    const replies = await Promise.all(row.map((number, index) => text(bench, index, number)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(2);
    const refused = replies.find(({ ok }) => !ok)!;
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('3600');
    expect((await mail(bench, 'ada@contoso.com')).status).toBe(200);
  });
});

describe('A limit that is met', () => {
  const rowAlarms = (lines: Record<string, unknown>[]): unknown[] =>
    lines.filter(({ message, limit }) => message === 'limit reached' && limit === 'row');

  it('is counted each time, and told once a minute, whatever else is met meanwhile', async () => {
    const people = ['+31698100001', '+31698100002'].map(withNumber);
    const bench = await limited(
      { row: 1, daily: { ...usual.daily, email: 0 } },
      { people: [...people, personNamed('ada')] },
    );
    // Alarms are remembered by the whole process: nobody else’s are of this day.
    later(40 * 24 * 60 * 60);
    await text(bench, 0, '+31698100001');
    expect(rowAlarms(bench.lines)).toHaveLength(0);
    for (let round = 0; round < 3; round += 1)
      expect((await text(bench, 1, '+31698100002')).status).toBe(429);
    expect(rowAlarms(bench.lines)).toHaveLength(1);
    expect((await mail(bench, 'ada@contoso.com')).status).toBe(429);
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ message: 'limit reached', limit: 'day:email', most: 0 }),
    );
    later(59);
    await text(bench, 1, '+31698100002');
    expect(rowAlarms(bench.lines)).toHaveLength(1);
    later(2);
    await text(bench, 1, '+31698100002');
    expect(rowAlarms(bench.lines)).toHaveLength(2);
    const numbers = await (await bench.watch.request('/metrics')).text();
    expect(numbers).toContain('keyturn_limits_total{limit="row"} 5');
    expect(numbers).toContain('keyturn_limits_total{limit="day:email"} 1');
  });
});

describe('A budget that is used up', () => {
  it('meets names that nobody has as well, and isn’t used up by them', async () => {
    const daily = { ...usual.daily, email: 3 };
    const bench = await limited({ daily });
    const ask = async (name: string): Promise<number> => {
      const walk = await toMethods(bench, name);
      const [offer] = walk.step.kind === 'choose-method' ? walk.step.methods : [];
      return (await walk.send({ kind: 'choose-method', method: offer!.id })).status;
    };
    // Decoys differ in what they have: those with an address are meant.
    const strangers: string[] = [];
    for (let index = 0; strangers.length < 5; index += 1) {
      const walk = await toMethods(bench, `nobody${index}@contoso.com`);
      const [offer] = walk.step.kind === 'choose-method' ? walk.step.methods : [];
      if (offer!.id === 'email-1') strangers.push(`nobody${index}@contoso.com`);
    }
    for (const name of strangers.slice(0, 4)) expect(await ask(name)).toBe(200);
    for (let round = 0; round < 3; round += 1) expect(await ask('ada@contoso.com')).toBe(200);
    expect(await ask('ada@contoso.com')).toBe(429);
    expect(await ask(strangers[4]!)).toBe(429);
  });
});

describe('One client', () => {
  it('has so many messages sent, to whomever they go, and no other client fewer for it', async () => {
    const people = Array.from({ length: 12 }, (_, index) =>
      withNumber(`+3161${index + 10}45601`, index),
    );
    const bench = await limited({ client: 10 }, { people });
    bench.address = '198.51.100.7';
    // Beginnings are let in by puzzles from a fifth on: only two flows go without, so each asks for five people.
    const walks = [
      await begin(bench, { intent: 'reset' }),
      await begin(bench, { intent: 'reset' }),
    ];
    for (const [flow, walk] of walks.entries())
      for (let name = 0; name < limits.namesPerFlow; name += 1) {
        const index = flow * limits.namesPerFlow + name;
        await walk.go({ kind: 'identify', username: `g${index}@contoso.com` }, 'choose-method');
        const confirm = people[index]!.methods[0]!.value;
        await walk.go({ kind: 'choose-method', method: 'sms-1', confirm }, 'enter-code');
        if (name < limits.namesPerFlow - 1) {
          await walk.go({ kind: 'other-method' }, 'choose-method');
          await walk.go({ kind: 'back' }, 'identify');
        }
      }
    const last = walks[1]!;
    later(limits.resendAfter + 1);
    const refused = await last.fails({ kind: 'resend' });
    expect(refused).toMatchObject({ code: 'too-many-tries', retryAfter: limits.sendWindow });
    bench.address = '198.51.100.8';
    expect((await text(bench, 11, people[11]!.methods[0]!.value)).status).toBe(200);
  });

  it('that fails at proof after proof begins nothing for a while, whoever’s accounts they are', async () => {
    const crowd = Array.from({ length: 4 }, (_, index) => ({
      ...personNamed('ada'),
      username: `a${index}@contoso.com`,
    }));
    const bench = await limited({ client: 40 }, { people: crowd });
    bench.address = '198.51.100.9';
    for (const { username } of crowd.slice(0, 3)) {
      const [walk, code] = await toCode(bench, username);
      for (let round = 0; round < 4; round += 1)
        await walk.send({ kind: 'enter-code', code: wrongCode(code) }, walk.revision + round);
    }
    const start = { flow: 'reset', locale: 'en' };
    expect((await bench.post('/flows', start)).status).toBe(429);
    bench.address = '198.51.100.10';
    expect((await bench.post('/flows', start)).status).toBe(201);
    bench.address = '198.51.100.9';
    later(limits.sendWindow + 1);
    expect((await bench.post('/flows', start)).status).toBe(201);
  });
});

describe('Puzzles', () => {
  it('get twice as hard for twice as much, and never so hard that nobody waits for them', () => {
    expect([0, 0.99, 1, 1.9, 2, 4, 8, 16, 1e6].map((load) => bitsFor(load) ?? 0)).toEqual([
      0, 0, 13, 13, 14, 15, 16, 17, 17,
    ]);
  });

  it('meet everybody while proofs fail all over the organisation', async () => {
    const bench = await benchGateway();
    const bits = async (): Promise<number | undefined> => {
      const { step } = await begin(bench);
      return step.kind === 'identify' ? step.challenge?.bits : undefined;
    };
    bench.address = '198.51.100.11';
    expect(await bits()).toBeUndefined();
    for (let round = 0; round < 60; round += 1) await bench.store.hit('failures');
    expect(await bits()).toBe(13);
    for (let round = 0; round < 60; round += 1) await bench.store.hit('failures');
    expect(await bits()).toBe(14);
    later(limits.sendWindow + 1);
    expect(await bits()).toBeUndefined();
  });
});

describe('A store that fails', () => {
  it('lets nobody begin, and sends nothing', async () => {
    const bench = await benchGateway();
    const walk = await toMethods(bench, 'ada@contoso.com');
    await bench.stop();
    const refused = await bench.post('/flows', { flow: 'reset', locale: 'en' });
    expect(refused.status).toBe(503);
    const asked = await walk.send({ kind: 'choose-method', method: 'email-1' });
    expect(asked.status).toBe(503);
    expect(bench.sent).toEqual([]);
  });
});
