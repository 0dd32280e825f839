import { beforeEach, describe, expect, it, vi } from 'vitest';
import { periodFrom } from '../../../gateway/reports/report.ts';
import { begin, type Bench, benchGateway, toCode, toPassword, wrongCode } from '../harness.ts';

const token = 'a token of administrators alone: 32';

let bench: Bench;

beforeEach(async () => {
  bench = await benchGateway({ reportToken: token.replaceAll(' ', '-') });
});

const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  bench.call(`/reports/${path}`, {
    headers: { authorization: `Bearer ${token.replaceAll(' ', '-')}`, ...headers },
  });

type Line = Record<string, unknown>;
const lines = async (path: string): Promise<Line[]> =>
  ((await (await ask(path)).json()) as { rows: Line[] }).rows;

// One of each: a success, an abandoned one, a stranger, and a person who can't.
const someFlows = async (): Promise<void> => {
  const walk = await toPassword(bench, 'ada');
  await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
  const [second, code] = await toCode(bench, 'johan');
  await second.fails({ kind: 'enter-code', code: wrongCode(code) });
  for (const username of ['nobody', 'linus']) {
    const third = await begin(bench, { intent: 'reset' });
    await third.send({ kind: 'identify', username });
  }
  await begin(bench, { flow: 'register' });
};

describe('The reports', () => {
  it('tell of each reset who, when, by what, and how it ended', async () => {
    await someFlows();
    const rows = await lines('resets');
    expect(rows).toHaveLength(4);
    const [linus, nobody, johan, ada] = rows;
    expect(ada).toMatchObject({
      user: 'ada@contoso.com',
      role: 'person',
      flow: 'reset',
      methods: ['email'],
      result: 'succeeded',
      detail: 'password-reset',
    });
    expect(Date.now() - Date.parse(String(ada!.time))).toBeLessThan(60_000);
    expect(johan).toMatchObject({ result: 'under-way', detail: 'after a wrong proof: email' });
    expect(nobody).toMatchObject({ result: 'failed', detail: 'unknown name' });
    expect(nobody!.user).toMatch(/^\?/);
    expect(linus).toMatchObject({ result: 'failed', detail: 'too few methods', methods: [] });
  });

  it('tell what was given up once its time is over, and count all of it', async () => {
    // Midday: sixteen minutes before midnight, what is given up belongs to the day before.
    const midday = `${new Date().toISOString().slice(0, 10)}T12:00:00Z`;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(midday) });
    try {
      await someFlows();
      vi.setSystemTime(Date.now() + 16 * 60 * 1000);
      expect((await lines('resets'))[2]).toMatchObject({ result: 'abandoned' });
      const totals = await (await ask('totals')).json();
      expect(totals).toMatchObject({
        people: { capable: 4, byMethod: { email: 3, mobile: 3, questions: 1 } },
        resets: {
          byResult: { succeeded: 1, abandoned: 1, failed: 2 },
          byMethod: { email: 1 },
          byDay: { [midday.slice(0, 10)]: 1 },
          abandonedAt: { 'after a wrong proof: email': 1 },
        },
      });
    } finally {
      vi.useRealTimers();
    }
  });

  it('tell of registrations, in the period that is asked for alone', async () => {
    const event = { event: 'method added', supportCode: 'ABCD-2345', username: 'ada@contoso.com' };
    await bench.store.record({ ...event, detail: 'sms' });
    await bench.store.record({ ...event, event: 'proved', detail: 'sms' });
    expect(await lines('registrations')).toMatchObject([
      { user: 'ada@contoso.com', activity: 'method added', methods: ['sms'], role: 'person' },
    ]);
    expect(await lines('registrations?to=2026-01-01')).toEqual([]);
  });

  it('come as CSV without formulas, and with fingerprints in the place of people', async () => {
    const username = '=cmd|calc@contoso.com';
    await bench.store.record({ event: 'registered', supportCode: 'ABCD-2345', username });
    const csv = await ask('registrations', { accept: 'text/csv' });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, row] = (await csv.text()).split('\r\n');
    expect(head).toBe('time,user,role,activity,methods,supportCode');
    expect(row).toContain(",'=cmd|calc@contoso.com,,registered,,ABCD-2345");
    const hidden = await (await ask('registrations?format=csv&pseudonyms')).text();
    expect(hidden).not.toMatch(/cmd|ABCD/);
    expect(hidden).toContain('registered');
    const [first] = await lines('registrations?pseudonyms');
    expect((await lines('registrations?pseudonyms'))[0]!.user).toBe(first!.user);
  });

  it.each([
    undefined,
    'Bearer',
    'Bearer x',
    `Bearer ${token.replaceAll(' ', '-')}x`,
    `Basic ${token.replaceAll(' ', '-')}`,
  ])('are nobody’s without the token: %s', async (authorization) => {
    for (const name of ['resets', 'registrations', 'totals']) {
      const response = await bench.call(`/reports/${name}`, {
        headers: authorization === undefined ? {} : { authorization },
      });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('rows');
    }
  });

  it('tell the log of a wrong token, once for many, and never which', async () => {
    const fresh = await benchGateway({ reportToken: token.replaceAll(' ', '-') });
    await fresh.call('/reports/resets');
    expect(fresh.lines).toEqual([]);
    for (const guess of ['guess-one', 'guess-two', 'guess-three'])
      await fresh.call('/reports/resets', { headers: { authorization: `Bearer ${guess}` } });
    expect(fresh.lines).toMatchObject([{ level: 'warn', message: 'report token refused' }]);
    expect(JSON.stringify(fresh.lines)).not.toContain('guess');
  });

  it('aren’t there where no token is set', async () => {
    const plain = await benchGateway();
    const headers = { authorization: 'Bearer undefined' };
    expect((await plain.call('/reports/resets', { headers })).status).toBe(404);
  });

  it('refuse a period that is none', async () => {
    for (const query of ['from=yesterday', 'to=2026-13-45', 'from=2026-02-01&to=2026-01-01'])
      expect((await ask(`resets?${query}`)).status).toBe(422);
    const now = Date.UTC(2026, 5, 30);
    expect(periodFrom({}, now)).toEqual({ from: Date.UTC(2026, 4, 31), to: now });
    expect(periodFrom({ from: '2026-06-01', to: '2026-06-02T12:00:00Z' }, now)).toEqual({
      from: Date.UTC(2026, 5, 1),
      to: Date.UTC(2026, 5, 2, 12),
    });
  });
});
