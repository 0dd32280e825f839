// What OpenLDAP and Active Directory have in common. The kinds differ in how passwords are set and refusals told.
import type { Entry } from 'ldapts';
import {
  ChangeRefused,
  type Directory,
  DirectoryUnavailable,
  type PasswordVerdict,
  type SetResult,
} from '../directory.ts';
import { administratorsOf } from './administrators.ts';
import { type Connection, isRefusal } from './connection.ts';
import { oneSpelling } from './filters.ts';
import { type Bind, hostsOf } from './hosts.ts';
import { type Dialect, type People, peopleOf } from './people.ts';
import { inLine } from './in-line.ts';
import { type Pool, poolOf } from './pool.ts';
import type { LdapSettings } from './settings.ts';
import { withoutMarks, withoutSpaces } from './spelling.ts';
import { evenTrips, type Reader } from './trips.ts';

/** What sets one kind of LDAP directory apart. */
export type Kind = Dialect & {
  /** Tries a password by a bind of its own; throws what isn't an answer to the question. */
  tryPassword(
    bind: (bind: Bind) => Promise<Connection>,
    dn: string,
    password: string,
  ): Promise<PasswordVerdict>;
  /** Whether `jose` and José are two names; true without it. */
  marksCount?(connection: Connection): Promise<boolean>;
  /** Asks the connection what is to be known before a change; it changes nothing. */
  ready?(connection: Connection): Promise<void>;
  /** Sets a password and lifts the lock; refusals of the password are its result, others are thrown. */
  setPassword(
    connection: Connection,
    entry: Entry,
    password: string,
    log: LdapSettings['log'],
  ): Promise<SetResult>;
  unlock(connection: Connection, entry: Entry): Promise<void>;
};

/** A directory that is reached over connections, which can be let go. */
export type LdapDirectory = Directory & { close(): Promise<void> };

const insufficientRights = 50; // RFC 4511, appendix A

// The server answered, and said no to the gateway itself: nothing was changed, and only the operator can mend it. Where
// it's about a right, it may be that of one account alone: the domain keeps its administrators' from everybody.
const refusedBy =
  (log: LdapSettings['log'], changing = false) =>
  async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { code, message: reason } = error;
      log({ level: 'error', message: 'the directory refuses', code, reason });
      throw changing && code === insufficientRights
        ? new ChangeRefused('no right')
        : new DirectoryUnavailable();
    }
  };

// Finding people, and what is one name.
const lookUps = (
  settings: LdapSettings,
  kind: Kind,
  { pool, people }: { pool: Pool; people: People },
): Pick<Directory, 'find' | 'read' | 'oneSpelling'> => {
  const { base, log, scope, administrators } = settings;
  const even = evenTrips(base, 1 + [scope, administrators].filter(Boolean).length);
  const asked = refusedBy(log);
  // The directory is asked the first time.
  let marksCount: boolean | undefined;
  const account = (find: (reader: Reader) => Promise<Entry | undefined>) =>
    asked(
      pool.read(async (connection) => {
        marksCount ??= (await kind.marksCount?.(connection)) ?? true;
        return even(connection, async (reader) => {
          const entry = await find(reader);
          return entry && people.account(reader, entry);
        });
      }),
    );
  return {
    find: (username) => account((reader) => people.byName(reader, username)),
    read: (id) => account((reader) => people.byId(reader, id)),
    oneSpelling: (username) => {
      const name = oneSpelling(withoutSpaces(username), settings);
      return marksCount === false ? withoutMarks(name) : name;
    },
  };
};

/** Opens a directory; it connects when it's first asked. */
export const ldapDirectory = (settings: LdapSettings, kind: Kind): LdapDirectory => {
  const { log, connections, timeout, base } = settings;
  const hosts = hostsOf(settings);
  const pool = poolOf(hosts, connections, timeout);
  const people = peopleOf(settings, kind);
  const administrators = administratorsOf(settings, kind, people);
  const turn = inLine(connections, timeout);
  const asked = refusedBy(log);
  const changed = refusedBy(log, true);
  const change = <T>(id: string, send: (connection: Connection, entry: Entry) => Promise<T>) =>
    changed(
      pool.change(async (connection) => {
        await kind.ready?.(connection);
        const entry = await people.byId(connection, id);
        // An account that was disabled or taken away meanwhile: a new password would open what somebody has shut.
        if (!entry || kind.disabled(entry)) throw new DirectoryUnavailable();
        return entry;
      }, send),
    );
  return {
    ...lookUps(settings, kind, { pool, people }),
    administrators: () => asked(pool.read(administrators)),
    verify: async (id, password) => {
      // With an empty password a bind succeeds as nobody (RFC 4513, section 5.1.2); some servers stop reading at a NUL.
      if (password === '' || password.includes('\0')) return 'wrong';
      const entry = await asked(pool.read((connection) => people.byId(connection, id ?? 'nobody')));
      const dn = entry?.dn ?? `cn=nobody,${base}`;
      const verdict = await turn(() => asked(kind.tryPassword(hosts.connect, dn, password)));
      return entry && !kind.disabled(entry) ? verdict : 'wrong';
    },
    setPassword: async (id, password) =>
      password.includes('\0')
        ? { result: 'rejected', broken: [{ rule: 'characters' }] }
        : change(id, (connection, entry) => kind.setPassword(connection, entry, password, log)),
    unlock: (id) => change(id, (connection, entry) => kind.unlock(connection, entry)),
    check: () =>
      asked(
        pool.read(async ({ client }) => {
          await client.search(base, {
            scope: 'base',
            filter: '(objectClass=*)',
            attributes: ['1.1'],
          });
        }),
      ),
    close: async () => pool.close(),
  };
};
