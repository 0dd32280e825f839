import { createHmac } from 'node:crypto';
import ky from 'ky';
import type { Send } from './delivery.ts';

/**
 * Sends texts by a webhook: `POST {to, text}` as JSON. With a secret the body is signed: `keyturn-signature:
 * t=<Unix seconds>,v1=<hex HMAC-SHA-256 of "t.body">`. Anything but 2xx is a failure, and is tried again later.
 */
export const webhook =
  (url: string, secret: string | undefined): Send =>
  async ({ to, text }) => {
    const body = JSON.stringify({ to, text });
    const time = Math.floor(Date.now() / 1000);
    const sign = (key: string): string =>
      createHmac('sha256', key).update(`${time}.${body}`).digest('hex');
    await ky.post(url, {
      body,
      headers: {
        'content-type': 'application/json',
        ...(secret ? { 'keyturn-signature': `t=${time},v1=${sign(secret)}` } : {}),
      },
      timeout: 10_000,
      retry: 0,
      redirect: 'error',
    });
  };
