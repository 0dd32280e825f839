import ky, { isHTTPError } from 'ky';
import { NobodyThere, type Outgoing, type Send } from './delivery.ts';
import { signatureHeader, signed } from './signature.ts';

type Way = { url: string; secret: string | undefined; id: string | undefined };

// A message whose receipt was lost is sent again: who knows its key (draft-ietf-httpapi-idempotency-key-header) does it once.
const post = async ({ url, secret, id }: Way, content: object): Promise<void> => {
  const body = JSON.stringify(content);
  await ky.post(url, {
    body,
    headers: {
      'content-type': 'application/json',
      ...(id && { 'idempotency-key': `"${id}"` }),
      ...(secret ? { [signatureHeader]: signed(secret, body) } : {}),
    },
    timeout: 10_000,
    retry: 0,
    redirect: 'error',
  });
};

/**
 * Sends texts by a webhook: `POST {to, text}` as JSON. With a secret the body is signed (see signature.ts). Anything but
 * 2xx is a failure, and is tried again later.
 */
export const webhook =
  (url: string, secret: string | undefined): Send =>
  ({ id, to, text }) =>
    post({ url, secret, id }, { to, text });

/** How calls and notifications go out, and where their answers come in. */
export type ApprovalHook = {
  url: string;
  /** Signs both ways. */
  secret: string;
  /** The backend's public address, without a closing slash. */
  backend: string;
};

// Nobody there: a number that isn't in use, or a person without the app.
const nobodyThere = (error: unknown): boolean =>
  isHTTPError(error) && error.response.status === 404;

/**
 * Asks for an approval by a webhook: `POST {to, locale, text, approval: {url, id}}`, or with `username` in the place of
 * `to` for a notification. The person's answer comes back to `approval.url`, see http/approvals.ts.
 */
export const approvalHook =
  ({ url, secret, backend }: ApprovalHook): Send =>
  async ({ id, to, channel, locale, text, approval: asked }: Outgoing) => {
    const whom = channel === 'push' ? { username: to } : { to };
    const approval = { url: `${backend}/approvals/${asked}`, id: asked };
    try {
      await post({ url, secret, id }, { ...whom, locale, text, approval });
    } catch (error) {
      throw nobodyThere(error) ? new NobodyThere('nobody there') : error;
    }
  };
