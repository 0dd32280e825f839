import type { Screen } from '../screen.ts';

/** What WebOTP gives; TypeScript doesn't know it yet. */
type Otp = { code: string };

/**
 * Where a browser can read a text message that names this host (WebOTP), it fills the code in; the person sends it. Where
 * it can't, or isn't allowed to, nothing happens.
 */
export const readText: Screen<'enter-code'>['shown'] = ({ method }, element, signal) => {
  if (method !== 'sms') return;
  const options: object = { otp: { transport: ['sms'] }, signal };
  const take = (found: unknown): void => {
    element.querySelector<HTMLInputElement>('[name=code]')!.value = (found as Otp).code;
  };
  navigator.credentials
    ?.get(options)
    .then(take)
    .catch(() => {});
};
