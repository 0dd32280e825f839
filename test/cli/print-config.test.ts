import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { settings } from '../../cli/settings.ts';
import { folderWith, keyturn, tenantFile } from './command.ts';

const tenant = tenantFile(
  'Contoso Ltd',
  'gateway:\n  mail: smtp://127.0.0.1:2525\npolicy:\n  methods: [email]\n  gates: 1\n',
);

const fieldsOf = (stdout: string): Map<string, string> =>
  new Map(
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [name = '', ...rest] = line.split(/ {2,}/);
        return [name, rest.join(' | ')];
      }),
  );

describe('keyturn serve --print-config', () => {
  it('tells every value and where it comes from, masks secrets, and starts nothing', async () => {
    const canary = 'canary-of-a-secret-that-is-long-enough';
    const cwd = await folderWith({ 'tenant.yaml': tenant, password: `${canary}-2\n` });
    const env = {
      KEYTURN_TEXT_SECRET: canary,
      KEYTURN_SMTP_USER: 'mailer',
      KEYTURN_SMTP_PASSWORD_FILE: 'password',
      KEYTURN_LDAP_PASSWORD_FILE: 'gone',
    };
    const args = ['serve', 'tenant.yaml', '--host', '127.0.0.2', '--print-config'];
    const { code, stdout, stderr } = await keyturn(args, { cwd, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(canary);
    const fields = fieldsOf(stdout);
    const expected = {
      '--host': 'option | 127.0.0.2',
      '--port': 'default | 8080',
      KEYTURN_TEXT_SECRET: 'environment | ••••••••',
      KEYTURN_SMTP_USER: 'environment | "mailer"',
      KEYTURN_SMTP_PASSWORD: 'file password | ••••••••',
      KEYTURN_LDAP_PASSWORD: 'KEYTURN_LDAP_PASSWORD_FILE: gone can’t be read.',
      KEYTURN_SECRET: 'not set',
      'gateway.mail': 'tenant.yaml | "smtp://127.0.0.1:2525"',
      'policy.gates': 'tenant.yaml | 1',
      'policy.password.minLength': 'default | 12',
      'policy.requiredToRegister': 'default | 1',
    };
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, fields.get(key)]))).toEqual(
      expected,
    );
    expect((await readdir(cwd)).toSorted()).toEqual(['password', 'tenant.yaml']);
  });

  it('knows every setting that the command reads, and so does the README', async () => {
    const files = (await readdir('cli', { recursive: true })).filter((file) =>
      file.endsWith('.ts'),
    );
    const read = new Set<string>();
    for (const file of files)
      if (!/verify|settings/.test(file))
        for (const [, name] of (await readFile(`cli/${file}`, 'utf8')).matchAll(/'(KEYTURN_\w+)'/g))
          read.add(name!);
    const known = Object.keys(settings);
    expect([...read].filter((name) => !known.includes(name))).toEqual([]);
    const readme = await readFile('README.md', 'utf8');
    expect([...read].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(read.size).toBeGreaterThan(10);
  });
});
