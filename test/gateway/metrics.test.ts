import { describe, expect, it } from 'vitest';
import type { Ways } from '../../gateway/delivery/worker.ts';
import type { Readiness } from '../../gateway/ready.ts';
import { Metrics } from '../../gateway/metrics.ts';
import {
  begin,
  type Bench,
  benchGateway,
  personNamed,
  toCode,
  until,
  Walk,
  withPolicy,
  wrongCode,
} from './harness.ts';
import { goOn, newest } from './mailed.ts';

const ada = 'ada@contoso.com';

const numbers = async ({ watch }: Bench): Promise<Map<string, number>> => {
  const response = await watch.request('/metrics');
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).trimEnd().split('\n');
  return new Map(
    lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => {
        // Each line is a name, labels in braces, a space and a number (the text format, version 0.0.4).
        const found = /^([a-z_]+(?:\{(?:[a-z]+="(?:[^"\\]|\\.)*",?)*\})?) (-?[\d.e+-]+)$/.exec(
          line,
        );
        if (!found) throw new Error(`not a sample: ${line}`);
        return [found[1]!, Number(found[2])] as const;
      }),
  );
};

describe('The metrics', () => {
  it('count flows, answers by step and problem, ends, messages and durations', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, ada);
    await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
    await bench.call('/flows/gone', { method: 'DELETE' });
    await new Walk(bench, { id: 'gone', step: walk.step }).fails({ kind: 'back' });
    await until(() => bench.sent.length > 1);
    const now = await numbers(bench);
    const expected = {
      'keyturn_flows_total{flow="reset"}': 1,
      'keyturn_answers_total{flow="reset",step="identify",problem="none"}': 1,
      'keyturn_answers_total{flow="reset",step="enter-code",problem="wrong-code"}': 1,
      'keyturn_answers_total{flow="reset",step="enter-code",problem="none"}': 1,
      'keyturn_answers_total{flow="none",step="none",problem="flow-expired"}': 1,
      'keyturn_ends_total{flow="reset",end="password-reset"}': 1,
      'keyturn_request_duration_seconds_count{route="/flows",status="201"}': 1,
      'keyturn_request_duration_seconds_bucket{route="/flows/{id}",status="200",le="+Inf"}': 4,
      'keyturn_request_duration_seconds_count{route="/flows/{id}",status="204"}': 1,
      keyturn_hashes: 0,
    };
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, now.get(key)]))).toEqual(
      expected,
    );
    expect(now.get('keyturn_messages_total{channel="email",result="sent"}')).toBeGreaterThan(0);
    expect(now.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
  });

  it('count a press on a mail’s link as the answer that its code would have been', async () => {
    const bench = await benchGateway();
    await toCode(bench, ada);
    await goOn(bench, newest(bench).link);
    const now = await numbers(bench);
    const answers = 'keyturn_answers_total{flow="reset",step="enter-code",problem="none"}';
    expect(now.get(answers)).toBe(1);
  });

  it('say nothing of anybody: no name, number, address, code or id', async () => {
    const bench = await benchGateway();
    bench.address = '198.51.100.7';
    const [walk, code] = await toCode(bench, ada);
    await bench.call('/flows/../ada@contoso.com/x');
    await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    const text = await (await bench.watch.request('/metrics')).text();
    const { password, methods } = personNamed('ada');
    const values = (methods ?? []).map(({ value }) => value);
    for (const secret of [ada, 'ada', password, code, walk.id, '198.51.100', ...values])
      expect(text).not.toContain(secret);
  });

  it('tell how many messages wait, by channel', async () => {
    const stuck = new Error('the server is down');
    const ways: Ways = { email: () => Promise.reject(stuck), sms: () => Promise.reject(stuck) };
    const bench = await benchGateway({ ways });
    const walk = await begin(bench, { intent: 'reset' });
    await walk.go({ kind: 'identify', username: ada }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => bench.lines.some(({ message }) => message === 'not delivered'));
    const now = await numbers(bench);
    expect(now.get('keyturn_outbox_messages{channel="email"}')).toBe(1);
    expect(now.get('keyturn_outbox_messages{channel="sms"}')).toBe(0);
    expect(now.get('keyturn_messages_total{channel="email",result="failed"}')).toBe(1);
  });

  it('escape what a label holds, and sum durations up in their buckets', async () => {
    const metrics = new Metrics();
    metrics.count('keyturn_flows_total', { flow: 'a"b\\c\nd' });
    for (const seconds of [0.01, 0.05, 0.06, 99]) metrics.took({ route: '/x' }, seconds);
    metrics.gauge({ name: 'broken', help: 'x', read: () => Promise.reject(new Error('no')) });
    const text = await metrics.text();
    expect(text).toContain('keyturn_flows_total{flow="a\\"b\\\\c\\nd"} 1\n');
    const buckets = [...text.matchAll(/_bucket\{route="\/x",le="(.+?)"\} (\d+)/g)];
    expect(buckets.map(([, le, count]) => `${le}: ${count}`)).toEqual([
      '0.05: 2',
      '0.1: 3',
      '0.25: 3',
      '0.5: 3',
      '1: 3',
      '2.5: 3',
      '5: 3',
      '10: 3',
      '+Inf: 4',
    ]);
  });
});

const partsOf = async (bench: Bench): Promise<[number, number, Readiness['parts']]> => {
  const own = await bench.watch.request('/readyz');
  const open = await bench.call('/readyz');
  return [open.status, own.status, ((await own.json()) as Readiness).parts];
};

describe('A gateway', () => {
  it('is ready where store, directory and a way out answer', async () => {
    const bench = await benchGateway();
    expect(await partsOf(bench)).toEqual([
      200,
      200,
      { store: true, directory: true, delivery: true },
    ]);
  });

  it('isn’t where the store doesn’t, and says so once; it’s alive all the same', async () => {
    const bench = await benchGateway();
    await bench.stop();
    expect(await partsOf(bench)).toMatchObject([503, 503, { store: false }]);
    expect(bench.lines.filter(({ message }) => message === 'not ready')).toHaveLength(1);
    expect((await bench.call('/healthz')).status).toBe(200);
  });

  it('is ready as long as somebody can be reached: by text, where the mail server is down', async () => {
    const down = Object.assign(async () => {}, { check: () => Promise.reject(new Error('down')) });
    const some = await benchGateway({ ways: { email: down, sms: async () => {} } });
    expect((await some.call('/readyz')).status).toBe(200);
    const tenant = withPolicy({ methods: ['email'] });
    const none = await benchGateway({ tenant, ways: { email: down } });
    expect(await partsOf(none)).toMatchObject([503, 503, { store: true, delivery: false }]);
  });

  it('asks its parts once for many who ask it', async () => {
    let asked = 0;
    const email = Object.assign(async () => {}, { check: async () => void (asked += 1) });
    const bench = await benchGateway({ ways: { email } });
    await Promise.all(Array.from({ length: 20 }, () => bench.call('/readyz')));
    expect(asked).toBe(1);
  });
});

describe('The log', () => {
  it('says of each line which request it belongs to, and of each of a flow its support code', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, ada);
    await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    const audit = bench.lines.filter(({ level }) => level === 'audit');
    expect(new Set(audit.map(({ supportCode }) => supportCode)).size).toBe(1);
    const requests = audit.map(({ request }) => request);
    expect(requests.every((one) => /^[0-9a-f]{16}$/.test(String(one)))).toBe(true);
    expect(new Set(requests).size).toBe(4);
  });
});
