// Where a PostgreSQL is, and how the way there is kept safe.
import type { ClientConfig } from 'pg';

/** What reaches a database: `url` is postgres://user:password@host:port/database, `ca` the PEM of its authority. */
export type PostgresSettings = { url: string; ca?: string };

/** An address that can't be used; its message repeats nothing of the password. */
class WrongStore extends Error {
  override readonly name = 'WrongStore';
}

const isLocal = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

const known = new Set(['sslmode', 'options', 'host']);

const parsed = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new WrongStore('want postgres://user:password@host/database');
  const other = [...url.searchParams.keys()].find((name) => !known.has(name));
  if (other !== undefined)
    throw new WrongStore(`${other} isn’t known here: want sslmode, options or host`);
  return url;
};

// What is written without TLS can be read and changed on its way: codes are hashed, but who resets a password isn't.
const tlsFor = (
  { hostname, searchParams }: URL,
  socket: string | undefined,
  ca: string | undefined,
): ClientConfig['ssl'] => {
  const mode = searchParams.get('sslmode') ?? 'verify-full';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (mode === 'disable' && (socket || isLocal(host))) return false;
  if (socket) return false;
  if (mode !== 'verify-full')
    throw new WrongStore(
      `sslmode=${mode} isn’t safe: want verify-full, or disable for a database on this machine`,
    );
  return { ca, rejectUnauthorized: true };
};

/**
 * What a connection is made with. TLS is verified, host name and all; without TLS only a database on this machine is
 * reached, by `sslmode=disable` or a socket's folder in `host`.
 * @throws WrongStore
 */
export const reach = ({ url: text, ca }: PostgresSettings): ClientConfig => {
  const url = parsed(text);
  const socket = url.searchParams.get('host') ?? undefined;
  if (socket !== undefined && !socket.startsWith('/'))
    throw new WrongStore('host in the query is for the folder of a socket');
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!database) throw new WrongStore('the name of the database is missing after the host');
  return {
    host: socket ?? url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || 5432,
    user: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    database,
    options: url.searchParams.get('options') ?? undefined,
    ssl: tlsFor(url, socket, ca),
  };
};
