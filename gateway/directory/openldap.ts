// OpenLDAP, and other servers that keep its password policy (draft-behera-ldap-password-policy-10).
import {
  Attribute,
  BerWriter,
  Change,
  Control,
  type Entry,
  PasswordPolicyControl,
  PasswordPolicyError,
} from 'ldapts';
import type { BrokenRule } from '../../backends/protocol/index.ts';
import { ChangeRefused } from './directory.ts';
import { type Connection, isRefusal, isWrongBind } from './ldap/connection.ts';
import { valueOf } from './ldap/entry.ts';
import { equals } from './ldap/filters.ts';
import { byWalking } from './ldap/groups.ts';
import { type Kind, type LdapDirectory, ldapDirectory } from './ldap/ldap-directory.ts';
import type { LdapSettings } from './ldap/settings.ts';

const passwordModify = '1.3.6.1.4.1.4203.1.11.1'; // RFC 3062

/** The request of RFC 3062, section 2: whose password, and which. The old one isn't ours to know. */
const modifyRequest = (dn: string, password: string): Buffer => {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeString(dn, 0x80);
  writer.writeString(password, 0x82);
  writer.endSequence();
  return writer.buffer;
};

const without = (type: string): Change =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values: [] }) });

const rules: Partial<Record<number, BrokenRule['rule']>> = {
  [PasswordPolicyError.PasswordTooShort]: 'min-length',
  [PasswordPolicyError.PasswordInHistory]: 'history',
};

const constraintViolation = 19;
const undefinedType = 17;

// An administrator's lock for good: it isn't the policy's, and nobody but an administrator lifts it (draft-behera, 5.3.3).
const lockedForGood = '000001010000Z';

// `20261121112603Z`, with or without a fraction (RFC 4517, section 3.3.13), as Unix ms.
const timeOf = (text: string | undefined): number | undefined => {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?/.exec(text ?? '');
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
};

const disabled = (entry: Entry): boolean => {
  const now = Date.now();
  return (
    valueOf(entry, 'pwdAccountLockedTime') === lockedForGood ||
    valueOf(entry, 'nsAccountLock')?.toLowerCase() === 'true' ||
    (timeOf(valueOf(entry, 'pwdStartTime')) ?? 0) > now ||
    (timeOf(valueOf(entry, 'pwdEndTime')) ?? Infinity) < now
  );
};

const tryPassword: Kind['tryPassword'] = async (bind, dn, password) => {
  const policy = new PasswordPolicyControl();
  try {
    const connection = await bind({ user: dn, password, controls: [policy] });
    connection.close();
    return policy.value?.error === PasswordPolicyError.ChangeAfterReset ? 'expired' : 'right';
  } catch (error) {
    if (!isWrongBind(error)) throw error;
    // Told only to who knows the password that has expired.
    return policy.value?.error === PasswordPolicyError.PasswordExpired ? 'expired' : 'wrong';
  }
};

// A change by another hand counts as an administrator's, who doesn't choose for people; here they chose themselves. The
// password is set by now: a server that keeps the mark to itself makes them choose once more, and no worse.
const takeMark = async (
  { client }: Connection,
  entry: Entry,
  log: LdapSettings['log'],
): Promise<void> => {
  if (valueOf(entry, 'pwdReset')?.toUpperCase() !== 'TRUE') return;
  try {
    await client.modify(entry.dn, without('pwdReset'));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log({ level: 'warning', message: 'pwdReset can’t be taken off', reason: error.message });
  }
};

const setPassword: Kind['setPassword'] = async (connection, entry, password, log) => {
  const policy = new PasswordPolicyControl();
  try {
    await connection.client.exop(passwordModify, modifyRequest(entry.dn, password), policy);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (policy.value?.error === PasswordPolicyError.PasswordTooYoung)
      throw new ChangeRefused('too young');
    if (error.code !== constraintViolation) throw error;
    const rule = rules[policy.value?.error ?? -1] ?? 'directory';
    return { result: 'rejected', broken: [{ rule }] };
  }
  await takeMark(connection, entry, log);
  return { result: 'done' };
};

const relax = '1.3.6.1.4.1.4203.666.5.12'; // draft-zeilenga-ldap-relax

// The failures that led to the lock stay with the entry, and the next slip would lock it again. They're the server's own:
// taking them off wants the right to manage them, which not every organisation gives.
const forgetFailures = async ({ client }: Connection, dn: string): Promise<void> => {
  try {
    await client.modify(dn, without('pwdFailureTime'), new Control(relax, { critical: true }));
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
};

const unlock: Kind['unlock'] = async (connection, { dn }) => {
  try {
    await connection.client.modify(dn, without('pwdAccountLockedTime'));
  } catch (error) {
    // A server without a password policy locks nobody.
    if (!isRefusal(error) || error.code !== undefinedType) throw error;
    return;
  }
  await forgetFailures(connection, dn);
};

const kind: Kind = {
  attributes: [
    'entryUUID',
    'pwdAccountLockedTime',
    'pwdReset',
    'pwdStartTime',
    'pwdEndTime',
    'nsAccountLock',
  ],
  binary: [],
  idOf: (entry) => valueOf(entry, 'entryUUID') ?? entry.dn,
  byId: (id) => equals('entryUUID', id),
  disabled,
  administrator: () => false,
  isIn: byWalking,
  tryPassword,
  setPassword,
  unlock,
};

/** Opens an OpenLDAP directory; it connects when it's first asked. */
export const openldapDirectory = (settings: LdapSettings): LdapDirectory =>
  ldapDirectory(settings, kind);
