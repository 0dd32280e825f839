import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Help } from '../../backends/protocol/index.ts';
import { fill, msg } from '../words.ts';

const link = (href: string, text: string): TemplateResult =>
  html`<li><a class="kt-link" href=${href} dir="ltr">${text}</a></li>`;

const page = (url: string): TemplateResult => html`
  <li>
    <a class="kt-link" href=${url} target="_blank" rel="noopener noreferrer">
      ${msg('Open the help page (new tab)', { id: 'help-page' })}
    </a>
  </li>
`;

// As the portal's pages dial (tenant/addresses.ts): an extension is no part of the number.
const dialled = (phone: string): string =>
  `tel:${phone.replace(/ ?(x|ext\.?) ?/i, ';ext=').replace(/[^+\d;=a-z]/g, '')}`;

const isWeb = (url: string): boolean => /^https?:/i.test(url);

/** Whom to ask, and the code that tells them what happened. */
export const helpCard = (help: Help | undefined, supportCode?: string): TemplateResult => html`
  <div class="kt-help">
    <h3>${help?.name ?? msg('Ask your help desk', { id: 'help-desk' })}</h3>
    <ul>
      ${help?.phone ? link(dialled(help.phone), help.phone) : nothing}
      ${help?.email ? link(`mailto:${help.email}`, help.email) : nothing}
      ${help?.url && isWeb(help.url) ? page(help.url) : nothing}
    </ul>
    ${help?.hours ? html`<p>${help.hours}</p>` : nothing}
    ${
      supportCode
        ? html`<p translate="no">
            ${fill(msg('Support code: {code}', { id: 'support-code' }), { code: supportCode })}
          </p>`
        : nothing
    }
  </div>
`;
