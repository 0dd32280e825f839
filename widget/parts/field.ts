import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Context } from '../screen.ts';
import { sentenceForField } from '../sentences.ts';
import { msg } from '../words.ts';

export type Field = {
  name: string;
  label: string;
  type?: 'text' | 'password' | 'tel';
  autocomplete?: string;
  inputmode?: 'numeric' | 'tel' | 'email';
  value?: string;
  hint?: string;
  /** User names, codes and numbers read left to right in every language. */
  ltr?: boolean;
  minlength?: number;
  passwordrules?: string;
  onInput?: (value: string) => void;
  /** Something that belongs to the field and stands right under it. */
  below?: unknown;
};

/** What is wrong with a field, by the protocol's word for it. */
export const flawOf = ({ problem }: Context, name: string): string | undefined =>
  name === 'password' && problem?.broken
    ? 'broken'
    : problem?.fields?.find((one) => one.field === name)?.problem;

/** The sentence about a field's flaw, if it has one. */
export const flawed = ({ problem }: Context, id: string, flaw: string | undefined) =>
  flaw
    ? html`<p class="kt-error" id="${id}-error">${sentenceForField(flaw, problem!)}</p>`
    : nothing;

const toggle = (event: Event): void => {
  const button = event.currentTarget as HTMLElement;
  const input = button.parentElement!.querySelector('input')!;
  const shown = input.type === 'text';
  input.type = shown ? 'password' : 'text';
  button.setAttribute('aria-pressed', String(!shown));
};

/** What lets a person read the password in the field beside it. */
export const showButton = (): TemplateResult => html`
  <button class="kt-show" type="button" aria-pressed="false" @click=${toggle}>
    ${msg('Show password', { id: 'show-password' })}
  </button>
`;

/** A labelled input with its hint and its error. The value is never bound: what was typed stays the form's own. */
export const field = (context: Context, given: Field): TemplateResult => {
  const { name, label, type = 'text', hint } = given;
  const id = `${context.id}-${name}`;
  const problem = flawOf(context, name);
  const described = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ');
  return html`
    <div class="kt-field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="kt-hint" id="${id}-hint">${hint}</p>` : nothing}
      <div class="kt-box">
        <input
          class="kt-input"
          id=${id}
          name=${name}
          type=${type}
          required
          autocomplete=${given.autocomplete ?? 'off'}
          autocapitalize="none"
          spellcheck="false"
          inputmode=${given.inputmode ?? nothing}
          dir=${given.ltr ? 'ltr' : nothing}
          minlength=${given.minlength ?? nothing}
          passwordrules=${given.passwordrules ?? nothing}
          value=${given.value ?? nothing}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${described || nothing}
          @input=${(event: Event) => given.onInput?.((event.target as HTMLInputElement).value)}
        />
        ${type === 'password' ? showButton() : nothing}
      </div>
      ${flawed(context, id, problem)}
      ${given.below ?? nothing}
    </div>
  `;
};
