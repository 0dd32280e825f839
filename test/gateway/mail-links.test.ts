// The links in a code's mail. A link gives whoever presses what the code would have given them in a flow of their own, and
// nothing to whoever began.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { startReply } from '../../backends/protocol/index.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  personNamed,
  toCode,
  toMethods,
  until,
  Walk,
  withPolicy,
  wrongCode,
} from './harness.ts';
import { limited } from './limited.ts';
import { ada, fresh, goOn, newest, people, press, stop, tokenIn } from './mailed.ts';

afterEach(() => void vi.useRealTimers());

describe('The link in a code’s mail', () => {
  it('leads to the portal’s page in the person’s language, with its token behind the #', async () => {
    const bench = await benchGateway({ people });
    const walk = await toMethods(bench, ada, { locale: 'nl' });
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const { text, html = '' } = await until(() => bench.sent[0]);
    const urls = text.match(/https:\S+/g)!;
    expect(urls.slice(0, 2).map((url) => url.split('#')[0])).toEqual([
      'https://passwords.contoso.com/nl/link/',
      'https://passwords.contoso.com/nl/not-me/',
    ]);
    for (const url of urls.slice(0, 2)) {
      expect(new URL(url).search).toBe('');
      expect(new URL(url).hash).toMatch(/^#[\w-]{43}\.[\w-]{43}$/);
      expect(html).toContain(`href="${url}"`);
    }
    expect(text).not.toContain(walk.id);
  });

  it('goes on in a flow of its own, on whichever device it was pressed', async () => {
    const bench = await benchGateway({ people });
    const [walk] = await toCode(bench, ada);
    bench.address = '203.0.113.9';
    const other = await goOn(bench, newest(bench).link);
    expect(other.id).not.toBe(walk.id);
    expect(other.step).toMatchObject({ kind: 'new-password', username: ada });
    await other.go({ kind: 'new-password', password: fresh }, 'done');
    expect(await bench.directory.signIn(ada, fresh)).toBe(true);
  });

  it('gives nothing to whoever began: their flow still waits for the code', async () => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    const other = await goOn(bench, newest(bench).link);
    const refused = await walk.fails({ kind: 'new-password', password: fresh });
    expect(refused.code).toBe('stale-answer');
    expect(refused.step).toMatchObject({ kind: 'enter-code' });
    await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    await other.go({ kind: 'new-password', password: fresh }, 'done');
    // The account has been taken back: not even the right code is good any more.
    expect((await walk.fails({ kind: 'enter-code', code })).code).toBe('flow-expired');
  });

  it('leaves the typed code good, for a scanner that presses buttons takes it from nobody', async () => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    await goOn(bench, newest(bench).link);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    const { outcome } = await walk.go({ kind: 'new-password', password: fresh }, 'done');
    expect(outcome).toBe('password-reset');
  });

  it('is good once, of many presses at the same time too', async () => {
    const bench = await benchGateway({ people });
    await toCode(bench, ada);
    const { link } = newest(bench);
    const pressed = await Promise.all(Array.from({ length: 20 }, () => press(bench, link)));
    expect(pressed.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(pressed.filter(({ status }) => status === 410)).toHaveLength(19);
    await toCode(bench, ada);
    expect((await press(bench, newest(bench).link)).status).toBe(201);
  });

  it.each([
    [
      'a newer code was sent',
      async (_bench: Bench, walk: Walk) => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
        await walk.go({ kind: 'resend' }, 'enter-code');
      },
    ],
    [
      'another way was chosen',
      async (_bench: Bench, walk: Walk) => {
        await walk.go({ kind: 'other-method' }, 'choose-method');
      },
    ],
    [
      'five minutes are over',
      async () => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
      },
    ],
    [
      'its code was typed',
      async (_bench: Bench, walk: Walk, code: string) => {
        await walk.go({ kind: 'enter-code', code }, 'new-password');
      },
    ],
    [
      'the flow was given up',
      async (bench: Bench, walk: Walk) => {
        await bench.call(`/flows/${walk.id}`, { method: 'DELETE' });
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
    [
      'it is turned to another flow',
      async (bench: Bench, _walk: Walk, _code: string, token: string) => {
        await toCode(bench, ada);
        return [newest(bench).link.split('.')[0], token.split('.')[1]].join('.');
      },
    ],
    [
      'it is the other link of the mail',
      async (_bench: Bench, _walk: Walk, _code: string, _token: string, other: string) => other,
    ],
  ])('is void when %s', async (_why, meanwhile) => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    const { link, stop: other } = newest(bench);
    const another = await meanwhile(bench, walk, code, link, other);
    const response = await press(bench, another ?? link);
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ type: 'urn:keyturn:problem:flow-expired' });
  });

  it('dies with its code, after five wrong tries', async () => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    const { link } = newest(bench);
    for (let round = 0; round < 5; round += 1)
      await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    expect((await press(bench, link)).status).toBe(410);
  });

  it('opens nothing while self-service is closed for the account', async () => {
    const bench = await benchGateway({ people });
    await toCode(bench, ada);
    const { link } = newest(bench);
    const [other, code] = await toCode(bench, ada);
    for (let round = 0; round < 5; round += 1)
      await other.fails({ kind: 'enter-code', code: wrongCode(code) });
    const response = await press(bench, link);
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ type: 'urn:keyturn:problem:locked' });
  });

  it('proves what its mail proves, and not what whoever began has proved', async () => {
    const bench = await benchGateway({ people, tenant: withPolicy({ gates: 2 }) });
    const walk = await toMethods(bench, ada);
    const { value } = personNamed('ada').methods.find(({ kind }) => kind === 'sms')!;
    await walk.go({ kind: 'choose-method', method: 'sms-1', confirm: value }, 'enter-code');
    const code = await codeAfter(bench, 0);
    await walk.go({ kind: 'enter-code', code }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => bench.sent[1]);
    const other = await goOn(bench, newest(bench).link);
    expect(other.step).toMatchObject({ kind: 'choose-method', gate: 2 });
    expect(JSON.stringify(other.step)).not.toContain('email-1');
    expect(JSON.stringify(other.step)).toContain('sms-1');
  });

  it('isn’t in a mail that lifts a lock, since nothing would come between the press and that', async () => {
    const bench = await benchGateway({ people });
    const walk = await begin(bench, { intent: 'unlock' });
    await walk.go({ kind: 'identify', username: 'johan' }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const { text } = await until(() => bench.sent[0]);
    expect(tokenIn(text, 'link')).toBeUndefined();
    expect(await stop(bench, tokenIn(text, 'not-me')!)).toBe(204);
  });

  it('leads nobody to where whoever began wanted to be led', async () => {
    const bench = await benchGateway({ people });
    const returnTo = 'https://login.contoso.com/elsewhere';
    const walk = await toMethods(bench, ada, { returnTo });
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => bench.sent[0]);
    const other = await goOn(bench, newest(bench).link);
    const { returnTo: back } = await other.go({ kind: 'new-password', password: fresh }, 'done');
    expect(back).not.toBe(returnTo);
  });

  it('begins a quarter of an hour of its own', async () => {
    const bench = await benchGateway({ people });
    await toCode(bench, ada);
    const at = Date.now() + 240_000;
    vi.useFakeTimers({ toFake: ['Date'], now: at });
    const pressed = await press(bench, newest(bench).link);
    const begun = startReply.parse(await pressed.json());
    expect(begun.expiresAt).toBe(new Date(at + limits.flowLife * 1000).toISOString());
    const other = new Walk(bench, begun);
    vi.setSystemTime(at + limits.flowLife * 1000 - 1000);
    expect((await other.fails({ kind: 'back' })).code).toBe('stale-answer');
    vi.setSystemTime(at + limits.flowLife * 1000);
    expect((await other.fails({ kind: 'back' })).code).toBe('flow-expired');
  });

  it('asks no more what was wanted, for it leads to a new password alone', async () => {
    const bench = await benchGateway({ people, tenant: withPolicy({ gates: 2 }) });
    await toCode(bench, ada);
    const other = await goOn(bench, newest(bench).link);
    await other.go({ kind: 'back' }, 'identify');
    const { gate } = await other.go({ kind: 'identify', username: ada }, 'choose-method');
    expect(gate).toBe(1);
  });

  it('counts what fails after it against whoever pressed', async () => {
    const tenant = withPolicy({ gates: 2 });
    const bench = await limited({ client: 4 }, { people, tenant });
    await toCode(bench, ada);
    const home = bench.address;
    bench.address = '203.0.113.9';
    const other = await goOn(bench, newest(bench).link);
    await other.fails({ kind: 'choose-method', method: 'sms-1', confirm: '1' });
    await expect(begin(bench)).rejects.toThrow('too-many-tries');
    bench.address = home;
    await begin(bench);
  });

  it('is told by the log under the same support code, and by the report as one try', async () => {
    const reportToken = 'r'.repeat(32);
    const bench = await benchGateway({ people, reportToken });
    await toCode(bench, ada);
    const other = await goOn(bench, newest(bench).link);
    await other.go({ kind: 'new-password', password: fresh }, 'done');
    const all = await bench.store.events(50);
    const used = { event: 'link used', username: ada, detail: 'email-1' };
    expect(all).toContainEqual(expect.objectContaining(used));
    expect(bench.lines).toContainEqual(expect.objectContaining(used));
    expect(new Set(all.map(({ supportCode }) => supportCode)).size).toBe(1);
    const headers = { authorization: `Bearer ${reportToken}` };
    const report = await bench.call('/reports/resets', { headers });
    expect(await report.json()).toMatchObject({
      rows: [{ user: ada, methods: ['email'], result: 'succeeded' }],
    });
  });

  it('writes its token into no log', async () => {
    const bench = await benchGateway({ people });
    await toCode(bench, ada);
    const { link, stop: token } = newest(bench);
    await goOn(bench, link);
    await stop(bench, token);
    const logged = JSON.stringify([bench.lines, await bench.store.events(50)]);
    for (const secret of [link, token, ...link.split('.'), ...token.split('.')])
      expect(logged).not.toContain(secret);
  });
});
