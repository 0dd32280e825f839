import type { AnswerOf } from '../../backends/protocol/index.ts';
import { form, otherWay } from '../parts/form.ts';
import type { Screen } from '../screen.ts';
import { knowSentences } from '../sentences.ts';
import { msg } from '../words.ts';

knowSentences({
  'wrong-passkey': () =>
    msg('That passkey didn’t work. Try again, or take another way.', { id: 'wrong-passkey' }),
});

/** Whether the browser knows passkeys, and their options and answers as JSON (WebAuthn Level 3, 5.1.8 to 5.1.10). */
export const knowsPasskeys = (): boolean =>
  !!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON;

/** What is about to happen, or why it can't. */
export const passkeyLead = (): string =>
  knowsPasskeys()
    ? msg('Your device asks for your fingerprint, your face or your PIN.', { id: 'passkey-lead' })
    : msg('This browser can’t use passkeys.', { id: 'passkey-unable' });

type Credential = AnswerOf<'use-passkey'>['credential'];

/** A passkey, by the browser's own dialog. Whoever closes it is where they were, and nothing was sent. */
export const usePasskey: Screen<'use-passkey'> = {
  view: (_step, context) => {
    const able = knowsPasskeys();
    return form(context, {
      title: msg('Use your passkey', { id: 'passkey-title' }),
      lead: passkeyLead(),
      submit: able
        ? msg('Use your passkey', { id: 'passkey-title' })
        : msg('Another way', { id: 'other-way' }),
      more: able && otherWay(context),
    });
  },
  read: (_data, { options }) =>
    knowsPasskeys()
      ? async (signal) => {
          try {
            const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
            const found = await navigator.credentials.get({ publicKey, signal });
            const credential: object = (found as PublicKeyCredential).toJSON();
            return { kind: 'use-passkey', credential: credential as Credential };
          } catch {
            return { problem: { code: 'wrong-passkey' } };
          }
        }
      : { kind: 'other-method' },
};
