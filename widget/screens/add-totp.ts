import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StepOf } from '../../backends/protocol/index.ts';
import { back, form } from '../parts/form.ts';
import { copy, kept } from '../parts/keep.ts';
import { required, type Screen } from '../screen.ts';
import { msg } from '../words.ts';
import { codeField } from './enter-code.ts';

type Totp = StepOf<'add-totp'>;

// Its light edge, without which readers don't find it, is the picture's own.
const picture = ({ qr: { size, path } }: Totp): TemplateResult => html`
  <svg
    class="kt-qr"
    viewBox="0 0 1 1"
    role="img"
    aria-label=${msg('QR code for your authenticator app', { id: 'qr' })}
  >
    <path d=${path} transform="scale(${1 / size})" />
  </svg>
`;

const groups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

const byHand = ({ secret, uri }: Totp): TemplateResult => html`
  <div>
    <p>${msg('No camera at hand? Type this key into the app:', { id: 'totp-key' })}</p>
    <code class="kt-secret" dir="ltr" translate="no">${groups(secret)}</code>
    <div class="kt-more">
      ${copy(secret, '.kt-secret')}
      ${
        uri.startsWith('otpauth:')
          ? html`<a class="kt-link" href=${uri}>
              ${msg('Open the app on this device', { id: 'totp-open' })}
            </a>`
          : nothing
      }
      ${kept()}
    </div>
  </div>
`;

/** An authenticator app: scanned, opened or typed, and proved by its first code. */
export const addTotp: Screen<'add-totp'> = {
  view: (step, context) =>
    form(context, {
      title: msg('Set up your authenticator app', { id: 'totp-title' }),
      lead: msg('Scan this picture with the app. Then type the code that the app shows.', {
        id: 'totp-scan',
      }),
      body: [picture(step), byHand(step), codeField(context, step.length)],
      submit: msg('Next', { id: 'next' }),
      more: back(context),
    }),
  read: (data) => required(data, 'code', (code) => ({ kind: 'add-totp', code })),
};
