// `keyturn people` in front of a real directory: accounts are there, and what the table adds stays with the gateway.
import { describe, expect, it } from 'vitest';
import { folderWith, keyturn, tenantFile } from '../cli/command.ts';
import type { LdapRig } from './rig.ts';
import { servers, useLdapRig } from './rigs.ts';
import { domain } from './servers/samba.ts';
import { suffix } from './servers/slapd.ts';

const bases = { openldap: `ou=people,${suffix}`, 'active-directory': domain };

const tenantOf = ({ kind, server }: LdapRig): string =>
  tenantFile(
    'Contoso Ltd',
    `gateway:
  mail: smtps://smtp.contoso.com
  text: https://sms.contoso.com/send
  directory:
    kind: ${kind}
    urls: ["${server.ldaps}"]
    base: ${bases[kind as keyof typeof bases]}
policy:
  methods: [email, sms]
`,
  );

describe.each(servers)('keyturn people in front of %s', (name) => {
  const held = useLdapRig(name);

  it('finds whom the directory has, refuses whom it hasn’t, and keeps numbers at the gateway', async () => {
    const { server } = held.rig;
    const who = await held.rig.add({});
    const local = who.username.split('@')[0]!;
    const table = `username,mobile\n${local},+31 6 1234 5678\nnobody-here,+31 6 1234 5679\n`;
    const cwd = await folderWith({ 'tenant.yaml': tenantOf(held.rig), 'people.csv': table });
    const env = {
      KEYTURN_LDAP_USER: server.service.user,
      KEYTURN_LDAP_PASSWORD: server.service.password,
      KEYTURN_LDAP_CA_FILE: server.ca,
    };
    const run = (...args: string[]) => keyturn(['people', ...args, 'tenant.yaml'], { cwd, env });
    const taken = await run('import', 'people.csv');
    expect(taken.stderr).toBe('');
    expect(taken.stdout).toMatch(
      new RegExp(`^line 2 +added +${local}(?:@contoso\\.com)?: mobile$`, 'm'),
    );
    expect(taken.stdout).toMatch(
      /^line 3 +refused +column username: nobody has this name in the directory\./m,
    );
    expect(taken.code).toBe(1);
    const shown = await run('export');
    expect(shown.stdout).toMatch(new RegExp(`^${local}[@,]`, 'm'));
    expect(shown.stdout).toContain('31612345678');
    expect(shown.stdout).not.toContain('nobody-here');
  });
});
