import type { AnswerOf } from '../../backends/protocol/index.ts';
import { back, form } from '../parts/form.ts';
import type { Screen } from '../screen.ts';
import { knowSentences } from '../sentences.ts';
import { msg } from '../words.ts';
import { knowsPasskeys, passkeyLead } from './use-passkey.ts';

knowSentences({
  'known-passkey': () =>
    msg('There is a passkey for this account on this device already.', { id: 'known-passkey' }),
});

type Options = PublicKeyCredentialCreationOptionsJSON;
type Credential = AnswerOf<'add-passkey'>['credential'];

// WebAuthn Level 3, 5.1.3: the device holds one of those that must not be made twice.
const isKnown = (error: unknown): boolean => (error as Error).name === 'InvalidStateError';

/** A new passkey, made in the browser's own dialog. */
export const addPasskey: Screen<'add-passkey'> = {
  view: (_step, context) => {
    const title = msg('Add a passkey', { id: 'add-passkey' });
    return form(context, {
      title,
      lead: passkeyLead(),
      submit: knowsPasskeys() ? title : msg('Back', { id: 'back' }),
      more: knowsPasskeys() && back(context),
    });
  },
  read: (_data, { options }) =>
    knowsPasskeys()
      ? async (signal) => {
          try {
            const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
              options as object as Options,
            );
            const made = await navigator.credentials.create({ publicKey, signal });
            const credential: object = (made as PublicKeyCredential).toJSON();
            return { kind: 'add-passkey', credential: credential as Credential };
          } catch (error) {
            return { problem: { code: isKnown(error) ? 'known-passkey' : 'wrong-passkey' } };
          }
        }
      : { kind: 'back' },
};
