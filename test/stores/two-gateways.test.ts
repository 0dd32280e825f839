// Two gateways as an organisation runs them behind a balancer: processes of their own, and one database.
import { readFile } from 'node:fs/promises';
import ky, { type KyResponse } from 'ky';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, answerReply, problem, startReply } from '../../backends/protocol/index.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import {
  example,
  folderWith,
  freePort,
  keyturn,
  type Running,
  start,
  tenantFile,
} from '../cli/command.ts';
import { databaseIn, postgresIn } from '../gateway/database-in.ts';
import { type MailServer, startMailServer } from '../gateway/mail-server.ts';

type Node = { base: string; run: Running };

const secret = Buffer.alloc(32, 7);
const first = 'analytical engine 1843';
const fresh = 'violet umbrella seventy';

let mail: MailServer;
let cwd = '';
let env: Record<string, string> = {};

const startNode = async (): Promise<Node> => {
  const port = await freePort();
  const files = ['serve', 'tenant.yaml', '--people', example('contoso/people.yaml')];
  const run = start([...files, '--port', String(port)], { cwd, env });
  await run.until(/"message":"listening"/);
  return { base: `http://127.0.0.1:${port}/api`, run };
};

beforeEach(async () => {
  mail = await startMailServer();
  onTestFinished(() => mail.close());
  const more = `gateway:
  mail: smtp://127.0.0.1:${mail.port}
policy:
  methods: [email]
  requiredToRegister: 1
`;
  cwd = await folderWith({ 'tenant.yaml': tenantFile('Contoso Ltd', more) });
  env = { KEYTURN_STORE: await postgresIn(cwd), KEYTURN_SECRET: secret.toString('base64') };
});

const post = ({ base }: Node, path: string, json: unknown): Promise<KyResponse> =>
  ky.post(`${base}${path}`, { json, retry: 0, throwHttpErrors: false, timeout: 30_000 });

type Seen = { step: string; revision?: number };
const answer = async (node: Node, id: string, given: Answer, revision?: number): Promise<Seen> => {
  const response = await post(node, `/flows/${id}`, { answer: given, revision });
  const body: unknown = await response.json();
  if (!response.ok) return { step: problem.parse(body).type.split(':').at(-1)! };
  const told = answerReply.parse(body);
  return { step: told.step.kind, revision: told.revision };
};

const begin = async (node: Node): Promise<string> =>
  startReply.parse(
    await (await post(node, '/flows', { flow: 'reset', intent: 'reset', locale: 'en' })).json(),
  ).id;

// What a gateway that was killed had taken is due again when its lease is over.
const codeAfter = async (before: number): Promise<string> => {
  for (const started = Date.now(); Date.now() - started < 45_000;) {
    for (const { raw } of mail.got.slice(before)) {
      const { text = '' } = await PostalMime.parse(raw);
      const found = /(?<!\d)\d{6}(?!\d)/.exec(text);
      if (found) return found[0];
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('no mail came');
};

const killed = async ({ run }: Node): Promise<void> => {
  run.signal('SIGKILL');
  await run.ended;
};

describe('Two gateways on one PostgreSQL', () => {
  it('lead one person through a flow in turn, and one goes on when the other is killed', async () => {
    const [a, b] = await Promise.all([startNode(), startNode()]);
    const id = await begin(a);
    expect((await answer(b, id, { kind: 'identify', username: 'ada' })).step).toBe('choose-method');
    const chosen = await answer(a, id, { kind: 'choose-method', method: 'email-1' });
    expect(chosen.step).toBe('enter-code');
    await killed(a);
    const code = await codeAfter(0);
    expect((await answer(b, id, { kind: 'enter-code', code })).step).toBe('new-password');
    const c = await startNode();
    expect((await answer(c, id, { kind: 'enter-code', code })).step).toBe('stale-answer');
    expect((await answer(c, id, { kind: 'new-password', password: fresh })).step).toBe('done');
    const change = startReply.parse(
      await (await post(b, '/flows', { flow: 'change', locale: 'en' })).json(),
    );
    const signIn = { kind: 'sign-in', username: 'ada' } as const;
    const old = await answer(b, change.id, { ...signIn, password: first });
    expect(old.step).toBe('wrong-password');
    const right = await answer(b, change.id, { ...signIn, password: fresh });
    expect(right.step).toBe('new-password');
    const audit = await keyturn(['audit', 'verify'], { cwd, env });
    expect(audit.stdout).toMatch(/^whole: \d+ entries/);
  }, 90_000);

  it('leave the old password or the new one when the one that sets it is killed', async () => {
    let present = first;
    for (const wait of [5, 40]) {
      const [a, b] = await Promise.all([startNode(), startNode()]);
      const before = mail.got.length;
      const id = await begin(a);
      await answer(a, id, { kind: 'identify', username: 'ada' });
      await answer(b, id, { kind: 'choose-method', method: 'email-1' });
      const code = await codeAfter(before);
      expect((await answer(a, id, { kind: 'enter-code', code })).step).toBe('new-password');
      const password = `orange bicycle ${wait} lanterns`;
      const asked = answer(a, id, { kind: 'new-password', password }).catch(() => ({ step: '' }));
      await new Promise((next) => setTimeout(next, wait));
      await killed(a);
      const told = await asked;
      const again = await answer(b, id, { kind: 'new-password', password });
      expect(again.step).toMatch(/^(done|stale-answer|outcome-unknown)$/);
      const signIn = { kind: 'sign-in', username: 'ada' } as const;
      const change = startReply.parse(
        await (await post(b, '/flows', { flow: 'change', locale: 'en' })).json(),
      );
      const isNew = (await answer(b, change.id, { ...signIn, password })).step === 'new-password';
      if (told.step === 'done' || again.step === 'done') expect(isNew).toBe(true);
      if (!isNew) {
        const old = await answer(b, change.id, { ...signIn, password: present });
        expect(old.step).toBe('new-password');
      }
      present = isNew ? password : present;
      await killed(b);
    }
    const store = new SqlStore(await databaseIn(cwd, secretsFrom(secret)), secretsFrom(secret));
    expect(await store.followAudit()).toMatchObject({ brokenAt: undefined });
  }, 120_000);

  it('take a code once, though it comes fifty times to both', async () => {
    const [a, b] = await Promise.all([startNode(), startNode()]);
    const id = await begin(a);
    await answer(a, id, { kind: 'identify', username: 'ada' });
    const { revision } = await answer(b, id, { kind: 'choose-method', method: 'email-1' });
    const code = await codeAfter(0);
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        answer([a, b][index % 2]!, id, { kind: 'enter-code', code }, revision),
      ),
    );
    expect(all.filter(({ step }) => step === 'new-password')).toHaveLength(1);
    expect(all.filter(({ step }) => step === 'stale-answer')).toHaveLength(49);
    a.run.signal('SIGTERM');
    expect(await a.run.ended).toMatchObject({ code: 0, stderr: '' });
    const said = a.run.output() + b.run.output();
    expect(said).toContain('code sent');
    expect(said).not.toContain(code);
  }, 60_000);
});

it('reads people that are put in by many gateways at once, each once', async () => {
  const nodes = await Promise.all([startNode(), startNode(), startNode()]);
  const people = await readFile(example('contoso/people.yaml'), 'utf8');
  const count = people.match(/^- username:/gm)!.length;
  const secrets = secretsFrom(secret);
  const db = await databaseIn(cwd, secrets);
  expect(await db.rows('SELECT count(*) AS n FROM accounts')).toEqual([{ n: count }]);
  expect(nodes).toHaveLength(3);
}, 60_000);
