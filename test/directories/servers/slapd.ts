// OpenLDAP as an organisation runs it: a password policy, TLS, and an account for the gateway with only the rights it needs.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Authority, makeAuthority } from './certificates.ts';
import { freePort, type Server, searched, startServer } from './process.ts';

const run = promisify(execFile);

/** What the tests need to know of a directory that runs. */
export type DirectoryServer = {
  /** Over TLS from the first byte, and in the clear until StartTLS. */
  ldaps: string;
  ldap: string;
  ca: string;
  /** May do everything: it makes the people of the tests. */
  admin: { user: string; password: string };
  /** What the gateway binds as. */
  service: { user: string; password: string };
};

/** A server of the tests, and how it's stopped. */
export type Started = Pick<Server, 'stop'> & { at: DirectoryServer };

/** What it takes to run slapd. */
export const slapdNeeds = ['slapd', 'slapadd', 'openssl'];

export const suffix = 'dc=contoso,dc=com';
const admin = { user: `cn=admin,${suffix}`, password: 'the admin of the tests' };
const service = { user: `cn=keyturn,ou=services,${suffix}`, password: 'the gateway of the tests' };

const config = (folder: string, { cert, key }: { cert: string; key: string }, ca: string) => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
pidfile ${folder}/slapd.pid
argsfile ${folder}/slapd.args
TLSCACertificateFile ${ca}
TLSCertificateFile ${cert}
TLSCertificateKeyFile ${key}
# No password in the clear: a bind wants TLS.
security simple_bind=128
password-hash {SSHA}
database mdb
suffix "${suffix}"
rootdn "${admin.user}"
rootpw "${admin.password}"
directory ${folder}/db
overlay ppolicy
ppolicy_default "cn=default,ou=policies,${suffix}"
ppolicy_hash_cleartext
access to attrs=userPassword
  by dn.exact="${service.user}" =w
  by self =xw
  by anonymous auth
access to attrs=pwdHistory
  by * none
access to attrs=pwdReset,pwdAccountLockedTime
  by dn.exact="${service.user}" write
access to attrs=pwdFailureTime
  by dn.exact="${service.user}" manage
access to *
  by dn.exact="${service.user}" read
  by self read
`;

const unit = (name: string): string => `
dn: ou=${name},${suffix}
objectClass: organizationalUnit
ou: ${name}
`;

const policy = (name: string, more: string): string => `
dn: cn=${name},ou=policies,${suffix}
objectClass: device
objectClass: pwdPolicy
cn: ${name}
pwdAttribute: userPassword
pwdCheckQuality: 2
pwdMinLength: 14
pwdInHistory: 3
pwdLockout: TRUE
pwdMaxFailure: 3
pwdMustChange: TRUE
${more}
`;

const tree = `
dn: ${suffix}
objectClass: organization
objectClass: dcObject
o: Contoso
dc: contoso
${['people', 'groups', 'services', 'policies'].map(unit).join('')}
dn: ${service.user}
objectClass: device
objectClass: simpleSecurityObject
cn: keyturn
userPassword: ${service.password}
${policy('default', '')}
${policy('expiring', 'pwdMaxAge: 1')}
${policy('locking for good', 'pwdLockoutDuration: 0')}
${policy('slow', 'pwdMinAge: 3600')}
`;

const provision = async (folder: string, authority: Authority): Promise<string> => {
  await mkdir(join(folder, 'db'), { recursive: true });
  const pair = await authority.sign('slapd', 'IP:127.0.0.1');
  const file = join(folder, 'slapd.conf');
  await writeFile(file, config(folder, pair, authority.ca));
  await writeFile(join(folder, 'tree.ldif'), tree);
  await run('slapadd', ['-f', file, '-l', join(folder, 'tree.ldif')], { env: searched });
  return file;
};

/** Provisions and starts slapd, all of it below `folder`. */
export const startSlapd = async (folder: string): Promise<Started> => {
  await mkdir(folder, { recursive: true });
  const authority = await makeAuthority(folder, 'slapd-authority');
  const file = await provision(folder, authority);
  const [plain, tls] = [await freePort(), await freePort()];
  const [ldap, ldaps] = [`ldap://127.0.0.1:${plain}`, `ldaps://127.0.0.1:${tls}`];
  const server = await startServer(['slapd', '-f', file, '-h', `${ldap} ${ldaps}`, '-d', '0'], {
    host: '127.0.0.1',
    port: tls,
  });
  return { at: { ldap, ldaps, ca: authority.ca, admin, service }, stop: server.stop };
};
