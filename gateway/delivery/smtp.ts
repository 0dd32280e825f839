import { createTransport } from 'nodemailer';
import { isLatin } from '../../templates/index.ts';
import { sender } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { atOnce, type Send } from './delivery.ts';

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
  const transport = createTransport({
    dkim:
      dkim && dkimKey !== undefined
        ? { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkimKey }
        : undefined,
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
  const { replyTo } = tenant.rollout;
  const domain = tenant.organization.domains[0]!;
  const from = {
    name: tenant.rollout.sender?.name ?? tenant.organization.name,
    address: sender(tenant),
  };
  const send: Send = async ({ id, to, subject, text, html }) => {
    await transport.sendMail({
      from,
      replyTo,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: id && `<${id}@${domain}>`,
      headers: { 'auto-submitted': 'auto-generated' },
      textEncoding: isLatin(text) ? 'quoted-printable' : 'base64',
    });
  };
  return Object.assign(send, { check: () => transport.verify(), close: () => transport.close() });
};
