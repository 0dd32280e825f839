import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { SqlStore } from '../../gateway/store/sql.ts';
import { keyturn, tempFolder } from './command.ts';

const withLog = async (): Promise<string> => {
  const cwd = await tempFolder();
  const secrets = secretsFrom(secretIn(cwd));
  const store = new SqlStore(openSqlite(cwd, secrets), secrets);
  for (const event of ['begun', 'proved', 'password-reset'])
    await store.record({ event, supportCode: 'ABCD-2345' });
  await store.close();
  return cwd;
};

describe('keyturn audit verify', () => {
  it('says that the log is whole, and which seal to note', async () => {
    const cwd = await withLog();
    const first = await keyturn(['audit', 'verify', '--data', '.'], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const [, seal] = /whole: 3 entries\. The last seal is (\S+)/.exec(first.stdout)!;
    const again = await keyturn(['audit', 'verify', '--data', '.', '--seal', seal!], { cwd });
    expect(again.code).toBe(0);
    const other = await keyturn(['audit', 'verify', '--data', '.', '--seal', 'x'], { cwd });
    expect(other).toMatchObject({ code: 1 });
    expect(other.stdout).toContain('isn’t in the chain');
  });

  it('ends with 1 where an entry was changed, and says which', async () => {
    const cwd = await withLog();
    const db = openSqlite(cwd, secretsFrom(secretIn(cwd)));
    await db.run("UPDATE audit SET event = 'nothing' WHERE id = 2");
    await db.close();
    const { code, stdout } = await keyturn(['audit', 'verify', '--data', '.'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('broken at entry 2');
  });

  it.each([
    [['audit', 'burn'], 'keyturn audit burn: want keyturn audit verify.'],
    [['audit', 'verify', '--data', 'nowhere'], 'nowhere: there is no store here.'],
  ])('tells what it wants: %j', async (typed, said) => {
    const { code, stderr } = await keyturn(typed, { cwd: await tempFolder() });
    expect(code).toBe(1);
    expect(stderr).toContain(said);
  });
});
