// The gateway is killed in the middle of a reset. No code may be good twice, and none that was promised is lost. (See kills.test.ts.)
import { type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ky, { type KyResponse } from 'ky';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerReply, problem, startReply, type Answer } from '../../backends/protocol/index.ts';
import { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { type MailServer, startMailServer } from '../gateway/mail-server.ts';
import { endCommand, freePort, startCommand } from './demo.ts';

const old = 'analytical engine 1843';
let mail: MailServer;
let folder = '';
let base = '';
let port = 0;
let gateway: ChildProcess | undefined;
const start = (): Promise<ChildProcess> =>
  startCommand(
    [
      'serve',
      join(folder, 'tenant.yaml'),
      '--port',
      String(port),
      '--data',
      join(folder, 'data'),
      '--people',
      resolve('examples/contoso/people.yaml'),
    ],
    `${base}/healthz`,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyturn-crash-'));
  mail = await startMailServer();
  port = await freePort();
  base = `http://127.0.0.1:${port}/api`;
  const tenant = await readFile('examples/contoso/tenant.yaml', 'utf8');
  await writeFile(
    join(folder, 'tenant.yaml'),
    tenant
      .replace(/^ {2}(logo|logoDark|icon): .*\n/gm, '')
      .replace('smtps://smtp.contoso.com:465', `smtp://127.0.0.1:${mail.port}`)
      .replace(/^ {2}text: .*\n/m, '')
      .replace('email, sms, ', 'email, '),
  );
  gateway = await start();
});
afterAll(async () => {
  if (gateway) await endCommand(gateway, 'SIGKILL');
  await mail.close();
  await rm(folder, { recursive: true, force: true });
});

const post = (path: string, json: unknown): Promise<KyResponse> =>
  ky.post(`${base}${path}`, { json, retry: 0, throwHttpErrors: false, timeout: 20_000 });
const answer = (id: string, given: Answer): Promise<KyResponse> =>
  post(`/flows/${id}`, { answer: given });
const codeOf = async (response: Response): Promise<string> =>
  response.ok
    ? answerReply.parse(await response.json()).step.kind
    : problem
        .parse(await response.json())
        .type.split(':')
        .at(-1)!;

const crash = async (): Promise<void> => {
  await endCommand(gateway!, 'SIGKILL');
  gateway = await start();
};

const codeAfter = async (before: number): Promise<string> => {
  for (let round = 0; round < 200; round += 1) {
    for (const { raw } of mail.got.slice(before)) {
      const { text = '' } = await PostalMime.parse(raw);
      const found = /(?<!\d)\d{6}(?!\d)/.exec(text);
      if (found) return found[0];
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('no mail came');
};

const toCode = async (): Promise<{ id: string; code: string }> => {
  const before = mail.got.length;
  const { id } = startReply.parse(
    await (await post('/flows', { flow: 'reset', intent: 'reset', locale: 'en' })).json(),
  );
  await answer(id, { kind: 'identify', username: 'ada' });
  await answer(id, { kind: 'choose-method', method: 'email-1' });
  return { id, code: await codeAfter(before) };
};

// The directory itself is asked: a wrong password at the gateway would count as a failed proof.
const works = async (password: string): Promise<boolean> => {
  const data = join(folder, 'data');
  const db = openSqlite(data, secretsFrom(secretIn(data)));
  const verdict = await new EmbeddedDirectory(db).verify('ada@contoso.com', password);
  await db.close();
  return verdict === 'right';
};

describe('A gateway that is killed', () => {
  it('takes a code once, also when it died right after', async () => {
    const { id, code } = await toCode();
    const given = { kind: 'enter-code', code } as const;
    expect(await codeOf(await answer(id, given))).toBe('new-password');
    await crash();
    expect(await codeOf(await answer(id, given))).toBe('stale-answer');
    const next = { kind: 'new-password', password: 'violet umbrella seventy' } as const;
    expect(await codeOf(await answer(id, next))).toBe('done');
    expect(await works('violet umbrella seventy')).toBe(true);
    expect(await works(old)).toBe(false);
  });

  it('sends a code that it had promised before it died', async () => {
    const before = mail.got.length;
    const { id } = startReply.parse(
      await (await post('/flows', { flow: 'reset', intent: 'reset', locale: 'en' })).json(),
    );
    await answer(id, { kind: 'identify', username: 'johan' });
    expect(await codeOf(await answer(id, { kind: 'choose-method', method: 'email-1' }))).toBe(
      'enter-code',
    );
    await crash();
    const code = await codeAfter(before);
    expect(await codeOf(await answer(id, { kind: 'enter-code', code }))).toBe('new-password');
  });
});
