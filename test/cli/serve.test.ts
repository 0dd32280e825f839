import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  example,
  folderWith,
  freePort,
  keyturn,
  type Running,
  start,
  tenantFile,
} from './command.ts';

const person = {
  username: 'ada@contoso.com',
  name: 'Ada Lovelace',
  password: 'analytical engine 1843',
  methods: [{ kind: 'email', value: 'ada@example.org' }],
};

const fileFor = (mailPort: number): string =>
  tenantFile(
    'Contoso Ltd',
    `gateway:\n  mail: smtp://127.0.0.1:${mailPort}\npolicy:\n  methods: [email]\n  requiredToRegister: 1\n`,
  );

// A mail server that keeps what it is given, and the connection open.
const mailServer = async (): Promise<{ port: number; mails: string[] }> => {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (piece: string) => {
        text += piece;
      });
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port, mails };
};

const serving = async (cwd: string, port: number, env = {}): Promise<Running> => {
  const run = start(['serve', 'tenant.yaml', '--port', String(port), '--people', 'people.json'], {
    cwd,
    env,
  });
  await run.until(/"message":"listening"/);
  return run;
};

type Reply = { id: string; revision: number; step: { kind: string; methods?: { id: string }[] } };

const post = async (port: number, path: string, body: unknown): Promise<Reply> => {
  const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Reply;
};

const folder = (mailPort: number): Promise<string> =>
  folderWith({ 'tenant.yaml': fileFor(mailPort), 'people.json': JSON.stringify([person]) });

const upTo = async (
  steps: number,
  port: number,
  mails: string[],
): Promise<Reply & { code: string }> => {
  const { id, revision, step } = await post(port, '/flows', { flow: 'reset', locale: 'en' });
  let reply: Reply = { id, revision, step };
  const answer = async (given: object): Promise<void> => {
    const next = await post(port, `/flows/${id}`, { answer: given, revision: reply.revision });
    reply = { ...next, id };
  };
  const intents = { kind: 'choose-intent', intent: 'reset' };
  await answer({ kind: 'identify', username: person.username });
  if (reply.step.kind === 'choose-intent') await answer(intents);
  if (reply.step.kind === 'choose-method')
    await answer({ kind: 'choose-method', method: reply.step.methods![0]!.id });
  while (mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const code = /^\D*\b(\d{6})\b/m.exec(mails[0]!)![1]!;
  if (steps > 1) await answer({ kind: 'enter-code', code });
  return { ...reply, code };
};

const lines = (run: Running): Record<string, unknown>[] =>
  run
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('keyturn serve', () => {
  it('resets a password, logs lines of JSON without secrets, and ends on SIGTERM', async () => {
    const { port: mailPort, mails } = await mailServer();
    const port = await freePort();
    const cwd = await folder(mailPort);
    const run = await serving(cwd, port);
    const { id, revision, step, code } = await upTo(2, port, mails);
    expect(step.kind).toBe('new-password');
    const password = 'a brand new pass phrase';
    const reply = await post(port, `/flows/${id}`, {
      answer: { kind: 'new-password', password },
      revision,
    });
    expect(reply.step.kind).toBe('done');
    run.signal('SIGTERM');
    const told = performance.now();
    expect(await run.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    // An idle connection to the mail server doesn't hold it for the twenty seconds that one may last.
    expect(performance.now() - told).toBeLessThan(10_000);
    const events = lines(run).map(({ message, event }) => message ?? event);
    expect(events[0]).toBe('listening');
    expect(events.at(-1)).toBe('stopping');
    expect(lines(run).filter(({ level }) => level === 'audit').length).toBeGreaterThan(2);
    for (const secret of [person.password, password, code, id])
      expect(run.output()).not.toContain(secret);
  });

  it('answers beside its path as safely as below it', async () => {
    const port = await freePort();
    const run = await serving(await folder(await freePort()), port);
    for (const path of ['/', '/elsewhere', '/api/nothing', '/apis']) {
      const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(status, path).toBe(404);
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
    run.signal('SIGTERM');
    await run.ended;
  });

  it('goes on where it was when it is started again', async () => {
    const { port: mailPort, mails } = await mailServer();
    const port = await freePort();
    const cwd = await folder(mailPort);
    const first = await serving(cwd, port);
    const { id, revision, code } = await upTo(1, port, mails);
    first.signal('SIGTERM');
    await first.ended;
    expect((await readdir(join(cwd, 'data'))).toSorted()).toContain('secret');

    // The people of the file are for an empty directory: nobody comes twice.
    const second = await serving(cwd, port);
    const answer = { kind: 'enter-code', code };
    expect((await post(port, `/flows/${id}`, { answer, revision })).step.kind).toBe('new-password');
    second.signal('SIGINT');
    expect((await second.ended).code).toBe(0);
  });

  it('answers a call that is under way before it ends', async () => {
    const port = await freePort();
    const cwd = await folder(await freePort());
    const run = await serving(cwd, port);
    let finish = (): void => {};
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"flow":"reset",'));
        finish = () => {
          controller.enqueue(new TextEncoder().encode('"locale":"en"}'));
          controller.close();
        };
      },
    });
    const call = fetch(`http://127.0.0.1:${port}/api/flows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    await new Promise((resolve) => setTimeout(resolve, 100));
    run.signal('SIGTERM');
    await run.until(/"message":"stopping"/);
    finish();
    expect((await call).status).toBe(201);
    expect((await run.ended).code).toBe(0);
  });

  it('answers for its health, its policy, and nothing else', async () => {
    const port = await freePort();
    const { port: mailPort } = await mailServer();
    const run = await serving(await folder(mailPort), port);
    const status = async (path: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect(await Promise.all(['/api/healthz', '/api/readyz', '/api/policy'].map(status))).toEqual([
      200, 200, 200,
    ]);
    expect(await Promise.all(['/', '/api', '/api/outbox', '/demo/'].map(status))).toEqual([
      404, 404, 404, 404,
    ]);
    run.signal('SIGTERM');
    expect((await run.ended).code).toBe(0);
  });
});

const plain = { PORT: '1' };
const secret = Buffer.alloc(32, 1).toString('base64');

const refusals: [what: string, args: string[], env: Record<string, string>, said: string][] = [
  [
    'hosted pages',
    [example('wingtip/tenant.ts')],
    plain,
    'backend.kind is links: there is nothing to serve. The gateway needs {kind: http, url: /api}.',
  ],
  [
    'no mail server',
    ['no-mail.yaml'],
    plain,
    'policy.methods has email, but gateway.mail is missing: name the SMTP server there.',
  ],
  [
    'a short secret',
    ['good.yaml'],
    { KEYTURN_SECRET: 'c2hvcnQ=' },
    'KEYTURN_SECRET: want at least 32 bytes in base64. Make one with: openssl rand -base64 32',
  ],
  [
    'a secret’s file that isn’t there',
    ['good.yaml'],
    { KEYTURN_SECRET_FILE: 'gone' },
    'KEYTURN_SECRET_FILE: gone can’t be read.',
  ],
  [
    'people who aren’t there',
    ['good.yaml', '--people', 'gone.yaml'],
    plain,
    'gone.yaml: no such file or folder.',
  ],
  [
    'people in a file that is none',
    ['good.yaml', '--people', 'broken.yaml'],
    plain,
    'broken.yaml: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1:',
  ],
  [
    'people without names',
    ['good.yaml', '--people', 'nameless.yaml'],
    plain,
    'nameless.yaml: 0.name: Invalid input: expected string, received undefined',
  ],
  [
    'a file in place of its data',
    ['good.yaml', '--data', 'good.yaml'],
    plain,
    'good.yaml: a file is in the way.',
  ],
  [
    'an address that isn’t here',
    ['good.yaml', '--host', '192.0.2.1', '--port', '8089'],
    { KEYTURN_SECRET: secret },
    '192.0.2.1:8089: this machine has no such address.',
  ],
];

describe('keyturn serve refuses to start', () => {
  it.each(refusals)('with %s, in one sentence', async (_what, args, env, said) => {
    const cwd = await folderWith({
      'good.yaml': fileFor(2525),
      'no-mail.yaml': tenantFile('Contoso Ltd'),
      'broken.yaml': 'a: [\n',
      'nameless.yaml': '- username: ada\n',
    });
    const { code, stdout, stderr } = await keyturn(['serve', ...args], { cwd, env });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${said}\n` });
  });

  it('with a tenant file that is wrong, and tells what is', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenantFile('Contoso Ltd', 'no: 1\n') });
    const { code, stderr } = await keyturn(['serve', 'tenant.yaml'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^tenant\.yaml:11:1 {2}no$/m);
    expect(await readdir(cwd)).toEqual(['tenant.yaml']);
  });

  it('without touching the disk before everything it needs is there', async () => {
    const cwd = await folderWith({ 'good.yaml': fileFor(2525) });
    await keyturn(['serve', 'good.yaml'], { cwd, env: { KEYTURN_SECRET: 'short' } });
    expect(await readdir(cwd)).toEqual(['good.yaml']);
  });
});
