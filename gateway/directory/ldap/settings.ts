// What an LDAP directory is opened with: the tenant file's part, and the environment's secrets.

/** Which attribute holds what. A list is read in its order. */
export type AttributeNames = {
  username: string;
  name: string[];
  /** The primary address: notices go there. */
  email: string;
  /** Addresses that can be read by who can't sign in. */
  otherEmail: string[];
  mobile: string[];
  office: string[];
  locale: string;
};

/** Everything that an LDAP directory is opened with. */
export type LdapSettings = {
  /** `ldaps:`, or `ldap:` with StartTLS; tried in this order. */
  urls: readonly string[];
  /** Where people are searched for, below and at. */
  base: string;
  /** Finds one person: `{username}` is the whole name, `{local}` what is before the @ of a domain of ours. */
  userFilter: string;
  attributes: AttributeNames;
  /** The group whose members may reset, nested ones too; without it everybody may. */
  scope?: { group: string };
  /** The group whose members are administrators, nested ones too. */
  administrators?: { group: string };
  /** The account of the gateway. */
  user: string;
  password: string;
  /** PEM certificates to trust instead of the system's. */
  ca?: string;
  /** Milliseconds that a connection, or one answer, may take. */
  timeout: number;
  /** Greatest number of connections at a time. */
  connections: number;
  /** The organisation's domains, and the country of numbers without one. */
  domains: readonly string[];
  countryCode?: string;
  /** One line of the operator's log; never a secret. */
  log: (entry: Record<string, unknown>) => void;
};
