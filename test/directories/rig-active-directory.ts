import { Attribute, DN } from 'ldapts';
import { activeDirectory } from '../../gateway/directory/active-directory.ts';
import type { LdapSettings } from '../../gateway/directory/ldap/settings.ts';
import {
  binds,
  bound,
  changeOf,
  first,
  serviceMay,
  type LdapRig,
  newLocal,
  settingsFor,
  type Spec,
} from './rig.ts';
import { age, domain, expiring } from './servers/samba.ts';
import type { DirectoryServer } from './servers/slapd.ts';

const people = `CN=Users,${domain}`;

const states: Record<NonNullable<Spec['state']>, Record<string, string>> = {
  locked: {},
  'must-change': { pwdLastSet: '0' },
  expired: {},
  disabled: { userAccountControl: '514' },
};

/** How Active Directory is opened where nothing else is said. */
const activeDirectorySettings = (server: DirectoryServer): LdapSettings => ({
  ...settingsFor(server),
  base: domain,
  userFilter: '(&(objectCategory=person)(objectClass=user)(userPrincipalName={username}))',
  attributes: {
    username: 'userPrincipalName',
    name: ['displayName', 'cn'],
    email: 'mail',
    otherEmail: ['otherMailbox', 'description'],
    mobile: ['mobile', 'pager', 'homePhone'],
    office: ['telephoneNumber'],
    locale: 'preferredLanguage',
  },
});

const quoted = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le');

/** Samba's domain controller, with its administrator at hand. */
export const activeDirectoryRig = async (server: DirectoryServer): Promise<LdapRig> => {
  const admin = await bound(server, server.admin.user, server.admin.password);
  const open: LdapRig['open'] = (more) =>
    activeDirectory({ ...activeDirectorySettings(server), ...more });
  const directory = open();
  const add: LdapRig['add'] = async ({ local = newLocal(), state, ...spec } = {}) => {
    const { name = local, email, locale, more = {} } = spec;
    const dn = `${new DN().addPairRDN('CN', name === local ? local : newLocal()).toString()},${people}`;
    const plain: Record<string, string | string[]> = {
      objectClass: 'user',
      sAMAccountName: newLocal(),
      userPrincipalName: `${local}@contoso.com`,
      displayName: name,
      userAccountControl: '512',
      ...(email && { mail: email }),
      ...(locale && { preferredLanguage: locale }),
      ...more,
    };
    const attributes = Object.entries(plain).map(
      ([type, values]) => new Attribute({ type, values: [values].flat() }),
    );
    attributes.push(new Attribute({ type: 'unicodePwd', values: [quoted(first)] }));
    await admin.add(dn, attributes);
    const changes = Object.entries(state ? states[state] : {});
    for (const [type, value] of changes) await admin.modify(dn, changeOf('replace', type, value));
    if (state === 'locked') for (let tries = 0; tries < 3; tries += 1) await binds(server, dn, '?');
    if (state === 'expired') {
      await admin.modify(expiring, changeOf('add', 'msDS-PSOAppliesTo', dn));
      await age(server, dn);
    }
    return { username: `${local}@contoso.com`, dn };
  };
  const signIn: LdapRig['signIn'] = async ({ dn }, password) => binds(server, dn, password);
  return {
    kind: 'active-directory',
    server,
    directory,
    admin,
    open,
    add,
    signIn,
    group: async (members) => {
      const dn = `CN=${newLocal()},${people}`;
      await admin.add(dn, { objectClass: 'group', sAMAccountName: newLocal(), member: members });
      return dn;
    },
    join: (group, member) => admin.modify(group, changeOf('add', 'member', member)),
    serviceMay: serviceMay(server),
    close: async () => {
      await directory.close();
      await admin.unbind();
    },
  };
};
