// People who are signed in at the host page: what a token is worth in a flow, and what the reminder is told by it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registrationReply, type RegistrationReply } from '../../backends/protocol/index.ts';
import { findPerson } from '../../gateway/person.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  contoso,
  personNamed,
  type Setting,
  toCode,
  toPassword,
  withPolicy,
  wrongCode,
} from './harness.ts';
import { keyServer, newKey, secret, token, unsigned, withTokens } from './issuer.ts';

afterEach(() => void vi.useRealTimers());
const days = (count: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + count * 86_400_000 });
};

const signedIn = (setting: Setting = {}): Promise<Bench> =>
  benchGateway({ tenant: withTokens(), tokenSecret: secret, ...setting });

const gone = { ...personNamed('ada'), username: 'gone@contoso.com', disabled: true };
const people = ['ada', 'grace', 'linus'].map(personNamed);

describe('Registering with a token', () => {
  it('begins at what is registered, without a password', async () => {
    const bench = await signedIn();
    const walk = await begin(bench, { flow: 'register', token: await token() });
    expect(walk.step).toMatchObject({ kind: 'review-methods', canFinish: true });
    const end = await walk.go({ kind: 'review-methods', action: 'confirm' }, 'done');
    expect(end.outcome).toBe('confirmed');
    const proved = bench.lines.find(({ event }) => event === 'proved');
    expect(proved).toMatchObject({ username: 'ada@contoso.com', detail: 'token: known' });
  });

  it('is about its holder, whoever else is named', async () => {
    const bench = await signedIn();
    const username = 'grace@contoso.com';
    const walk = await begin(bench, { flow: 'register', username, token: await token() });
    await walk.go({ kind: 'review-methods', action: 'add', method: 'email' }, 'add-contact');
    await walk.go({ kind: 'add-contact', value: 'mine@example.org' }, 'enter-code');
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 0) }, 'review-methods');
    const addresses = async (name: string): Promise<unknown[]> =>
      (await findPerson(bench, name))!.contacts.map(({ value }) => value);
    expect(await addresses('ada@contoso.com')).toContain('mine@example.org');
    expect(await addresses(username)).not.toContain('mine@example.org');
  });

  it('with one that isn’t good begins nothing, and says no more than that', async () => {
    const bench = await signedIn();
    for (const bad of [await token({ aud: 'x' }), unsigned(), 'x', '']) {
      const reply = await bench.post('/flows', { flow: 'register', locale: 'en', token: bad });
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
      expect(await reply.json()).toEqual({
        type: 'urn:keyturn:problem:not-signed-in',
        status: 401,
      });
    }
    expect(bench.lines.filter(({ event }) => event === 'begun')).toEqual([]);
    expect(bench.lines.filter(({ message }) => message === 'token refused')).toHaveLength(4);
  });

  it('is for nobody where the tenant names no issuer', async () => {
    const bench = await benchGateway();
    const body = { flow: 'register', locale: 'en', token: await token() };
    expect((await bench.post('/flows', body)).status).toBe(401);
  });

  it('stops for the unknown and the disabled alike, and the log alone knows why', async () => {
    const bench = await signedIn({ people: [...people, gone] });
    const steps: unknown[] = [];
    for (const name of ['nobody@contoso.com', gone.username]) {
      const walk = await begin(bench, {
        flow: 'register',
        token: await token({ preferred_username: name }),
      });
      steps.push({ ...walk.step, supportCode: '' });
      for (const answer of [
        { kind: 'review-methods', action: 'add', method: 'email' },
        { kind: 'sign-in', username: gone.username, password: gone.password },
      ] as const)
        expect((await walk.fails(answer)).code).toBe('stale-answer');
    }
    expect(steps[0]).toMatchObject({ kind: 'stopped', reason: 'not-eligible' });
    expect(steps[1]).toEqual(steps[0]);
    const reasons = bench.lines.filter(({ event }) => event === 'refused');
    // A name that nobody has is told to no log.
    expect(reasons).toMatchObject([
      { detail: 'token: unknown name', username: expect.stringMatching(/^\?[\w-]{22}$/) },
      { detail: 'token: disabled', username: gone.username },
    ]);
  });

  it('stops while self-service is closed for the account', async () => {
    const bench = await signedIn();
    const [walk, code] = await toCode(bench, 'ada@contoso.com');
    for (let round = 0; round < 5; round += 1)
      await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    const { step } = await begin(bench, { flow: 'register', token: await token() });
    expect(step).toMatchObject({ kind: 'stopped', reason: 'locked' });
  });

  it('counts like every other beginning', async () => {
    const bench = await signedIn();
    bench.address = '192.0.2.7';
    const body = { flow: 'register', locale: 'en', token: 'x' };
    for (let round = 0; round < 100; round += 1)
      expect((await bench.post('/flows', body)).status).toBe(401);
    expect((await bench.post('/flows', body)).status).toBe(429);
  });

  it('waits for keys that can’t be had, and is let in when they can', async () => {
    const key = await newKey('a');
    const server = await keyServer(key);
    server.status = 503;
    const bench = await benchGateway({ tenant: withTokens({ jwks: server.url }) });
    const body = { flow: 'register', locale: 'en', token: await token({}, key) };
    const reply = await bench.post('/flows', body);
    expect(reply.status).toBe(503);
    expect(await reply.text()).toContain('directory-unavailable');
    expect(reply.headers.get('retry-after')).toBe('30');
    server.status = 200;
    expect((await bench.post('/flows', body)).status).toBe(201);
  });
});

describe('A token', () => {
  it('only fills in the name where a password is changed, and the present one is asked', async () => {
    const bench = await signedIn();
    const grace = 'grace@contoso.com';
    const walk = await begin(bench, { flow: 'change', username: grace, token: await token() });
    expect(walk.step).toEqual({ kind: 'sign-in', username: 'ada@contoso.com' });
    const without = await begin(bench, { flow: 'change', username: grace, token: unsigned() });
    expect(without.step).toEqual({ kind: 'sign-in', username: grace });
  });

  it('says nothing where a password is reset', async () => {
    const bench = await signedIn();
    for (const one of [await token(), unsigned()]) {
      const walk = await begin(bench, { flow: 'reset', token: one });
      expect(walk.step).toEqual({ kind: 'identify' });
    }
  });

  it('from before a reset is void: it may be the thief’s', async () => {
    const bench = await signedIn();
    const iat = Math.floor(Date.now() / 1000) - 60;
    const [old, held] = [await token({ iat }), await token({ iat })];
    const open = await begin(bench, { flow: 'register', token: held });
    const walk = await toPassword(bench, 'ada@contoso.com');
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
    const reply = await bench.post('/flows', { flow: 'register', locale: 'en', token: old });
    expect(reply.status).toBe(401);
    expect((await open.fails({ kind: 'review-methods', action: 'confirm' })).code).toBe(
      'flow-expired',
    );
    const anew = await begin(bench, { flow: 'register', token: await token() });
    expect(anew.step.kind).toBe('review-methods');
  });

  it('is in no reply, no line of the log and no event', async () => {
    const bench = await signedIn();
    const [good, bad] = [await token(), await token({ aud: 'canary' })];
    const replies: string[] = [];
    for (const one of [good, bad]) {
      for (const flow of ['register', 'change', 'reset'])
        replies.push(await (await bench.post('/flows', { flow, locale: 'en', token: one })).text());
      replies.push(await (await ask(bench, one)).text());
    }
    const all = JSON.stringify([replies, bench.lines, await bench.store.events(100)]);
    for (const secretPart of [...good.split('.').slice(1), ...bad.split('.').slice(1), 'canary'])
      expect(all).not.toContain(secretPart);
  });
});

const ask = (bench: Bench, bearer?: string, headers: Record<string, string> = {}) =>
  bench.call('/registration', {
    headers: { ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }), ...headers },
  });

const statusOf = async (
  bench: Bench,
  name: string,
): Promise<RegistrationReply | { type: string; status: number }> => {
  const reply = await ask(bench, await token({ preferred_username: `${name}@contoso.com` }));
  const body = (await reply.json()) as { type: string; status: number };
  return reply.ok ? registrationReply.parse(body) : body;
};

const rolledOut = (enforceFrom: string | undefined, required = true): Tenant =>
  withTokens(
    {},
    {
      ...withPolicy({ registration: { required, reconfirmDays: 180 } }),
      rollout: { ...contoso.rollout, enforceFrom },
    },
  );

describe('The reminder', () => {
  it('is told who has registered, and that what nobody confirmed is due', async () => {
    const bench = await signedIn({ tenant: rolledOut('2999-01-01') });
    const rest = { required: true, enforceFrom: '2999-01-01', enforced: false };
    expect(await statusOf(bench, 'ada')).toEqual({ registered: true, reconfirmDue: true, ...rest });
    const none = { registered: false, reconfirmDue: false, ...rest };
    expect(await statusOf(bench, 'linus')).toEqual(none);
  });

  it('is told so again when a confirmation has grown old', async () => {
    const bench = await signedIn();
    await bench.registrations.confirm((await bench.directory.find('ada@contoso.com'))!.id);
    expect(await statusOf(bench, 'ada')).toMatchObject({ reconfirmDue: false });
    days(179);
    expect(await statusOf(bench, 'ada')).toMatchObject({ reconfirmDue: false });
    days(2);
    expect(await statusOf(bench, 'ada')).toMatchObject({ registered: true, reconfirmDue: true });
  });

  it('never asks again where the tenant wants that', async () => {
    const policy = withPolicy({ registration: { required: false, reconfirmDays: 0 } });
    const bench = await signedIn({ tenant: withTokens({}, policy) });
    expect(await statusOf(bench, 'ada')).toMatchObject({ required: false, reconfirmDue: false });
  });

  it('can’t be put off from the day on which it is enforced', async () => {
    const past = await signedIn({ tenant: rolledOut('2020-01-01') });
    expect(await statusOf(past, 'linus')).toMatchObject({ enforced: true });
    const free = await signedIn({ tenant: rolledOut('2020-01-01', false) });
    const unforced = await statusOf(free, 'linus');
    expect(unforced).toEqual({
      registered: false,
      reconfirmDue: false,
      required: false,
      enforced: false,
    });
    const open = await signedIn({ tenant: rolledOut(undefined) });
    expect(await statusOf(open, 'linus')).toMatchObject({ enforced: false });
  });

  it('is answered alike about the unknown and the disabled', async () => {
    const bench = await signedIn({ people: [...people, gone] });
    const answer = { type: 'urn:keyturn:problem:not-eligible', status: 403 };
    expect(await statusOf(bench, 'nobody')).toEqual(answer);
    expect(await statusOf(bench, 'gone')).toEqual(answer);
  });

  it('needs a good token, in the header and nowhere else', async () => {
    const bench = await signedIn();
    const good = await token();
    for (const reply of [
      await ask(bench),
      await ask(bench, ''),
      await ask(bench, unsigned()),
      await ask(bench, `${good} ${good}`),
      await bench.call(`/registration?token=${good}&access_token=${good}`),
      await bench.call('/registration', { headers: { authorization: `Basic ${good}` } }),
      await bench.call('/registration', { headers: { cookie: `token=${good}` } }),
    ])
      expect(reply.status).toBe(401);
    const other = await bench.call('/registration', {
      headers: { authorization: `bearer ${good}` },
    });
    expect(other.status).toBe(200);
  });

  it('may ask from the tenant’s pages alone, with its header, and nothing is kept', async () => {
    const bench = await signedIn();
    const origin = 'https://intranet.contoso.com';
    const asked = await bench.call('/registration', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'authorization' },
    });
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    for (const headers of [{ origin }, {}] as Record<string, string>[]) {
      const reply = await ask(bench, await token(), headers);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('vary')).toBe('origin');
    }
    expect((await ask(bench, 'x', { origin })).headers.get('vary')).toBe('origin');
    const evil = await ask(bench, await token(), { origin: 'https://evil.test' });
    expect(evil.status).toBe(403);
  });

  it('can’t be asked without end for one account, and others still can', async () => {
    const bench = await signedIn();
    const mine = await token();
    for (let round = 0; round < 60; round += 1) expect((await ask(bench, mine)).status).toBe(200);
    const reply = await ask(bench, mine);
    expect(reply.status).toBe(429);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await statusOf(bench, 'grace')).toMatchObject({ required: true });
  });
});
