// A directory under test: what the contract needs of it, whatever stands behind it.
import { readFileSync } from 'node:fs';
import { Attribute, Change, Client, type Control } from 'ldapts';
import type { Directory } from '../../gateway/directory/directory.ts';
import type { LdapSettings } from '../../gateway/directory/ldap/settings.ts';
import type { LdapDirectory } from '../../gateway/directory/ldap/ldap-directory.ts';
import type { DirectoryServer } from './servers/slapd.ts';

/** How an account of the tests is. */
export type Spec = {
  /** The name without a domain; one is made up otherwise. */
  local?: string;
  name?: string;
  state?: 'locked' | 'must-change' | 'expired' | 'disabled';
  email?: string;
  locale?: string;
  /** Further attributes, as the server names them. */
  more?: Record<string, string | string[]>;
};

/** Somebody in a directory of the tests. */
export type Someone = { username: string; dn: string };

/** A directory, and the hands of its administrator and its people. */
export type Rig = {
  kind: string;
  directory: Directory;
  /** A new account with the first password. */
  add(spec?: Spec): Promise<Someone>;
  /** Whether an application would let somebody in. */
  signIn(who: Someone, password: string): Promise<boolean>;
  close(): Promise<void>;
};

/** A directory behind LDAP: it can be opened in other ways. */
export type LdapRig = Rig & {
  server: DirectoryServer;
  open(settings?: Partial<LdapSettings>): LdapDirectory;
  /** A connection that may do everything. */
  admin: Client;
  /** A group with these members, by their names in the directory. */
  group(members: string[]): Promise<string>;
  /** Puts a member into a group. */
  join(group: string, member: string): Promise<void>;
  /** Whether the gateway's account may write an attribute of somebody's. */
  serviceMay(dn: string, attribute: string, value: string): Promise<boolean>;
};

/** Everybody's password at first, and another one; both keep every rule of every server here. */
export const first = 'First password of all 1';
export const second = 'Violet umbrella seventy 2';

let counter = 0;
/** A name that nobody has. */
export const newLocal = (): string => `p${process.pid.toString(36)}${(counter += 1).toString(36)}`;

/** A connection of the tests' own, bound as somebody. */
export const bound = async (
  { ldaps, ca }: DirectoryServer,
  user: string,
  password: string,
  control?: Control,
): Promise<Client> => {
  const client = new Client({
    url: ldaps,
    tlsOptions: { ca: readFileSync(ca) },
    timeout: 10_000,
    connectTimeout: 10_000,
    strictDN: false,
  });
  try {
    await client.bind(user, password, control);
    return client;
  } catch (error) {
    await client.unbind();
    throw error;
  }
};

/** Whether a bind with this password succeeds. */
export const binds = async (
  server: DirectoryServer,
  dn: string,
  password: string,
  control?: Control,
): Promise<boolean> => {
  try {
    await (await bound(server, dn, password, control)).unbind();
    return true;
  } catch {
    return false;
  }
};

/** Sets or adds one value. */
export const changeOf = (operation: 'add' | 'replace', type: string, value: string): Change =>
  new Change({ operation, modification: new Attribute({ type, values: [value] }) });

/** Whether the gateway's account may write an attribute of somebody's. */
export const serviceMay =
  (server: DirectoryServer): LdapRig['serviceMay'] =>
  async (dn, attribute, value) => {
    const client = await bound(server, server.service.user, server.service.password);
    try {
      await client.modify(dn, changeOf('replace', attribute, value));
      return true;
    } catch {
      return false;
    } finally {
      await client.unbind();
    }
  };

/** The settings that both kinds of LDAP directory have in common. */
export const settingsFor = ({ ldaps, ca, service }: DirectoryServer) => ({
  urls: [ldaps],
  ...service,
  ca: readFileSync(ca, 'utf8'),
  timeout: 5000,
  connections: 4,
  domains: ['contoso.com'],
  countryCode: 'NL',
  log: () => {},
});
