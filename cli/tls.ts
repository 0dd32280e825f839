// The certificate by which the gateway itself speaks TLS, where no proxy does.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Server } from 'node:http';
import { createSecureContext } from 'node:tls';
import { type Certificate, renew } from '../gateway/server.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { UsageError } from './report-error.ts';
import { setting } from './settings.ts';

const [certName, keyName] = ['KEYTURN_TLS_CERT', 'KEYTURN_TLS_KEY'];

/**
 * The certificate with its chain and its key, in PEM; undefined where a proxy speaks TLS.
 * @throws UsageError where one is missing, or they don't belong together.
 */
export const certificateFrom = (env: NodeJS.ProcessEnv = process.env): Certificate | undefined => {
  const cert = setting(certName, env);
  const key = setting(keyName, env);
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new UsageError(
      `${cert === undefined ? certName : keyName} is missing: TLS needs both the certificate and its key.`,
    );
  try {
    createSecureContext({ cert, key });
    // A key of another kind is taken for another certificate's, and no handshake comes to anything.
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
      throw new Error('foreign');
  } catch {
    // What OpenSSL says of a key is nobody's business.
    throw new UsageError(
      `${certName} and ${keyName}: want a certificate with its chain, and the key that belongs to it without a passphrase, both in PEM.`,
    );
  }
  return { cert, key };
};

type Log = (entry: Record<string, unknown>) => void;

/** Reads the certificate anew at a signal. One that can't be used is logged, and the former one stays. */
export const freshenOn = (signal: NodeJS.Signals, server: Server, log: Log): void =>
  void process.on(signal, () => {
    try {
      const certificate = certificateFrom();
      if (certificate) renew(server, certificate);
      log({ level: 'info', message: 'certificate read anew' });
    } catch (error) {
      log({ level: 'error', message: 'certificate kept', error: (error as Error).message });
    }
  });

/** Whether other machines can reach the gateway though nothing says that a proxy is between. */
export const isReadable = ({ gateway }: Pick<Tenant, 'gateway'>, host: string): boolean =>
  !gateway?.proxies && !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

/** What the log then says. */
export const readable = {
  level: 'warn',
  message: 'without TLS',
  advice:
    'passwords can be read on their way: name the proxies in gateway.proxies, or give KEYTURN_TLS_CERT and KEYTURN_TLS_KEY',
};
