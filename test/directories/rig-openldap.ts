import { setTimeout as sleep } from 'node:timers/promises';
import { DN, PasswordPolicyControl, PasswordPolicyError } from 'ldapts';
import { openldapDirectory } from '../../gateway/directory/openldap.ts';
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
import { type DirectoryServer, suffix } from './servers/slapd.ts';

const people = `ou=people,${suffix}`;

const states: Record<NonNullable<Spec['state']>, Record<string, string>> = {
  locked: {},
  'must-change': { pwdReset: 'TRUE' },
  expired: { pwdPolicySubentry: `cn=expiring,ou=policies,${suffix}` },
  disabled: { pwdAccountLockedTime: '000001010000Z' },
};

/** How OpenLDAP is opened where nothing else is said. */
export const openldapSettings = (server: DirectoryServer): LdapSettings => ({
  ...settingsFor(server),
  base: people,
  userFilter: '(&(objectClass=inetOrgPerson)(uid={local}))',
  attributes: {
    username: 'uid',
    name: ['displayName', 'cn'],
    email: 'mail',
    otherEmail: ['registeredAddress', 'description'],
    mobile: ['mobile', 'pager', 'homePhone'],
    office: ['telephoneNumber'],
    locale: 'preferredLanguage',
  },
});

// An account that must change its password may bind, and then do nothing else.
const letsIn = async (server: DirectoryServer, dn: string, password: string): Promise<boolean> => {
  const policy = new PasswordPolicyControl();
  return (
    (await binds(server, dn, password, policy)) &&
    policy.value?.error !== PasswordPolicyError.ChangeAfterReset
  );
};

/** OpenLDAP, with its administrator at hand. */
export const openldapRig = async (server: DirectoryServer): Promise<LdapRig> => {
  const admin = await bound(server, server.admin.user, server.admin.password);
  const open: LdapRig['open'] = (more) =>
    openldapDirectory({ ...openldapSettings(server), ...more });
  const directory = open();
  const add: LdapRig['add'] = async ({ local = newLocal(), state, ...spec } = {}) => {
    const dn = `${new DN().addPairRDN('uid', local).toString()},${people}`;
    const { name = local, email, locale, more = {} } = spec;
    await admin.add(dn, {
      objectClass: 'inetOrgPerson',
      uid: local,
      cn: name,
      sn: name,
      userPassword: first,
      ...(email && { mail: email }),
      ...(locale && { preferredLanguage: locale }),
      ...(state && states[state]),
      ...more,
    });
    if (state === 'locked') for (let tries = 0; tries < 3; tries += 1) await binds(server, dn, '?');
    // The policy's greatest age is a second, and time is told in whole ones.
    if (state === 'expired') await sleep(2100);
    return { username: `${local}@contoso.com`, dn };
  };
  const signIn: LdapRig['signIn'] = async ({ dn }, password) => letsIn(server, dn, password);
  return {
    kind: 'openldap',
    server,
    directory,
    admin,
    open,
    add,
    signIn,
    group: async (members) => {
      const dn = `cn=${newLocal()},ou=groups,${suffix}`;
      await admin.add(dn, { objectClass: 'groupOfNames', member: members });
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
