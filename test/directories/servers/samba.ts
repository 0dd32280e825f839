// Samba as an Active Directory domain controller: its LDAP alone, at its fixed ports of a loopback address of its own.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Attribute, Change } from 'ldapts';
import { bound } from '../rig.ts';
import { makeAuthority } from './certificates.ts';
import { searched, startServer } from './process.ts';
import type { DirectoryServer, Started } from './slapd.ts';

const run = promisify(execFile);

/** What it takes to run a domain controller. */
export const sambaNeeds = ['samba', 'samba-tool', 'openssl'];

/** The domain's naming context. */
export const domain = 'DC=example,DC=test';

const admin = {
  user: `CN=Administrator,CN=Users,${domain}`,
  password: 'Admin of the tests 1',
};
const service = { user: `CN=keyturn,CN=Users,${domain}`, password: 'Gateway of the tests 1' };

// The ports can't be chosen, so an address is looked for at which nobody has them.
const freeAddress = async (): Promise<string> => {
  for (let round = 0; round < 20; round += 1) {
    const [a, b, c] = [1, 2, 3].map(() => 1 + Math.floor(Math.random() * 253));
    const host = `127.${a}.${b}.${c}`;
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false));
      server.listen(636, host, () => server.close(() => resolve(true)));
    });
    if (free) return host;
  }
  throw new Error('No loopback address has port 636 to spare.');
};

const options = (folder: string, host: string, cert: string, key: string, ca: string): string => `
server services = ldap
interfaces = ${host}/8
bind interfaces only = yes
tls enabled = yes
tls keyfile = ${key}
tls certfile = ${cert}
tls cafile = ${ca}
pid directory = ${folder}/run
old password allowed period = 0
ncalrpc dir = ${folder}/run/ncalrpc
lock directory = ${folder}/lock
state directory = ${folder}/state
cache directory = ${folder}/cache
log file = ${folder}/log
`;

const provision = async (folder: string, host: string): Promise<string> => {
  const args = ['--realm=EXAMPLE.TEST', '--domain=EXAMPLE', '--server-role=dc', '--host-name=dc1'];
  const where = [`--targetdir=${folder}/dc`, '--dns-backend=NONE', `--host-ip=${host}`];
  const bound = [`--option=interfaces=${host}/8`, '--option=bind interfaces only=yes'];
  const secret = `--adminpass=${admin.password}`;
  const all = ['domain', 'provision', ...args, ...where, ...bound, secret];
  await run('samba-tool', all, { env: searched, cwd: folder });
  return `${folder}/dc/etc/smb.conf`;
};

// The rights that are needed, and no others: reset the password, read and write lockoutTime of people.
const user = 'bf967aba-0de6-11d0-a285-00aa003049e2';
const rights = (sid: string): string =>
  [
    `(OA;CI;CR;00299570-246d-11d0-a768-00aa006e0529;${user};${sid})`,
    `(OA;CI;RPWP;28630ebf-41d5-11d1-a9c1-0000f80367c1;${user};${sid})`,
  ].join('');

/** A fine-grained policy whose passwords last for two days; the server takes one day or less for never. */
export const expiring = `CN=expiring,CN=Password Settings Container,CN=System,${domain}`;

const halfHour = '-18000000000'; // in 100 ns, as all of these times
const policy: Record<string, string> = {
  objectClass: 'msDS-PasswordSettings',
  'msDS-PasswordSettingsPrecedence': '1',
  'msDS-PasswordReversibleEncryptionEnabled': 'FALSE',
  'msDS-PasswordHistoryLength': '3',
  'msDS-PasswordComplexityEnabled': 'FALSE',
  'msDS-MinimumPasswordLength': '18',
  'msDS-MinimumPasswordAge': '0',
  'msDS-MaximumPasswordAge': '-1728000000000',
  'msDS-LockoutThreshold': '2',
  'msDS-LockoutObservationWindow': halfHour,
  'msDS-LockoutDuration': halfHour,
};

const domainPolicy: Record<string, string> = {
  minPwdLength: '14',
  pwdHistoryLength: '3',
  minPwdAge: '0',
  lockoutThreshold: '3',
  lockoutDuration: halfHour,
  lockOutObservationWindow: halfHour,
};

const setPolicies = async (server: DirectoryServer): Promise<void> => {
  const client = await bound(server, admin.user, admin.password);
  const changes = Object.entries(domainPolicy).map(
    ([type, value]) =>
      new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) }),
  );
  await client.modify(domain, changes);
  await client.add(expiring, policy);
  await client.unbind();
};

/** Provisions and starts a domain controller, all of it below `folder`. */
export const startSamba = async (folder: string): Promise<Started> => {
  for (const name of ['run/ncalrpc', 'lock', 'state', 'cache'])
    await mkdir(join(folder, name), { recursive: true });
  const host = await freeAddress();
  const [authority, conf] = await Promise.all([
    makeAuthority(folder, 'samba-authority'),
    provision(folder, host),
  ]);
  const { cert, key } = await authority.sign('samba', `IP:${host}`);
  const text = await readFile(conf, 'utf8');
  await writeFile(
    conf,
    text.replace('[global]', `[global]${options(folder, host, cert, key, authority.ca)}`),
  );
  const tool = async (...args: string[]): Promise<string> =>
    (
      await run('samba-tool', [...args, '-H', `${folder}/dc/private/sam.ldb`, '-s', conf], {
        env: searched,
      })
    ).stdout;
  await tool('user', 'create', 'keyturn', service.password);
  const sid = /objectSid: (\S+)/.exec(await tool('user', 'show', 'keyturn'))![1]!;
  await tool('dsacl', 'set', `--objectdn=CN=Users,${domain}`, `--sddl=${rights(sid)}`);
  const server = await startServer(['samba', '-i', '-M', 'single', '-s', conf], {
    host,
    port: 636,
  });
  const urls = { ldap: `ldap://${host}`, ldaps: `ldaps://${host}` };
  const at = { ...urls, ca: authority.ca, admin, service };
  try {
    await setPolicies(at);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { at, stop: server.stop };
};

// Past all modules of the server, which let nobody choose that time.
const makeOld = `
import sys, ldb
url, dn = sys.argv[1:]
db = ldb.Ldb(url, options=["modules:"])
message = ldb.Message(ldb.Dn(db, dn))
message["pwdLastSet"] = ldb.MessageElement("130000000000000000", ldb.FLAG_MOD_REPLACE, "pwdLastSet")
db.modify(message)
`;

/** Makes somebody's password years old, which over LDAP nobody can. */
export const age = async ({ ca }: DirectoryServer, dn: string): Promise<void> => {
  const file = join(dirname(ca), 'dc/private/sam.ldb.d', `${domain.toUpperCase()}.ldb`);
  await run('/usr/bin/python3', ['-c', makeOld, file, dn], { env: searched });
};
