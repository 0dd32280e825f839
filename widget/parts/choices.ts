import { html, nothing, type TemplateResult } from 'lit/html.js';

/** One thing to choose; `more` is shown beside it while it is the chosen one. */
export type Choice = { value: string; label: string; hint?: string; more?: unknown };

/** A list of choices, the first one chosen. The legend says to screen readers what the heading says to the eye. */
export const choices = (
  name: string,
  legend: string,
  list: readonly Choice[],
): TemplateResult => html`
  <fieldset class="kt-choices">
    <legend class="kt-unseen">${legend}</legend>
    ${list.map(
      ({ value, label, hint, more }, index) => html`
        <label class="kt-choice">
          <input type="radio" name=${name} value=${value} ?checked=${index === 0} />
          <span><b>${label}</b>${hint ? html`<small>${hint}</small>` : nothing}</span>
        </label>
        ${more ? html`<div class="kt-confirm">${more}</div>` : nothing}
      `,
    )}
  </fieldset>
`;
