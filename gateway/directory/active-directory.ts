// Active Directory, and Samba as its domain controller.
import { Attribute, BerWriter, Change, Control, type Entry } from 'ldapts';
import type { BrokenRule } from '../../backends/protocol/index.ts';
import type { PasswordVerdict, SetResult } from './directory.ts';
import { type Connection, isRefusal, isWrongBind } from './ldap/connection.ts';
import { valueOf } from './ldap/entry.ts';
import { equals } from './ldap/filters.ts';
import { byChain } from './ldap/groups.ts';
import { type Kind, type LdapDirectory, ldapDirectory } from './ldap/ldap-directory.ts';
import type { LdapSettings } from './ldap/settings.ts';

// LDAP_SERVER_POLICY_HINTS_OID, and its number before Windows Server 2012 ([MS-ADTS] 3.1.1.3.4.1.27).
const policyHints = ['1.2.840.113556.1.4.2239', '1.2.840.113556.1.4.2066'];

/** Holds a password that is set for somebody against their former ones, as one that they change themselves. */
class PolicyHints extends Control {
  override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(1);
    value.endSequence();
    writer.writeBuffer(value.buffer, 0x04);
  }
}

// Which of the two each connection's server knows; that doesn't change while the connection lasts.
const hintsOf = new WeakMap<Connection, string | undefined>();

const ready = async (connection: Connection): Promise<void> => {
  if (hintsOf.has(connection)) return;
  const attributes = ['supportedControl'];
  const { searchEntries } = await connection.client.search('', { scope: 'base', attributes });
  const known = new Set([searchEntries[0]?.supportedControl].flat());
  hintsOf.set(
    connection,
    policyHints.find((one) => known.has(one)),
  );
};

// Windows takes no notice of marks, Samba does; and Samba alone says who made it.
const marksCount = async ({ client }: Connection): Promise<boolean> => {
  const attributes = ['vendorName'];
  const { searchEntries } = await client.search('', { scope: 'base', attributes });
  return /samba/i.test(String(searchEntries[0]?.vendorName ?? ''));
};

const replace = (type: string, value: string | Buffer): Change =>
  new Change({
    operation: 'replace',
    modification: new Attribute({ type, values: [value] as string[] | Buffer[] }),
  });

// [MS-ADTS] 3.1.1.3.1.5: in quotation marks, as UTF-16, the low byte first.
const quoted = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le');

// What a bind is refused for (Windows error codes in the text's `data …`). Expired and to be changed (532, 773) are told,
// as are hours and workstations (530, 531), only to who knows the password.
const verdicts: Record<string, PasswordVerdict> = {
  532: 'expired',
  773: 'expired',
  530: 'right',
  531: 'right',
};

const tryPassword: Kind['tryPassword'] = async (bind, dn, password) => {
  try {
    (await bind({ user: dn, password })).close();
    return 'right';
  } catch (error) {
    if (!isWrongBind(error)) throw error;
    return verdicts[/\bdata ([0-9a-f]+)/i.exec(error.message)?.[1] ?? ''] ?? 'wrong';
  }
};

// ERROR_PASSWORD_RESTRICTION. Windows says no more than that; Samba says which rule.
const restriction = /^0*52d\b/i;

const brokenIn = (message: string): BrokenRule => {
  const length = /too short\D*(\d+)/i.exec(message);
  if (length) return { rule: 'min-length', need: Number(length[1]) };
  if (/in history/i.test(message)) return { rule: 'history' };
  // Three of the kinds of signs (the vendor's "Password must meet complexity requirements").
  if (/complexity/i.test(message)) return { rule: 'classes', need: 3 };
  return { rule: 'directory' };
};

// One operation, so that nobody is ever left with a new password and an old lock.
const setPassword = async (
  connection: Connection,
  { dn }: Entry,
  password: string,
): Promise<SetResult> => {
  const hints = hintsOf.get(connection);
  const changes = [replace('unicodePwd', quoted(password)), replace('lockoutTime', '0')];
  try {
    await connection.client.modify(
      dn,
      changes,
      hints ? [new PolicyHints(hints, { critical: true })] : [],
    );
    return { result: 'done' };
  } catch (error) {
    if (!isRefusal(error) || !restriction.test(error.message)) throw error;
    return { result: 'rejected', broken: [brokenIn(error.message)] };
  }
};

const disabledFlag = 0x2; // ADS_UF_ACCOUNTDISABLE of userAccountControl

// 100 ns since 1601 as Unix ms; zero and the greatest number mean never ([MS-ADA1] 2.3).
const expiryOf = (text: string | undefined): number => {
  const ticks = BigInt(text ?? '0');
  return ticks === 0n || ticks === 0x7fff_ffff_ffff_ffffn
    ? Infinity
    : Number(ticks / 10_000n) - 11_644_473_600_000;
};

const nobody = '0'.repeat(32);

const kind: Kind = {
  attributes: ['objectGUID', 'userAccountControl', 'accountExpires', 'adminCount'],
  binary: ['objectGUID'],
  idOf: (entry) => (entry.objectGUID as Buffer).toString('hex'),
  // Sixteen bytes; what isn't is nobody's.
  byId: (id) => equals('objectGUID', Buffer.from(/^[0-9a-f]{32}$/.test(id) ? id : nobody, 'hex')),
  disabled: (entry) =>
    (Number(valueOf(entry, 'userAccountControl') ?? disabledFlag) & disabledFlag) !== 0 ||
    expiryOf(valueOf(entry, 'accountExpires')) < Date.now(),
  // Set by the domain on members of its protected groups (AdminSDHolder).
  administrator: (entry) => valueOf(entry, 'adminCount') === '1',
  administrators: equals('adminCount', '1'),
  isIn: byChain,
  tryPassword,
  marksCount,
  ready,
  setPassword,
  unlock: async ({ client }, { dn }) => client.modify(dn, replace('lockoutTime', '0')),
};

/** Opens an Active Directory; it connects when it's first asked. */
export const activeDirectory = (settings: LdapSettings): LdapDirectory =>
  ldapDirectory(settings, kind);
