// How the gateway and those who deliver for it know each other: one shared secret, and a time in what is signed.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that carries a signature: `t=<Unix seconds>,v1=<hex HMAC-SHA-256 of "t.body">`. */
export const signatureHeader = 'keyturn-signature';

const freshness = 5 * 60; // seconds that a signature is good for, either way

const macOf = (secret: string, time: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${time}.${body}`).digest();

/** Signs a body, now. */
export const signed = (secret: string, body: string): string => {
  const time = String(Math.floor(Date.now() / 1000));
  return `t=${time},v1=${macOf(secret, time, body).toString('hex')}`;
};

/** Whether this is a signature of this very body by the secret, from the last few minutes. */
export const isSigned = (secret: string, header: string | undefined, body: string): boolean => {
  const [, time = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!given || Math.abs(Date.now() / 1000 - Number(time)) > freshness) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), macOf(secret, time, body));
};
