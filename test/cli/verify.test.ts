// `keyturn verify` against the gateway, and against backends that break one promise each.
import { describe, expect, it } from 'vitest';
import { checks } from '../../cli/verify/checks/index.ts';
import { outboxAt } from '../../cli/verify/inbox.ts';
import { type Finding, Run, runAll } from '../../cli/verify/run.ts';
import { wireTo } from '../../cli/verify/wire.ts';
import { benchGateway, personNamed } from '../gateway/harness.ts';
import { type Serve, served } from './backend.ts';
import { keyturn, tempFolder } from './command.ts';
import { sabotage } from './sabotage.ts';

const ada = personNamed('ada');
const origin = 'https://login.contoso.com';

const verified = async (
  only: readonly string[],
  between?: (serve: Serve) => Serve,
): Promise<Finding[]> => {
  const url = await served(await benchGateway({ people: [ada] }), between);
  const run = new Run(wireTo(url), {
    account: ada.username,
    password: ada.password,
    origin,
    inbox: outboxAt(`${url}/outbox.json`),
  });
  return runAll(
    run,
    checks.filter(({ id }) => only.includes(id)),
  );
};

const wrongProofs = async (run: Run, most: number): Promise<void> => {
  const [talk] = await run.toCode();
  for (let count = 0; count < most; count += 1)
    await talk.fails({ kind: 'enter-code', code: 'aaaaaa' }, 'wrong-code');
};

// What a check needs to have happened before.
const first: Record<string, string[]> = { voids: ['sets'], 'not-me': ['link'] };

describe('keyturn verify', () => {
  it('finds every promise kept by the gateway', async () => {
    const findings = await verified(checks.map(({ id }) => id));
    expect(findings.filter(({ result }) => result !== 'kept')).toEqual([]);
    expect(findings).toHaveLength(checks.length);
  });

  it('has a way to break each promise', () => {
    expect(Object.keys(sabotage)).toEqual(checks.map(({ id }) => id));
  });

  it.each(Object.entries(sabotage))('finds the promise %s broken', async (id, between) => {
    const findings = await verified([...(first[id] ?? []), id], between);
    expect(findings.at(-1)).toMatchObject({ id, result: 'broken' });
  });

  it('says what it can’t find out without the account’s mail and password', async () => {
    const url = await served(await benchGateway({ people: [ada] }));
    const findings = await runAll(new Run(wireTo(url), { account: ada.username }), checks);
    const untold = findings.filter(({ result }) => result === 'untold');
    expect(findings.filter(({ result }) => result === 'broken')).toEqual([]);
    expect(untold.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['friends', 'once', 'sets', 'voids', 'return-to']),
    );
    for (const { why } of untold) expect(why).toMatch(/\w{4,}/);
  });

  it('calls no promise broken because the account is rightly closed meanwhile', async () => {
    const bench = await benchGateway({ people: [ada] });
    const url = await served(bench);
    const run = new Run(wireTo(url), {
      account: ada.username,
      inbox: outboxAt(`${url}/outbox.json`),
    });
    const some = checks.filter(({ id }) => ['foreign-code', 'cookies', 'once'].includes(id));
    // Four wrong proofs, as a run before it may have left them; the fifth is the check's own.
    await wrongProofs(run, 4);
    const findings = await runAll(run, some);
    expect(findings.map(({ id, result }) => [id, result])).toEqual([
      ['cookies', 'kept'],
      ['foreign-code', 'untold'],
      ['once', 'untold'],
    ]);
    expect(findings.at(-1)!.why).toMatch(/^self-service is closed for the account until 20/);
  });

  it('leaves the account’s password as it was', async () => {
    const bench = await benchGateway({ people: [ada] });
    const url = await served(bench);
    const run = new Run(wireTo(url), {
      account: ada.username,
      password: ada.password,
      inbox: outboxAt(`${url}/outbox.json`),
    });
    await runAll(run, checks);
    expect(run.changed).toBe(false);
    expect(await bench.directory.signIn(ada.username, ada.password)).toBe(true);
  });
});

describe('The command', () => {
  const typed = (url: string): string[] => [
    'verify',
    url,
    '--account',
    ada.username,
    '--origin',
    origin,
    '--outbox',
    `${url}/outbox.json`,
  ];

  it('prints a table without a secret, and ends well where all is kept', async () => {
    const bench = await benchGateway({ people: [ada] });
    const url = await served(bench);
    const env = { KEYTURN_VERIFY_PASSWORD: ada.password };
    const { code, stdout, stderr } = await keyturn(typed(url), { cwd: await tempFolder(), env });
    expect(stderr).toBe('');
    expect(stdout).toContain(`${checks.length} promises: ${checks.length} kept, 0 broken`);
    expect(code).toBe(0);
    const codes = bench.sent.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []);
    expect(codes.length).toBeGreaterThan(5);
    for (const secret of [...codes, ada.password]) expect(stdout).not.toContain(secret);
  });

  it('ends with 1 where a promise is broken, and says what came', async () => {
    const url = await served(await benchGateway({ people: [ada] }), sabotage.cookies);
    const { code, stdout } = await keyturn(typed(url), { cwd: await tempFolder() });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ cookies +no cookie is set\n +wanted no set-cookie, got a cookie/);
  });

  it('says at once that nobody answers, or that the account is closed, and finds nothing broken', async () => {
    const cwd = await tempFolder();
    const bench = await benchGateway({ people: [ada] });
    const url = await served(bench);
    const run = new Run(wireTo(url), {
      account: ada.username,
      inbox: outboxAt(`${url}/outbox.json`),
    });
    await wrongProofs(run, 4);
    const [talk] = await run.toCode();
    await talk.fails({ kind: 'enter-code', code: 'aaaaaa' }, 'locked');
    const closed = await keyturn(typed(url), { cwd });
    expect(closed).toMatchObject({ code: 1, stdout: '' });
    expect(closed.stderr).toMatch(/^ada@contoso\.com: self-service is closed for it until 20/);
    const nobody = await keyturn(typed('http://127.0.0.1:9/api'), { cwd });
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toMatch(/^http:\/\/127\.0\.0\.1:9\/api: no answer \(/);
  });

  it.each([
    [['verify', 'http://x.test'], '--account is missing'],
    [['verify', 'ftp://x.test', '--account', 'a'], 'the backend ftp://x.test: want an address'],
    [['verify', 'http://x.test', '--account', 'a', '--outbox', 'x'], '--outbox x: want an address'],
  ])('asks for what it needs: %j', async (words, said) => {
    const { code, stderr } = await keyturn(words, { cwd: await tempFolder() });
    expect(code).toBe(1);
    expect(stderr).toContain(said);
  });
});
