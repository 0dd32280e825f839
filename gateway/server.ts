// Node's HTTP server, with or without TLS: begun, kept fresh, stopped.
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';

/** A certificate with its chain, and its key, in PEM. */
export type Certificate = { cert: string; key: string };

/** Puts an app, or what listens itself, behind Node's HTTP server, with time limits for slow and silent clients; behind TLS with a certificate. */
export const listen = (
  app: { fetch: Parameters<typeof getRequestListener>[0] } | RequestListener,
  port: number,
  host?: string,
  certificate?: Certificate,
): Promise<Server> =>
  new Promise((resolve, reject) => {
    const limits = { requestTimeout: 15_000, headersTimeout: 10_000, keepAliveTimeout: 10_000 };
    const listener = typeof app === 'function' ? app : getRequestListener(app.fetch);
    const server = certificate
      ? createTlsServer({ ...limits, ...certificate, handshakeTimeout: 10_000 }, listener)
      : createServer(limits, listener);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });

/** Goes on with a renewed certificate; connections that stand keep the former one. */
export const renew = (server: Server, certificate: Certificate): void => {
  if (server instanceof TlsServer) server.setSecureContext(certificate);
};

/** Stops a server: no new connections, and those under way are finished. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A connection that is busy now is idle later, and would be kept for another call that never comes.
    const timer = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
