import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import { reportTokenSetting } from '../../cli/environment.ts';
import { folderWith, keyturn, tenantFile } from './command.ts';

const policy = 'policy: {methods: [questions], requiredToRegister: 1}\n';

const withLog = async (): Promise<string> => {
  const cwd = await folderWith({ 'tenant.yaml': tenantFile('Contoso Ltd', policy) });
  const secrets = secretsFrom(secretIn(cwd));
  const store = new SqlStore(openSqlite(cwd, secrets), secrets);
  for (const [event, detail] of [['begun', 'reset'], ['locked']] as const)
    await store.record({ event, detail, username: 'ada@contoso.com', supportCode: 'ABCD-2345' });
  await store.close();
  return cwd;
};

const run = (cwd: string, ...args: string[]) =>
  keyturn(['report', ...args, 'tenant.yaml', '--data', '.'], { cwd });

describe('keyturn report', () => {
  it('prints a report as JSON and as CSV', async () => {
    const cwd = await withLog();
    const { code, stdout } = await run(cwd, 'resets');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: [{ user: 'ada@contoso.com', result: 'blocked', supportCode: 'ABCD-2345' }],
    });
    const csv = await run(cwd, 'resets', '--csv', '--pseudonyms');
    expect(csv.stdout).toMatch(/^\ufefftime,user,role,flow,methods,result,detail,supportCode\r\n/);
    expect(csv.stdout).not.toContain('ada@');
    const totals = await run(cwd, 'totals');
    expect(JSON.parse(totals.stdout)).toMatchObject({ resets: { byResult: { blocked: 1 } } });
  });

  it.each([
    [['burn'], 'keyturn report burn: want one of registrations, resets, totals.'],
    [['totals', '--csv'], '--csv: totals are JSON only.'],
    [['resets', '--from', 'x'], '--from: want a day as 2026-01-31'],
  ])('tells what it wants: %j', async (args, said) => {
    const { code, stderr } = await run(await withLog(), ...args);
    expect(code).toBe(1);
    expect(stderr).toContain(said);
  });

  it('wants a token that nobody can guess', () => {
    expect(reportTokenSetting({})).toBeUndefined();
    expect(reportTokenSetting({ KEYTURN_REPORT_TOKEN: 'x'.repeat(32) })).toHaveLength(32);
    for (const token of ['x'.repeat(31), `${'x'.repeat(32)} y`])
      expect(() => reportTokenSetting({ KEYTURN_REPORT_TOKEN: token })).toThrow('want at least 32');
  });
});
