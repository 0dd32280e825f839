import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import { sender } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { atOnce, type Send } from './delivery.ts';
import { mailOf } from './mime.ts';

/** Where mail goes out. `url` is smtps://host:port, or smtp://host:port where STARTTLS is then insisted on. */
export type SmtpSettings = {
  url: string;
  user?: string;
  password?: string;
  ca?: string;
  /** An RSA key in PEM, where the tenant file says that mails are signed. */
  dkimKey?: string;
};

const isLocal = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

/**
 * Sends mail by SMTP, over verified TLS. A server on this very machine may do without: its mail doesn't travel.
 * Addresses are handed over as objects and never parsed from text, so one address can't become two.
 */
export const smtp = (
  { url, user, password, ca, dkimKey }: SmtpSettings,
  tenant: Tenant,
): Send & { close(): void } => {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const { dkim } = tenant.gateway ?? {};
  const signing =
    dkim && dkimKey !== undefined
      ? { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkimKey }
      : undefined;
  const transport = createTransport({
    dkim: signing,
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !isLocal(host),
    pool: true,
    maxConnections: atOnce,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: ca === undefined ? undefined : { ca },
    auth: user === undefined ? undefined : { user, pass: password },
  });
  // What nobody signs goes out in one piece, and through no stream that would look after its last line.
  if (!signing)
    transport.use('stream', ({ data, message }, done) => {
      message.createReadStream = () => new PassThrough().end(data.raw);
      done();
    });
  const { replyTo } = tenant.rollout;
  const domain = tenant.organization.domains[0]!;
  const from = {
    name: tenant.rollout.sender?.name ?? tenant.organization.name,
    address: sender(tenant),
  };
  const send: Send = async ({ id, to: address, subject, text, html }) => {
    const to = { name: '', address };
    const messageId = `<${id ?? randomUUID()}@${domain}>`;
    const headers = {
      from,
      to,
      replyTo,
      'message-id': messageId,
      'auto-submitted': 'auto-generated',
    };
    const raw = mailOf({ subject, text, html }, headers);
    await transport.sendMail({ envelope: { from, to }, messageId, raw });
  };
  return Object.assign(send, { check: () => transport.verify(), close: () => transport.close() });
};
