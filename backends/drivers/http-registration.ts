// What only the reminder asks of our protocol, apart so that no page with a flow pays for it.
import type { Driver } from '../driver.ts';
import { maybe, shape, truth, words } from '../guards.ts';
import type { RegistrationReply } from '../protocol/index.ts';

const patience = 10_000; // ms; nobody waits for a reminder

const isRegistrationShape = shape({
  registered: truth,
  reconfirmDue: truth,
  required: maybe(truth),
  enforceFrom: words,
  enforced: maybe(truth),
});
/** Whether `value` is the body of `GET /registration`. */
export const isRegistration = (value: unknown): value is RegistrationReply =>
  isRegistrationShape(value);

/** `GET /registration` of our own protocol. `url` has no closing slash; the token goes in a header and nowhere else. */
export const httpRegistration =
  ({ url }: { url: string }): NonNullable<Driver['registration']> =>
  async (token, signal) => {
    try {
      const response = await fetch(`${url}/registration`, {
        headers: { authorization: `Bearer ${token}` },
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      });
      const body: unknown = await response.json();
      return response.ok && isRegistration(body) ? body : undefined;
    } catch {
      return undefined;
    }
  };
