// Everything that a gateway leaves behind, after all that can go right, go wrong, and crash: no secret is in any of it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it, onTestFinished } from 'vitest';
import { wordless } from '../../gateway/wordless.ts';
import { startMailServer } from '../gateway/mail-server.ts';
import { folderWith, freePort, type Running, start, tenantFile } from './command.ts';

const canary = {
  old: 'canary-Old-71-umbrella',
  fresh: 'canary-Fresh-72-umbrella',
  refused: 'canary-Contoso-Refused',
  broken: 'canary-Broken-73-json',
  last: 'canary-Last-74-umbrella',
  answer: 'canary-answer-of-a-question',
  reportToken: 'canary-token-with-which-reports-are-read',
  secret: Buffer.from('canary-secret-of-the-whole-gateway').toString('base64'),
};

const person = {
  username: 'ada@contoso.com',
  name: 'Ada Lovelace',
  password: canary.old,
  email: 'ada@contoso.com',
  methods: [{ kind: 'email', value: 'ada@example.org' }],
};

const trap = 'Last-74'; // no canary itself: frames show where this code stands, which is in an address

// Fails in the middle of a request, in a way that nobody foresaw, with what was sent hanging on the error.
const sabotage = (how: string): string => `
  const real = JSON.parse;
  JSON.parse = (text, ...rest) => {
    const value = real(text, ...rest);
    if (String(text).includes('${trap}')) {
      const error = Object.assign(new Error('broke at ' + text), { text, value, cause: text });
      error.name = text;
      ${how};
    }
    return value;
  };`;

const ways = [
  ['an exception that nobody catches', 'setImmediate(() => { throw error; })'],
  ['a promise that nobody waits for', 'void Promise.reject(error)'],
] as const;

type Reply = { id: string; revision: number; step?: { kind: string } };

const talkTo = (port: number) => {
  const post = async (path: string, body: string): Promise<Reply> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
      method: 'POST',
      headers,
      body,
    });
    return (await response.json()) as Reply;
  };
  return async (flow: string) => {
    let last = await post('/flows', JSON.stringify({ flow, locale: 'en', intent: 'reset' }));
    const { id } = last;
    return {
      id,
      send: async (answer: object): Promise<string> => {
        const body = JSON.stringify({ answer, revision: last.revision });
        last = { ...last, ...(await post(`/flows/${id}`, body)) };
        return last.step?.kind ?? '';
      },
      garbled: (text: string) =>
        post(`/flows/${id}`, `{"answer": {"kind": "new-password", "password": "${text}`),
    };
  };
};

// Whatever is in the folder, whichever way it may be written there.
const leftIn = async (folder: string): Promise<{ names: string[]; text: string }> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const bytes = await Promise.all(
    files
      .filter(({ name }) => name !== 'people.json')
      .map(({ parentPath, name }) => readFile(join(parentPath, name))),
  );
  const text = bytes.map((one) => one.toString('latin1') + one.toString('utf16le')).join('\n');
  return { names: files.map(({ name }) => name).toSorted(), text };
};

const served = async (how: string) => {
  const mail = await startMailServer();
  onTestFinished(() => mail.close());
  const tenant = tenantFile(
    'Contoso Ltd',
    `gateway:\n  mail: smtp://127.0.0.1:${mail.port}\npolicy:\n  methods: [email]\n  requiredToRegister: 1\n`,
  );
  const cwd = await folderWith({ 'tenant.yaml': tenant, 'people.json': JSON.stringify([person]) });
  const [port, metrics] = [await freePort(), await freePort()];
  const preload = `--import=data:text/javascript,${encodeURIComponent(sabotage(how))}`;
  const env = {
    KEYTURN_REPORT_TOKEN: canary.reportToken,
    KEYTURN_SECRET: canary.secret,
    NODE_OPTIONS: `${preload} --report-on-fatalerror --report-uncaught-exception`,
  };
  const args = [
    'serve',
    'tenant.yaml',
    '--port',
    `${port}`,
    '--people',
    'people.json',
    '--metrics',
    `${metrics}`,
  ];
  const run = start(args, { cwd, env });
  await run.until(/"message":"listening"/);
  return { mail, cwd, port, metrics, run };
};

type Served = Awaited<ReturnType<typeof served>>;

const codeIn = async ({ mail }: Served): Promise<string> => {
  while (mail.got.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const { text = '' } = await PostalMime.parse(mail.got[0]!.raw);
  return /(?<!\d)\d{6}(?!\d)/.exec(text)![0];
};

// A reset with slips, a wrong present password, reports that are read, and what can't be read at all.
const wholeRun = async (
  gateway: Served,
): Promise<{ ids: string[]; code: string; wrong: string }> => {
  const flow = talkTo(gateway.port);
  const change = await flow('change');
  await change.send({ kind: 'sign-in', username: 'ada', password: canary.broken });
  const reset = await flow('reset');
  await reset.send({ kind: 'identify', username: 'ada' });
  await reset.send({ kind: 'choose-method', method: 'email-1' });
  const code = await codeIn(gateway);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  await reset.send({ kind: 'enter-code', code: wrong });
  expect(await reset.send({ kind: 'enter-code', code })).toBe('new-password');
  await reset.garbled(canary.broken);
  expect(await reset.send({ kind: 'new-password', password: canary.refused })).toBe('new-password');
  expect(await reset.send({ kind: 'new-password', password: canary.fresh })).toBe('done');
  const headers = { authorization: `Bearer ${canary.reportToken}` };
  const reports = await fetch(`http://127.0.0.1:${gateway.port}/api/reports/resets`, { headers });
  expect(reports.status).toBe(200);
  while (gateway.mail.got.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  return { ids: [change.id, reset.id], code, wrong };
};

const crashed = async ({ run, port }: { run: Running; port: number }): Promise<void> => {
  const change = await talkTo(port)('change');
  const typed = { kind: 'sign-in', username: 'ada', password: canary.last };
  await change.send(typed).catch(() => {});
  const { code, stdout, stderr } = await run.ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const line = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>;
  expect(line).toMatchObject({ level: 'error', message: 'crashed' });
};

describe('A gateway that crashes in the middle of a request', () => {
  it.each(ways)('by %s leaves no secret behind, wherever one looks', async (_what, how) => {
    const gateway = await served(how);
    const { ids, code, wrong } = await wholeRun(gateway);
    const numbers = await (await fetch(`http://127.0.0.1:${gateway.metrics}/metrics`)).text();
    expect(numbers).toContain('keyturn_ends_total');
    await crashed(gateway);
    const left = await leftIn(gateway.cwd);
    expect(left.names).toEqual(expect.arrayContaining(['keyturn.db', 'keyturn.db-wal']));
    // No report of Node’s, which would have the environment in it.
    expect(left.names.filter((name) => /report|core|heap/.test(name))).toEqual([]);
    const letters = await Promise.all(gateway.mail.got.map(({ raw }) => PostalMime.parse(raw)));
    const texts = letters.map(({ subject, text, html }) => [subject, text, html].join('\n'));
    // Before the dot is the key under which the store has the flow: the seal behind it is the secret.
    const seals = [...texts[0]!.matchAll(/#[\w-]{20,}\.([\w-]{20,})/g)].map(([, seal]) => seal!);
    expect(new Set(seals).size).toBe(2);
    const output = gateway.run.output();
    const secrets = [...Object.values(canary), 'canary', ...ids];
    const found = (place: string, looked = secrets): string[] =>
      looked.filter((one) => place.includes(one));
    for (const place of [left.text, output, numbers, ...texts.slice(1)])
      expect(found(place, [...secrets, ...seals])).toEqual([]);
    expect(found(texts[0]!)).toEqual([]);
    const sixDigits = new RegExp(`(?<![\\d.])(${code}|${wrong})(?!\\d)`);
    for (const place of [output, ...texts.slice(1)]) expect(place).not.toMatch(sixDigits);
    expect(texts[0]).toContain(code);
  });
});

describe('An error without its words', () => {
  it('says where it was thrown, and keeps what it isn’t sure of to itself', () => {
    const error = Object.assign(new Error(`canary\n    at canary (canary)\n`), {
      code: 'E_PLAIN',
      body: 'canary',
    });
    const told = wordless(error);
    expect(told).toMatchObject({ error: 'Error', code: 'E_PLAIN' });
    expect(told.at[0]).toMatch(/canary\.test\.ts:\d+:\d+\)?$/);
    expect(JSON.stringify(told).replaceAll('canary.test.ts', '')).not.toContain('canary');
    const odd = Object.assign(new Error('canary'), {
      name: 'a canary',
      code: 'a canary',
      stack: 7,
    });
    expect(wordless(odd)).toEqual({ error: 'unknown', code: undefined, at: [] });
    for (const thrown of ['canary', undefined, null, 7])
      expect(wordless(thrown)).toEqual({ error: 'unknown', code: undefined, at: [] });
  });
});
