import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { folderWith, freePort, keyturn, start, tenantFile } from './command.ts';

const tenant = tenantFile(
  'Contoso Ltd',
  'gateway:\n  mail: smtp://127.0.0.1:2525\npolicy:\n  methods: [email]\n  requiredToRegister: 1\n',
);
const people = JSON.stringify([
  { username: 'ada@contoso.com', name: 'Ada Lovelace', password: 'analytical engine 1843' },
]);

describe('keyturn backup', () => {
  it('copies the store while a gateway writes to it, and another gateway goes on from the copy', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenant, 'people.json': people });
    const port = await freePort();
    const args = ['serve', 'tenant.yaml', '--port', String(port), '--people', 'people.json'];
    const run = start(args, { cwd });
    await run.until(/"message":"listening"/);
    const begin = (): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/api/flows`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"flow":"reset","locale":"en"}',
      });
    let busy = true;
    const writing = (async () => {
      while (busy) expect((await begin()).status).toBe(201);
    })();
    const told = await keyturn(['backup', 'copy.db'], { cwd });
    busy = false;
    await writing;
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect((await stat(join(cwd, 'copy.db'))).mode & 0o777).toBe(0o600);
    run.signal('SIGTERM');
    await run.ended;
    const other = join(cwd, 'restored');
    await mkdir(other);
    await copyFile(join(cwd, 'copy.db'), join(other, 'keyturn.db'));
    await copyFile(join(cwd, 'data', 'secret'), join(other, 'secret'));
    const audit = await keyturn(['audit', 'verify', '--data', 'restored'], { cwd });
    expect(audit.stdout).toMatch(/^whole: [1-9]/);
    const db = new DatabaseSync(join(other, 'keyturn.db'), { readOnly: true });
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(db.prepare('SELECT count(*) AS n FROM accounts').get()).toEqual({ n: 1 });
    db.close();
  });

  it('never writes over a file, and says where there is no store', async () => {
    const cwd = await folderWith({ 'copy.db': 'the only good copy' });
    const empty = await keyturn(['backup', 'new.db'], { cwd });
    expect(empty).toMatchObject({
      code: 1,
      stderr: 'data: there is no store here. Name its folder with --data.\n',
    });
    await mkdir(join(cwd, 'data'));
    new DatabaseSync(join(cwd, 'data', 'keyturn.db')).close();
    const over = await keyturn(['backup', 'copy.db'], { cwd });
    expect(over).toMatchObject({ code: 1, stderr: 'copy.db: a file is in the way.\n' });
    expect(await readFile(join(cwd, 'copy.db'), 'utf8')).toBe('the only good copy');
  });
});
