// Where accounts and passwords are: the gateway's own store, or a directory that the organisation has.
import * as z from 'zod';
import { line, whole } from './values.ts';

const urlWant =
  'an LDAP server as ldaps://host:port, or ldap://host:port for StartTLS, without user or path';
const ldapUrl = z
  .string({ error: urlWant })
  .regex(/^ldaps?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?\/?$/, { error: urlWant });

const dnWant = 'a distinguished name, such as ou=people,dc=contoso,dc=com';
const part = String.raw`[a-zA-Z0-9][\w.-]*=(?:\\.|[^,\\])+`;
const dn = line(500).regex(new RegExp(`^${part}(?:,${part})*$`, 'u'), { error: dnWant });

const attributeWant = 'the name of an attribute, such as mail';
const attribute = z
  .string({ error: attributeWant })
  .regex(/^[a-zA-Z][a-zA-Z0-9-]{0,63}$/, { error: attributeWant });
const attributeList = z
  .array(attribute, { error: 'a list of attributes' })
  .max(20, { error: 'at most 20 attributes' });

const closes = (filter: string): boolean => {
  let depth = 0;
  for (const [index, sign] of [...filter].entries()) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth < 0 || (depth === 0 && index < [...filter].length - 1)) return false;
  }
  return depth === 0;
};

const filterWant =
  'an LDAP filter in parentheses with {username} or {local} in it, such as (uid={local})';
const userFilter = line(1000).refine(
  (filter) =>
    closes(filter) &&
    /\{(?:username|local)\}/.test(filter) &&
    !/[{}]/.test(filter.replace(/\{(?:username|local)\}/g, '')),
  { error: filterWant },
);

type Names = { username: string; name: string[]; otherEmail: string[] };

const attributesOf = ({ username, name, otherEmail }: Names) =>
  z
    .strictObject({
      username: attribute
        .default(username)
        .meta({ description: 'The name people sign in with.', examples: [username] }),
      name: attributeList
        .min(1, { error: 'at least one attribute' })
        .default(name)
        .meta({
          description: 'What people are called; the first that is there.',
          examples: [name],
        }),
      email: attribute
        .default('mail')
        .meta({ description: 'The primary address: notices go there.', examples: ['mail'] }),
      otherEmail: attributeList.default(otherEmail).meta({
        description:
          'Private addresses, for codes. The organisation’s own are never used for that.',
        examples: [['extensionAttribute1']],
      }),
      mobile: attributeList
        .default(['mobile'])
        .meta({ description: 'Mobile numbers, for texts and calls.', examples: [['mobile']] }),
      office: attributeList
        .default(['telephoneNumber'])
        .meta({ description: 'Office numbers, for calls.', examples: [['telephoneNumber']] }),
      locale: attribute
        .default('preferredLanguage')
        .meta({ description: 'The language of letters.', examples: ['preferredLanguage'] }),
    })
    .prefault({})
    .meta({ description: 'Which attribute holds what.' });

const groupExample = 'cn=password-reset,ou=groups,dc=contoso,dc=com';
const groupOf = (description: string) =>
  z
    .strictObject({
      group: dn.meta({ description: 'The group’s distinguished name.', examples: [groupExample] }),
    })
    .optional()
    .meta({ description });

type Defaults = { filter: string; names: Names; base: string };

const ldap = <K extends string>(kind: K, title: string, { filter, names, base }: Defaults) =>
  z
    .strictObject({
      kind: z.literal(kind),
      urls: z
        .array(ldapUrl, { error: 'a list of LDAP servers' })
        .min(1, { error: 'at least one LDAP server' })
        .max(9, { error: 'at most 9 LDAP servers' })
        .meta({
          description:
            'The servers, in the order in which they are tried. The connection is always encrypted and their certificates are checked.',
          examples: [['ldaps://ldap1.contoso.com', 'ldaps://ldap2.contoso.com']],
        }),
      base: dn.meta({ description: 'Below which entry people are.', examples: [base] }),
      userFilter: userFilter.default(filter).meta({
        description:
          'Finds one person: {username} is the name with its domain, {local} what is before the @ of a domain of the organisation.',
        examples: [filter],
      }),
      attributes: attributesOf(names),
      scope: groupOf('Only members of this group, nested ones too, may reset and register.'),
      administrators: groupOf(
        'Members of this group, nested ones too, prove themselves twice, and never by questions.',
      ),
      timeout: whole(1, 60)
        .default(5)
        .meta({ description: 'Seconds to wait for a server.', examples: [5] }),
      connections: whole(1, 50)
        .default(4)
        .meta({ description: 'Most connections that are kept at a time.', examples: [4] }),
    })
    .meta({ title });

const embedded = z
  .strictObject({ kind: z.literal('embedded') })
  .meta({ title: 'The gateway’s own store' });

/** `gateway.directory`. */
export const directory = z
  .discriminatedUnion('kind', [
    embedded,
    ldap('openldap', 'OpenLDAP, or another server with its password policy', {
      filter: '(&(objectClass=inetOrgPerson)(uid={local}))',
      names: { username: 'uid', name: ['displayName', 'cn'], otherEmail: [] },
      base: 'ou=people,dc=contoso,dc=com',
    }),
    ldap('active-directory', 'Active Directory, or Samba', {
      filter: '(&(objectCategory=person)(objectClass=user)(userPrincipalName={username}))',
      names: { username: 'userPrincipalName', name: ['displayName', 'cn'], otherEmail: [] },
      base: 'dc=contoso,dc=com',
    }),
  ])
  .optional()
  .meta({
    description:
      'Where accounts and passwords are; without it, in the gateway’s own store. Its account in an LDAP directory comes from the environment.',
    examples: [{ kind: 'embedded' }],
  });

/** A directory as the tenant file names it, checked. */
export type DirectoryOptions = NonNullable<z.output<typeof directory>>;
/** One that is reached by LDAP. */
export type LdapOptions = Exclude<DirectoryOptions, { kind: 'embedded' }>;
