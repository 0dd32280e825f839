// The directories behind a gateway that dies, each with new people for every walk.
import { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import type { LdapRig } from '../directories/rig.ts';
import { domain } from '../directories/servers/samba.ts';
import { suffix } from '../directories/servers/slapd.ts';
import type { Who } from './person.ts';
import type { Ground, Stage } from './stage.ts';
import { former } from './walk.ts';

/** Makes somebody whom nobody has seen before. */
export type Hire = (stage: Stage) => Promise<Who>;

let count = 0;

/** Somebody in the gateway's own store. */
export const hireEmbedded: Hire = async ({ database }) => {
  const directory = new EmbeddedDirectory(database);
  const name = `p${(count += 1)}`;
  const [username, address] = [`${name}@contoso.com`, `${name}@example.org`];
  const contacts = [{ kind: 'email', value: address } as const];
  await directory.put({ username, name, password: former, contacts });
  const works = async (password: string): Promise<boolean> =>
    (await directory.verify(username, password)) === 'right';
  return { username, address, works };
};

/** Somebody in an LDAP directory. */
export const hireIn =
  (rig: LdapRig): Hire =>
  async () => {
    const address = `p${(count += 1)}@example.org`;
    const who = await rig.add({ more: { description: address } });
    const works = (password: string): Promise<boolean> => rig.signIn(who, password);
    return { username: who.username, address, works };
  };

const bases: Record<string, string> = {
  openldap: `ou=people,${suffix}`,
  'active-directory': domain,
};

/** The tenant's lines for an LDAP directory, and the environment's. */
export const directoryAt = ({ kind, server }: LdapRig): NonNullable<Ground['directory']> => ({
  lines: `  directory:
    kind: ${kind}
    urls: ["${server.ldaps}"]
    base: ${bases[kind]}
    attributes: {otherEmail: [description]}
`,
  env: {
    KEYTURN_LDAP_USER: server.service.user,
    KEYTURN_LDAP_PASSWORD: server.service.password,
    KEYTURN_LDAP_CA_FILE: server.ca,
  },
  port: Number(new URL(server.ldaps).port || 636),
});
