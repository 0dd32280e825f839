// A mail server of our own, on this machine, that keeps what it's given.
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Received = { from: string; to: string[]; raw: Buffer };

export type MailServer = { got: Received[]; port: number; close(): Promise<void> };

/** Options of a server that takes mail in the clear, without a login. */
const plain: SMTPServerOptions = { disabledCommands: ['STARTTLS', 'AUTH'] };

/** Starts a mail server on a free port of loopback. */
export const startMailServer = async (options: SMTPServerOptions = plain): Promise<MailServer> => {
  const got: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onAuth: ({ username = '' }, _session, done) => done(null, { user: username }),
    ...options,
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      const from = mailFrom ? mailFrom.address : '';
      const keep = (raw: Buffer): void => {
        got.push({ from, to: rcptTo.map(({ address }) => address), raw });
        done();
      };
      buffer(stream).then(keep, done);
    },
  });
  // A client that turns away from our certificate is what one test is about.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { got, port, close: () => new Promise((resolve) => server.close(() => resolve())) };
};
