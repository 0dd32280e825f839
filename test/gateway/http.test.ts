import { describe, expect, it } from 'vitest';
import { publicPolicy } from '../../gateway/passwords.ts';
import { policyReply } from '../../backends/protocol/index.ts';
import { begin, benchGateway, contoso, toMethods, until } from './harness.ts';

const start = { flow: 'reset', locale: 'en' };
const identify = (username: unknown): unknown => ({ answer: { kind: 'identify', username } });

describe('Pages elsewhere', () => {
  it('are let in by exact origin, and without cookies', async () => {
    const bench = await benchGateway();
    for (const origin of ['https://login.contoso.com', 'https://passwords.contoso.com']) {
      const reply = await bench.post('/flows', start, { origin });
      expect(reply.status).toBe(201);
      expect(reply.headers.get('access-control-allow-origin')).toBe(origin);
      expect(reply.headers.get('vary')).toContain('origin');
      expect(reply.headers.has('access-control-allow-credentials')).toBe(false);
      expect(reply.headers.has('set-cookie')).toBe(false);
      const asked = await bench.call('/flows', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
      const list = (name: string): unknown =>
        asked.headers.get(`access-control-${name}`)?.split(', ');
      expect(list('allow-headers')).toEqual(['content-type', 'authorization']);
      expect(list('expose-headers')).toEqual(['retry-after']);
      // Longer than two steps of a person, so that each answer isn't asked for twice.
      expect(Number(asked.headers.get('access-control-max-age'))).toBeGreaterThanOrEqual(300);
    }
  });

  it.each([
    'https://evil.test',
    'https://login.contoso.com.evil.test',
    'https://evil-login.contoso.com',
    'http://login.contoso.com',
    'https://login.contoso.com:8443',
    'https://LOGIN.contoso.com',
    'null',
    '',
  ])('from %j are refused before anything is read', async (origin) => {
    const bench = await benchGateway();
    for (const method of ['POST', 'OPTIONS']) {
      const reply = await bench.call('/flows', {
        method,
        headers: { origin, 'content-type': 'application/json' },
        body: method === 'POST' ? JSON.stringify(start) : undefined,
      });
      expect(reply.status).toBe(403);
      expect(reply.headers.has('access-control-allow-origin')).toBe(false);
    }
    expect(bench.lines.filter(({ event }) => event === 'begun')).toEqual([]);
  });

  it('on the gateway’s own origin are let in, as the browser itself says', async () => {
    const bench = await benchGateway();
    const own = { origin: 'http://localhost:9', 'sec-fetch-site': 'same-origin' };
    expect((await bench.post('/flows', start, own)).status).toBe(201);
    const near = { ...own, 'sec-fetch-site': 'same-site' };
    expect((await bench.post('/flows', start, near)).status).toBe(403);
  });
});

describe('A request', () => {
  const bodies: [string, string | object, number?][] = [
    ['that isn’t JSON', 'flow=reset'],
    ['that is cut off', '{"flow":"reset","loc'],
    ['that is empty', ''],
    ['that is a list', [start]],
    ['with a further field', { ...start, admin: true }],
    ['with a flow nobody knows', { ...start, flow: 'takeover' }],
    ['with a list for a name', { ...start, username: ['a', 'b'] }],
    ['with __proto__', '{"flow":"reset","locale":"en","__proto__":{"x":1}}'],
    ['that is nested deeply', `${'['.repeat(9000)}${']'.repeat(4000)}`],
    ['that is too large', { ...start, token: 'x'.repeat(17_000) }, 413],
  ];
  it.each(bodies)('%s is refused in one way', async (_, body, status = 422) => {
    const bench = await benchGateway();
    const reply = await bench.post('/flows', body);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(await reply.json()).toEqual({ type: 'urn:keyturn:problem:invalid-answer', status });
  });

  it.each([
    [['ada@contoso.com', 'eve@evil.test']],
    [{ toString: 'ada' }],
    [42],
    [null],
    [''],
    ['x'.repeat(321)],
  ])('with %j for a name names nobody', async (username) => {
    const bench = await benchGateway();
    const { id } = await begin(bench);
    const reply = await bench.post(`/flows/${id}`, identify(username));
    expect(reply.status).toBe(422);
    expect(await reply.text()).not.toContain('step');
  });

  it.each([
    'a@x.test,b@y.test',
    'ada@contoso.com\r\nBcc: eve@evil.test',
    'ada@contoso.com%0d%0aBcc:x',
    '*)(uid=*',
  ])('about %j is about nobody, and sends nothing', async (username) => {
    const bench = await benchGateway();
    const walk = await toMethods(bench, username);
    const [offer] = walk.step.kind === 'choose-method' ? walk.step.methods : [];
    await walk.send({ kind: 'choose-method', method: offer!.id, confirm: '+31612345678' });
    await bench.stop();
    expect(bench.sent).toEqual([]);
  });

  it('must say that it is JSON, so that no plain form can make it', async () => {
    const bench = await benchGateway();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      const reply = await bench.post('/flows', start, { 'content-type': type });
      expect(reply.status).toBe(415);
    }
  });

  it('can’t change a link by what it says of hosts', async () => {
    const bench = await benchGateway();
    const forged = {
      host: 'evil.test',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.test',
    };
    const reply = await bench.post('/flows', { ...start, intent: 'reset' }, forged);
    const { id } = (await reply.json()) as { id: string };
    await bench.post(`/flows/${id}`, identify('ada'), forged);
    const method = { answer: { kind: 'choose-method', method: 'email-1' } };
    const last = await bench.post(`/flows/${id}`, method, forged);
    const [mail] = await until(() => bench.sent.length > 0 && bench.sent);
    for (const text of [await last.text(), mail!.html!, mail!.text])
      expect(text).not.toContain('evil');
    expect(mail!.html).toContain('https://passwords.contoso.com/');
  });

  it('for what isn’t there, or by another method, is answered as a problem', async () => {
    const bench = await benchGateway();
    for (const [path, method] of [
      ['/', 'GET'],
      ['/flows', 'GET'],
      ['/policy', 'POST'],
      ['/flows/a/b', 'POST'],
      ['/..%2f..%2fsecret', 'GET'],
    ] as const) {
      const reply = await bench.call(path, { method });
      expect(reply.status).toBe(404);
      expect(reply.headers.get('content-type')).toContain('problem+json');
    }
  });
});

describe('A reply', () => {
  it('is kept by no cache, guessed by no browser and framed by no page', async () => {
    const bench = await benchGateway();
    const { headers } = await bench.post('/flows', start);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('about the policy is public, cacheable, and without the list of banned words', async () => {
    const bench = await benchGateway();
    const reply = await bench.call('/policy');
    const policy = policyReply.parse(await reply.json());
    expect(policy).toEqual(
      JSON.parse(JSON.stringify(publicPolicy({ tenant: contoso, able: contoso.policy.methods }))),
    );
    expect(reply.headers.get('cache-control')).toContain('public');
    expect(JSON.stringify(policy)).not.toContain('welkom');
  });

  it('says whether the gateway takes work', async () => {
    const bench = await benchGateway();
    expect((await bench.call('/healthz')).status).toBe(200);
    expect((await bench.call('/readyz')).status).toBe(200);
    await bench.stop();
    expect((await bench.call('/readyz')).status).toBe(503);
    expect((await bench.call('/healthz')).status).toBe(200);
  });
});
