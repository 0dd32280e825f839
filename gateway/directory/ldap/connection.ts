// One connection to one host, with TLS that is verified, bound as one name.
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { Client, type Control, ResultCodeError } from 'ldapts';

/** Where to connect, and as whom. */
export type Target = {
  url: string;
  user: string;
  password: string;
  ca?: string;
  /** Milliseconds. */
  timeout: number;
  controls?: Control[];
};

/** A connection that is open and bound. */
export type Connection = {
  client: Client;
  url: string;
  /** When it was opened (Unix ms). */
  since: number;
  /** Whether it can still be used. Once it can't, it never can again. */
  alive: () => boolean;
  close: () => void;
};

/** An answer of the server that says no; its code is RFC 4511's, section 4.1.9. */
export const isRefusal = (error: unknown): error is ResultCodeError =>
  error instanceof ResultCodeError;

/** A bind that is refused for what was bound with, and not for how: no such entry, or not this password. */
export const isWrongBind = (error: unknown): error is ResultCodeError =>
  isRefusal(error) && [19, 32, 48, 49, 53].includes(error.code);

const tlsOptions = (url: string, ca: string | undefined): ConnectionOptions => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  // A host's name is what its certificate is held against; SNI takes no addresses (RFC 6066, section 3).
  return { host, ca, minVersion: 'TLSv1.2', servername: isIP(host) ? undefined : host };
};

// The library connects anew when a connection has closed, unbound and, after StartTLS, without TLS: a password would go
// over the wire in the clear. A socket is therefore handed out once.
type Sockets = {
  once: <T extends Socket>(make: () => T) => T;
  destroy: () => void;
  alive: () => boolean;
};

const onceOnly = (): Sockets => {
  const made: Socket[] = [];
  let closed = false;
  return {
    once: (make) => {
      if (closed || made.length > 0) throw new Error('The connection was closed.');
      const socket = make();
      socket.once('close', () => (closed = true));
      made.push(socket);
      return socket;
    },
    destroy: () => {
      closed = true;
      for (const socket of made) socket.destroy();
    },
    alive: () => !closed,
  };
};

// The library has no time limit for the handshake after StartTLS.
const within = async <T>(work: Promise<T>, timeout: number, url: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${url} takes too long`)), timeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
};

/**
 * Opens a connection and binds.
 * @throws ResultCodeError for a bind that is refused; any other error for a host that can't be reached or trusted.
 */
export const connect = async (target: Target): Promise<Connection> => {
  const { url, ca, user, password, timeout, controls } = target;
  // A bind without a password succeeds as nobody (RFC 4513, section 5.1.2), whoever's name is with it.
  if (password === '') throw new Error('No bind without a password.');
  const sockets = onceOnly();
  const secure = url.startsWith('ldaps:');
  const client = new Client({
    url,
    timeout,
    connectTimeout: timeout,
    strictDN: false,
    ...(secure && { tlsOptions: tlsOptions(url, ca) }),
    createConnection: ((port: number, host: string) =>
      sockets.once(() => connectPlain(port, host))) as typeof connectPlain,
    ...(secure && {
      createSecureConnection: ((port: number, host: string, options: ConnectionOptions) =>
        sockets.once(() => connectTls(port, host, options))) as typeof connectTls,
    }),
  });
  const open = async (): Promise<void> => {
    // A fresh object: the library writes the socket into it.
    if (!secure) await client.startTLS(tlsOptions(url, ca));
    await client.bind(user, password, controls);
  };
  try {
    await within(open(), timeout, url);
  } catch (error) {
    sockets.destroy();
    throw error;
  }
  return { client, url, since: Date.now(), alive: sockets.alive, close: sockets.destroy };
};
