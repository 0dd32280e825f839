import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Context } from '../screen.ts';
import { flawed, flawOf } from './field.ts';

export type Select = {
  name: string;
  label: string;
  options: readonly { value: string; label?: string }[];
  /** The value that is chosen at first. */
  chosen?: string;
  autocomplete?: 'tel-country-code';
};

/** A labelled list to choose from, with what is wrong with the choice. */
export const select = (
  context: Context,
  { name, label, options, chosen, autocomplete }: Select,
): TemplateResult => {
  const id = `${context.id}-${name}`;
  const flaw = flawOf(context, name);
  return html`
    <div class="kt-field">
      <label for=${id}>${label}</label>
      <select
        class="kt-input"
        id=${id}
        name=${name}
        autocomplete=${autocomplete ?? nothing}
        aria-invalid=${flaw ? 'true' : nothing}
        aria-describedby=${flaw ? `${id}-error` : nothing}
      >
        ${options.map(
          (one) =>
            html`<option value=${one.value} ?selected=${one.value === chosen}>${one.label}</option>`,
        )}
      </select>
      ${flawed(context, id, flaw)}
    </div>
  `;
};
