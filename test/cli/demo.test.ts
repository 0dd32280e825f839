import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { example, freePort, launch, type Running, start, tempFolder } from './command.ts';

const cwd = example('.');
let port: number;
let run: Running;

beforeAll(async () => {
  port = await freePort();
  run = launch(['demo'], { cwd, env: { PORT: String(port) } });
  await run.until(/Stop with Ctrl\+C\./);
});

afterAll(() => run.stop());

const get = (path: string): Promise<Response> => fetch(`http://localhost:${port}${path}`);

const post = (path: string, body: string): Promise<Response> =>
  fetch(`http://localhost:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });

type Message = {
  to: string;
  channel: string;
  subject?: string;
  text: string;
  html?: string;
  at: string;
};
type Person = {
  username: string;
  password: string;
  phone?: string;
  locked: boolean;
  methods: string[];
};
type Reply = {
  id: string;
  revision: number;
  step: { kind: string; methods?: { id: string; kind: string }[] };
};

const people = async (): Promise<Person[]> =>
  (await (await get('/demo/people.json')).json()) as Person[];
const outbox = async (): Promise<Message[]> =>
  (await (await get('/demo/outbox.json')).json()) as Message[];

const arrived = async (number: number): Promise<Message[]> => {
  for (;;) {
    const messages = await outbox();
    if (messages.length >= number) return messages;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const person = async (name: string): Promise<Person> =>
  (await people()).find(({ username }) => username.startsWith(name))!;

// A reset up to the choice of a method, as the widget walks it.
const walk = async (username: string) => {
  let reply = (await (await post('/api/flows', '{"flow":"reset","locale":"en"}')).json()) as Reply;
  const { id } = reply;
  const answer = async (given: object): Promise<Reply> => {
    const body = JSON.stringify({ answer: given, revision: reply.revision });
    reply = (await (await post(`/api/flows/${id}`, body)).json()) as Reply;
    return reply;
  };
  await answer({ kind: 'identify', username });
  if (reply.step.kind === 'choose-intent') await answer({ kind: 'choose-intent', intent: 'reset' });
  return { answer, methods: reply.step.methods! };
};

const signIn = async (username: string, password: string): Promise<number> =>
  (await post('/demo/sign-in', JSON.stringify({ username, password }))).status;

describe('keyturn demo', () => {
  it('serves portal, protocol, its own pages and the sign-in page on one port', async () => {
    for (const [path, title] of [
      ['/', 'Back into your account'],
      ['/ar/reset/', 'كلمة'],
      ['/demo/', 'Contoso Ltd: the demo'],
      ['/demo/sign-in/', 'Sign in to Expenses'],
      ['/demo/sign-in/?lang=ar', '<html lang="ar" dir="rtl">'],
    ] as const) {
      const response = await get(path);
      expect(response.status, path).toBe(200);
      expect(await response.text(), path).toContain(title);
    }
    expect((await get('/api/policy')).headers.get('content-type')).toMatch('application/json');
    expect((await get('/nowhere/')).status).toBe(404);
    expect((await get('/embed/keyturn.js')).headers.get('content-type')).toMatch('javascript');
    for (const script of ['outbox.js', 'sign-in.js'])
      expect((await get(`/demo/${script}`)).status).toBe(200);
    expect(run.output()).toMatch(`http://localhost:${port}/demo/`);
  });

  it('lists its people with their passwords and methods', async () => {
    const ada = await person('ada');
    expect(ada).toMatchObject({ username: 'ada@contoso.com', phone: '+31 6 1234 5601' });
    expect(ada.methods).toEqual(['email', 'sms', 'questions']);
    expect((await person('linus')).methods).toEqual([]);
    expect(await person('johan')).not.toHaveProperty('phone');
    for (const { username, password } of (await people()).filter((one) => !one.locked))
      expect(await signIn(username, password), username).toBe(200);
  });

  it('answers a sign-in with 200, 401 or 400', async () => {
    const { username, password } = await person('grace');
    expect(await signIn(username, password)).toBe(200);
    expect(await signIn(' GRACE@contoso.com ', password)).toBe(200);
    expect(await signIn(username, `${password}!`)).toBe(401);
    expect(await signIn('nobody@contoso.com', password)).toBe(401);
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '{"username":"grace"}',
      '{"username":1,"password":2}',
    ])
      expect((await post('/demo/sign-in', body)).status, body).toBe(400);
  });

  it('gives a session to whoever signed in, by which the gateway tells what is registered', async () => {
    const { username, password } = await person('noor');
    const reply = await post('/demo/sign-in', JSON.stringify({ username, password }));
    const { token } = (await reply.json()) as { token: string };
    const ask = (authorization: string): Promise<Response> =>
      fetch(`http://localhost:${port}/api/registration`, { headers: { authorization } });
    expect(await (await ask(`Bearer ${token}`)).json()).toMatchObject({ registered: true });
    expect((await ask(`Bearer ${token}x`)).status).toBe(401);
  });

  it('keeps what was sent, newest first, and a new password is the one that works', async () => {
    const { username, password } = await person('ada');
    const { answer, methods } = await walk(username);
    const email = methods.find(({ kind }) => kind === 'email')!;
    await answer({ kind: 'choose-method', method: email.id });
    const [mail] = await arrived(1);
    expect(mail).toMatchObject({ to: 'ada.lovelace@example.org', channel: 'email' });
    expect(mail!.html).toMatch('<html');
    const code = /\b\d{6}\b/.exec(mail!.subject + mail!.text)![0];
    await answer({ kind: 'enter-code', code });
    const chosen = 'difference engine no. 2';
    expect((await answer({ kind: 'new-password', password: chosen })).step.kind).toBe('done');
    expect(await signIn(username, chosen)).toBe(200);
    expect(await signIn(username, password)).toBe(401);
    const times = (await arrived(2)).map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(times.every((at) => new Date(at).toISOString() === at)).toBe(true);

    const other = await walk('grace');
    const sms = other.methods.find(({ kind }) => kind === 'sms')!;
    await other.answer({ kind: 'choose-method', method: sms.id, confirm: '+31612345602' });
    const [text] = await arrived(times.length + 1);
    expect(text).toMatchObject({ channel: 'sms', text: expect.stringMatching(/\b\d{6}\b/) });
    expect(text).not.toHaveProperty('html');

    expect((await post('/demo/start-over', '')).status).toBe(204);
    expect(await outbox()).toEqual([]);
    expect(await signIn(username, password)).toBe(200);
  });

  it('starts over for those too who have locked themselves out', async () => {
    const tryHard = async (): Promise<string> => {
      const { answer, methods } = await walk('grace');
      await answer({ kind: 'choose-method', method: methods[0]!.id, confirm: '+31612345602' });
      const kinds: string[] = [];
      for (let round = 0; round < 5; round += 1)
        kinds.push((await answer({ kind: 'enter-code', code: 'no' })).step.kind);
      return kinds.at(-1)!;
    };
    expect(await tryHard()).toBe('stopped');
    expect((await post('/demo/start-over', '')).status).toBe(204);
    const { methods } = await walk('grace');
    expect(methods.length).toBeGreaterThan(0);
  });

  it('makes no link from what a request says its host is, and answers to its own names alone', async () => {
    const told = (headers: Record<string, string>, path: string): Promise<[number, string]> =>
      new Promise((resolve, reject) => {
        request({ port, host: '127.0.0.1', path, headers }, (response) => {
          let body = '';
          response.setEncoding('utf8').on('data', (piece: string) => {
            body += piece;
          });
          response.on('end', () => resolve([response.statusCode!, body]));
        })
          .once('error', reject)
          .end();
      });
    const forwarded = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const [status, text] = await told(forwarded, '/reset/');
    expect(status).toBe(200);
    expect(text).toMatch(`rel="canonical" href="http://localhost:${port}/reset/"`);
    expect(text).not.toMatch('evil.example');
    for (const path of ['/reset/', '/demo/people.json', '/demo/outbox.json', '/api/policy'])
      expect(await told({ host: `evil.example:${port}` }, path)).toEqual([403, '']);
  });
});

describe('the port of the demo', () => {
  it('is the one of --port before the one of PORT, and it is free again afterwards', async () => {
    const temp = await tempFolder();
    const other = await freePort();
    const more = start(['demo', '--port', String(other)], {
      cwd: temp,
      env: { PORT: String(port), TMPDIR: temp },
    });
    await more.until(/Stop with Ctrl\+C\./);
    expect((await fetch(`http://localhost:${other}/`)).status).toBe(200);
    more.signal('SIGINT');
    expect(await more.ended).toMatchObject({ code: 0, stderr: '' });
    await expect(fetch(`http://localhost:${other}/`)).rejects.toThrow('fetch failed');
  });
});
