import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Held, isHandedOver, secretFlaw, storeFlaw } from '../../cli/held-files.ts';
import { folderWith, freePort, keyturn, start, tenantFile } from './command.ts';

const own = 990;
const self = { uid: own, groups: [own, 2000] };
const held = (uid: number, gid: number, mode: number): Held => ({
  uid,
  gid,
  mode: 0o100_000 | mode,
});
const folder = (uid: number, mode: number): Held => ({ uid, gid: uid, mode: 0o040_000 | mode });
const open = [folder(0, 0o755), folder(0, 0o755)];

describe('The file of a secret', () => {
  it.each([
    ['is the gateway’s own, for it alone', held(own, own, 0o600), open],
    ['is root’s, lent to a group of the gateway', held(0, 2000, 0o640), open],
    [
      'lies in a folder that nobody else may enter',
      held(own, own, 0o644),
      [folder(own, 0o700), ...open],
    ],
    ['lies deep in one that is root’s', held(0, 0, 0o444), [...open, folder(0, 0o700)]],
  ])('is fine where it %s', (_where, file, folders) => {
    expect(secretFlaw(file, folders, self)).toBeUndefined();
  });

  it.each([
    ['anybody can read it', held(own, own, 0o604), open, /^can be read by others \(mode 604/],
    ['its group can read it', held(own, own, 0o640), open, /^can be read by others \(mode 640/],
    ['root lends it to a group of others', held(0, 5, 0o640), open, /^can be read/],
    ['root lends it to everybody', held(0, 2000, 0o644), open, /^can be read/],
    ['its group can change it', held(0, 2000, 0o660), open, /^can be changed by others \(mode 660/],
    ['anybody can write over it', held(own, own, 0o602), [folder(own, 0o700)], /^can be changed/],
    [
      'it is somebody else’s',
      held(1001, own, 0o440),
      open,
      /^belongs to user 1001, want root or user 990$/,
    ],
    [
      'the closed folder is somebody else’s',
      held(own, own, 0o644),
      [folder(1001, 0o700)],
      /^can be read/,
    ],
    ['the folder lets its group in', held(own, own, 0o644), [folder(own, 0o710)], /^can be read/],
  ])('is refused where %s', (_where, file, folders, said) => {
    expect(secretFlaw(file, folders, self)).toMatch(said);
  });

  it('is known for an orchestrator’s by where it lies', () => {
    const handed = [
      '/run/secrets/smtp',
      '/var/run/secrets/a/b',
      '/etc/k/..2026_11_21_20_00_00.1/smtp',
    ];
    for (const path of handed) expect(isHandedOver(path, {}), path).toBe(true);
    const systemd = { CREDENTIALS_DIRECTORY: '/run/credentials/keyturn.service' };
    expect(isHandedOver('/run/credentials/keyturn.service/smtp', systemd)).toBe(true);
    const others = [
      '/run/credentials/keyturn.service/smtp',
      '/run/secrets',
      '/srv/run/secrets/smtp',
      '/a/..b/c',
    ];
    for (const path of others) expect(isHandedOver(path, {}), path).toBe(false);
    expect(isHandedOver('/run/credentials/keyturn.service.d/smtp', systemd)).toBe(false);
  });
});

describe('A file of the store', () => {
  it('is the gateway’s own, and nobody else’s business', () => {
    expect(storeFlaw(held(own, own, 0o600), self)).toBeUndefined();
    for (const mode of [0o640, 0o620, 0o604, 0o602, 0o601])
      expect(storeFlaw(held(own, own, mode), self), mode.toString(8)).toMatch(/want 600/);
    expect(storeFlaw(held(0, 0, 0o600), self)).toMatch(/^belongs to user 0, want user 990/);
  });
});

const tenant = tenantFile(
  'Contoso Ltd',
  'gateway:\n  mail: smtp://127.0.0.1:2525\npolicy:\n  methods: [email]\n  requiredToRegister: 1\n',
);

// Runs a gateway until it listens, and stops it: the store is there from then on.
const begun = async (cwd: string, env = {}): Promise<string> => {
  const run = start(['serve', 'tenant.yaml', '--port', String(await freePort())], { cwd, env });
  await run.until(/"message":"listening"/);
  run.signal('SIGTERM');
  return (await run.ended).stdout;
};

const refusal = async (cwd: string, env = {}): Promise<string> => {
  const { code, stdout, stderr } = await keyturn(['serve', 'tenant.yaml'], { cwd, env });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  return stderr;
};

describe('keyturn serve', () => {
  it('makes a store that is its own, and refuses one that others can read since', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenant });
    await begun(cwd);
    const [db, secret] = ['data/keyturn.db', 'data/secret'];
    for (const file of [db, secret]) {
      expect((await stat(join(cwd, file))).mode & 0o777, file).toBe(0o600);
      await chmod(join(cwd, file), 0o644);
    }
    await writeFile(join(cwd, `${db}-wal`), '');
    await chmod(join(cwd, `${db}-wal`), 0o640);
    const flaw = (file: string, mode: number): string =>
      `${file} can be read or changed by others (mode ${mode}, want 600).\n`;
    expect(await refusal(cwd)).toBe(
      `${flaw(db, 644)}${flaw(`${db}-wal`, 640)}${flaw(secret, 644)}Change it (chown, chmod), and what it held if somebody else may have read it.\n`,
    );
    // In a volume whose group an orchestrator sets, it goes on and says so.
    for (const file of [secret, `${db}-wal`]) await chmod(join(cwd, file), 0o600);
    await chmod(join(cwd, 'data'), 0o2770);
    await chmod(join(cwd, db), 0o660);
    const said = await begun(cwd);
    expect(said).toContain(`"message":"open to others","what":"${db} can be read`);
    expect(said.match(/open to others/g)).toHaveLength(1);
  });

  it('refuses a store whose secret is gone, and makes no other', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenant });
    await mkdir(join(cwd, 'data'));
    await writeFile(join(cwd, 'data/keyturn.db'), '', { mode: 0o600 });
    const said = /^data\/secret is missing, and the store beside it was sealed with it: restore it/;
    expect(await refusal(cwd)).toMatch(said);
    expect((await keyturn(['audit', 'verify'], { cwd })).stderr).toMatch(said);
    expect(await readdir(join(cwd, 'data'))).toEqual(['keyturn.db']);
  });

  it('refuses a store that was sealed with another secret, and changes nothing in it', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenant });
    await begun(cwd);
    const before = await readFile(join(cwd, 'data/keyturn.db'));
    const KEYTURN_SECRET = Buffer.alloc(32, 9).toString('base64');
    const said =
      /^KEYTURN_SECRET is another secret than the one that data\/keyturn\.db was sealed with: .*Want that one.*the one in data\/secret: then give none\.\n$/;
    expect(await refusal(cwd, { KEYTURN_SECRET })).toMatch(said);
    const verify = await keyturn(['audit', 'verify'], { cwd, env: { KEYTURN_SECRET } });
    expect(verify).toMatchObject({ code: 1, stderr: expect.stringMatching(said) as string });
    expect(await readFile(join(cwd, 'data/keyturn.db'))).toEqual(before);
    await begun(cwd);
    await writeFile(join(cwd, 'data/secret'), Buffer.alloc(32, 9));
    expect(await refusal(cwd)).toMatch(/^data\/secret is another secret than .*you keep it\.\n$/);
  });

  it('refuses a secret’s file that others can read, but not as Kubernetes links it', async () => {
    const cwd = await folderWith({ 'tenant.yaml': tenant });
    const dated = join(cwd, '..2026_11_21_20_00_00.123');
    await mkdir(dated);
    for (const place of [cwd, dated]) {
      await writeFile(join(place, 'secret'), Buffer.alloc(32, 7).toString('base64'));
      await chmod(join(place, 'secret'), 0o644);
    }
    await symlink(join(dated, 'secret'), join(cwd, 'linked'));
    await chmod(cwd, 0o755);
    expect(await refusal(cwd, { KEYTURN_SECRET_FILE: 'secret' })).toMatch(
      /^KEYTURN_SECRET_FILE: secret can be read by others \(mode 644, want 600 or 400\)\.$/m,
    );
    expect(await begun(cwd, { KEYTURN_SECRET_FILE: 'linked' })).not.toContain('open to others');
  });
});
