import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { folderWith, keyturn, tenantFile } from './command.ts';

const policy =
  'policy: {methods: [email, sms], requiredToRegister: 2}\ngateway: {mail: "smtp://localhost", text: "https://text.test/"}\n';

const folder = (csv: string): Promise<string> =>
  folderWith({ 'tenant.yaml': tenantFile('Contoso Ltd', policy), 'people.csv': csv });

const csv = 'username;name;mobile;office phone\nada;Ada;+31 6 1234 5699;\nbo;Bo;12;\nzoe;Zoë;;\n';

const take = (cwd: string, ...more: string[]) =>
  keyturn(['people', 'import', 'people.csv', 'tenant.yaml', ...more], { cwd });

describe('keyturn people', () => {
  it('takes a table in, says line by line what became of it, and ends with 1 where a line was refused', async () => {
    const cwd = await folder(csv);
    const dry = await take(cwd, '--dry-run');
    expect(dry).toMatchObject({ code: 1, stderr: '' });
    expect(dry.stdout).toBe(
      `office phone: entered, but policy.methods has no call-office.
line 2     added      ada@contoso.com: name, mobile
line 3     refused    column mobile: got “12”, want a telephone number with its country code, as +31 6 1234 5678: correct it, or leave the cell empty.
line 4     added      zoe@contoso.com: name
2 added, 0 changed, 0 unchanged, 1 refused. This was a dry run: nothing was written.
`,
    );
    const together = await take(cwd, '--all-or-nothing');
    expect(together.stdout).toContain('Nothing was written, since lines were refused.');
    const real = await take(cwd);
    expect(real.code).toBe(1);
    expect(real.stdout).toContain('\n2 added, 0 changed, 0 unchanged, 1 refused.\n');
    await writeFile(join(cwd, 'people.csv'), csv.replace('bo;Bo;12;\n', ''));
    expect(await take(cwd)).toMatchObject({ code: 0 });
  });

  it('gives out what it took in, readable by nobody else', async () => {
    const cwd = await folder(csv);
    await take(cwd);
    const shown = await keyturn(['people', 'export', 'tenant.yaml'], { cwd });
    expect(shown).toMatchObject({ code: 0, stderr: '2 people.\n' });
    expect(shown.stdout).toBe(
      "\ufeffusername,name,email,mobile,office phone,alternate email,locale\r\nada@contoso.com,Ada,,'+31612345699,,,\r\nzoe@contoso.com,Zoë,,,,,\r\n",
    );
    const args = ['people', 'export', 'tenant.yaml', '--out', 'all.csv', '--delimiter', 'tab'];
    expect(await keyturn(args, { cwd })).toMatchObject({ code: 0, stdout: '' });
    expect((await stat(join(cwd, 'all.csv'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(cwd, 'all.csv'), 'utf8')).toContain('username\tname');
  });

  it('tells what it wants', async () => {
    const cwd = await folder('username,mobil,shoe size\nada,06,44\n');
    const unknown = await take(cwd);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toBe(
      'people.csv: line 1: there is no column “mobil”, “shoe size”. Did you mean mobile? The columns are: username, name, email, mobile, office phone, alternate email, locale. --ignore-others leaves others out.\n',
    );
    for (const args of [['import', 'people.csv'], ['export'], ['burn', 'tenant.yaml']]) {
      const { code, stderr } = await keyturn(['people', ...args], { cwd });
      expect({ code, stderr }).toMatchObject({ code: 1 });
      expect(stderr).toContain('want keyturn people import people.csv tenant.yaml, or keyturn');
    }
    const nowhere = await keyturn(['people', 'export', 'tenant.yaml'], { cwd });
    expect(nowhere.stderr).toContain('data: there is no store here.');
  });

  it('works while another process uses the store', async () => {
    const cwd = await folder(csv);
    const data = join(cwd, 'data');
    const db = openSqlite(data, secretsFrom(secretIn(data)));
    let over = false;
    const held = db.atomically(async () => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      over = true;
    });
    const { stdout } = await take(cwd);
    expect(over).toBe(true);
    expect(stdout).toContain('2 added');
    await held;
    await db.close();
  });
});
