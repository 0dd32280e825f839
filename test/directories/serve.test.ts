// `keyturn serve` in front of a real directory, over HTTP, as a browser would ask it.
import { describe, expect, it, onTestFinished } from 'vitest';
import ky from 'ky';
import { folderWith, freePort, type Running, start, tenantFile } from '../cli/command.ts';
import { type MailServer, startMailServer } from '../gateway/mail-server.ts';
import { first, type LdapRig, second, type Someone } from './rig.ts';
import { servers, useLdapRig } from './rigs.ts';
import { domain } from './servers/samba.ts';
import { suffix } from './servers/slapd.ts';

type Reply = {
  id?: string;
  revision?: number;
  step?: { kind: string; methods?: { id: string; hint?: string }[]; reason?: string };
  type?: string;
  broken?: unknown;
};
type Seen = Reply & { code?: string };

const bases = { openldap: `ou=people,${suffix}`, 'active-directory': domain };

const fileFor = ({ kind, server }: LdapRig, mail: number, more: string): string =>
  tenantFile(
    'Contoso Ltd',
    `gateway:
  mail: smtp://127.0.0.1:${mail}
  directory:
    kind: ${kind}
    urls: ["${server.ldaps}"]
    base: ${bases[kind as keyof typeof bases]}
    attributes: {otherEmail: [description]}
    ${more}
policy:
  methods: [email]
  requiredToRegister: 1
`,
  );

type Served = { port: number; run: Running; mail: MailServer };

const served = async (rig: LdapRig, more = ''): Promise<Served> => {
  const mail = await startMailServer();
  onTestFinished(() => mail.close());
  const port = await freePort();
  const cwd = await folderWith({ 'tenant.yaml': fileFor(rig, mail.port, more) });
  const { user, password } = rig.server.service;
  const env = {
    KEYTURN_LDAP_USER: user,
    KEYTURN_LDAP_PASSWORD: password,
    KEYTURN_LDAP_CA_FILE: rig.server.ca,
  };
  const run = start(['serve', 'tenant.yaml', '--port', String(port)], { cwd, env });
  await run.until(/"message":"listening"/);
  return { port, run, mail };
};

// One flow: what is answered leads to what is seen next.
const begin = async ({ port }: Served, flow: string) => {
  const call = (path: string, json: unknown): Promise<Seen> =>
    ky.post(`http://127.0.0.1:${port}/api${path}`, { json, throwHttpErrors: false }).json<Reply>();
  let last = await call('/flows', { flow, locale: 'en', intent: 'reset' });
  const { id } = last;
  return async (answer: object): Promise<Seen> => {
    const next = await call(`/flows/${id}`, { answer, revision: last.revision });
    last = { ...last, ...next };
    return { ...next, code: next.type?.split(':').at(-1) };
  };
};

const codeFrom = async ({ mail }: Served): Promise<string> => {
  while (mail.got.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return /\b\d{6}\b/.exec(mail.got[0]!.raw.toString().split('\r\n\r\n').slice(1).join('\n'))![0];
};

const toPassword = async (server: Served, who: Someone) => {
  const answer = await begin(server, 'reset');
  const { step } = await answer({ kind: 'identify', username: who.username });
  expect(step).toMatchObject({ kind: 'choose-method' });
  await answer({ kind: 'choose-method', method: 'email-1' });
  const code = await codeFrom(server);
  expect((await answer({ kind: 'enter-code', code })).step?.kind).toBe('new-password');
  return { answer, code };
};

describe.each(servers)('keyturn serve in front of %s', (name) => {
  const held = useLdapRig(name);
  const somebody = (state?: 'locked' | 'must-change'): Promise<Someone> =>
    held.rig.add({ state, more: { description: 'ada@example.org' } });

  it('resets a password there, lifts the lock, and says so to nobody else', async () => {
    const server = await served(held.rig);
    const who = await somebody('locked');
    const { answer, code } = await toPassword(server, who);
    const refused = await answer({ kind: 'new-password', password: 'Short and 1' });
    expect(refused).toMatchObject({ code: 'password-rejected' });
    expect(await held.rig.signIn(who, second)).toBe(false);
    const done = await answer({ kind: 'new-password', password: second });
    expect(done.step).toMatchObject({ kind: 'done', outcome: 'password-reset' });
    expect(await held.rig.signIn(who, second)).toBe(true);
    expect(await held.rig.signIn(who, first)).toBe(false);
    server.run.signal('SIGTERM');
    expect(await server.run.ended).toMatchObject({ code: 0, stderr: '' });
    for (const secret of [first, second, code, held.rig.server.service.password])
      expect(server.run.output()).not.toContain(secret);
  });

  it('shows the rule that the directory adds to the policy’s own', async () => {
    const server = await served(held.rig);
    const { answer } = await toPassword(server, await somebody());
    const password = 'Thirteen 1234';
    const refused = await answer({ kind: 'new-password', password });
    expect(refused).toMatchObject({ code: 'password-rejected', step: { kind: 'new-password' } });
    const told = { openldap: [{ rule: 'min-length' }, { rule: 'directory' }] };
    const own = [{ rule: 'min-length', need: 14 }];
    expect(refused.broken).toEqual(
      { ...told, 'active-directory': own }[held.rig.kind as 'openldap'],
    );
    const minLength = held.rig.kind === 'openldap' ? 12 : 14;
    expect(refused.step).toMatchObject({ policy: { minLength } });
  });

  it('changes a password that must be changed before anything else', async () => {
    const server = await served(held.rig);
    const who = await somebody('must-change');
    const answer = await begin(server, 'change');
    const wrong = await answer({ kind: 'sign-in', username: who.username, password: 'guess' });
    expect(wrong.code).toBe('wrong-password');
    const right = await answer({ kind: 'sign-in', username: who.username, password: first });
    expect(right.step?.kind).toBe('new-password');
    const done = await answer({ kind: 'new-password', password: second });
    expect(done.step).toMatchObject({ outcome: 'password-changed' });
    expect(await held.rig.signIn(who, second)).toBe(true);
  });

  it('gives who isn’t in the group a decoy, and tells who signs in whom to ask', async () => {
    const [member, other] = [await somebody(), await somebody()];
    const group = await held.rig.group([member.dn]);
    const server = await served(held.rig, `scope: {group: "${group}"}`);
    const answer = await begin(server, 'reset');
    const { step } = await answer({ kind: 'identify', username: other.username });
    expect(step).toMatchObject({ kind: 'choose-method' });
    await answer({ kind: 'choose-method', method: step!.methods![0]!.id });
    const register = await begin(server, 'register');
    const stopped = await register({ kind: 'sign-in', username: other.username, password: first });
    expect(stopped.step).toMatchObject({ kind: 'stopped', reason: 'not-eligible' });
    // The only letter is the member's: the decoy before it got none.
    await toPassword(server, member);
    expect(server.mail.got).toHaveLength(1);
    expect(server.run.output()).toContain('out of scope');
  });

  it('lets an administrator through by no single proof', async () => {
    const who = await somebody();
    const group = await held.rig.group([who.dn]);
    const server = await served(held.rig, `administrators: {group: "${group}"}`).catch(
      (error: unknown) => error,
    );
    // One channel is too few for them, which is found out before anything starts.
    expect(String(server)).toMatch(/administrators prove themselves twice/);
  });

  it('counts one account as one, under whatever name it’s asked about', async () => {
    const who = await somebody();
    const server = await served(held.rig);
    const change = await begin(server, 'change');
    const local = who.username.split('@')[0]!;
    for (const username of [who.username, local, who.username.toUpperCase(), ` ${local} `])
      await change({ kind: 'sign-in', username, password: 'guess' });
    const last = await change({ kind: 'sign-in', username: local, password: 'guess' });
    expect(last.code).toBe('locked');
  });
});
