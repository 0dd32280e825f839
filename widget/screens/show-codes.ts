import { html } from 'lit/html.js';
import { button, form } from '../parts/form.ts';
import { copy, kept, save } from '../parts/keep.ts';
import type { Screen } from '../screen.ts';
import { msg } from '../words.ts';

/** Backup codes, shown this once: to be copied, saved, printed or written down. */
export const showCodes: Screen<'show-codes'> = {
  view: ({ codes }, context) => {
    const title = msg('Your backup codes', { id: 'codes-title' });
    const text = codes.join('\n');
    return form(context, {
      title,
      lead: msg('Each works once. Keep them where only you find them: they aren’t shown again.', {
        id: 'codes-lead',
      }),
      body: html`
        <ul class="kt-codes" dir="ltr" translate="no">
          ${codes.map((code) => html`<li>${code}</li>`)}
        </ul>
        <div class="kt-more">
          ${copy(text, '.kt-codes')}
          ${save(msg('Save as a file', { id: 'codes-save' }), 'backup-codes.txt', `${title} · ${location.host}\n\n${text}\n`)}
          ${button(msg('Print', { id: 'print' }), () => print())} ${kept()}
        </div>
      `,
      submit: msg('I’ve kept them', { id: 'codes-kept' }),
    });
  },
  read: () => ({ kind: 'show-codes' }),
};
