import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ConfiguredElement } from './configured.ts';
import { msg, speaking } from './words.ts';

/**
 * `<keyturn-access>`: "Can't access your account?". It opens the reset in a dialog and gives the focus back when that
 * closes. A link inside it is kept and taken over, so that it leads to the portal where no script runs.
 */
export class KeyturnAccess extends ConfiguredElement {
  #open = false;
  #link: HTMLAnchorElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#link ??= this.querySelector('a');
    this.#link?.addEventListener('click', this.#show);
  }

  disconnectedCallback(): void {
    this.#link?.removeEventListener('click', this.#show);
    this.#open = false;
    // A dialog that is taken out of the page stays marked as open, and would come back as a plain box.
    this.querySelector('dialog')?.close();
  }

  protected override update(): void {
    super.update();
    const dialog = this.querySelector('dialog')!;
    if (this.#open && !dialog.open) dialog.showModal();
  }

  protected override view(): TemplateResult {
    return speaking(
      this.words,
      () => html`${this.#link ? nothing : this.#button()}${this.#dialog()}`,
    );
  }

  #button(): TemplateResult {
    return html`<button
      class="kt-quiet kt-access"
      type="button"
      aria-haspopup="dialog"
      @click=${this.#show}
    >
      ${msg('Can’t access your account?', { id: 'access' })}
    </button>`;
  }

  #dialog(): TemplateResult {
    const label = msg('Get back into your account', { id: 'access-title' });
    const close = msg('Close', { id: 'close' });
    return html`
      <dialog class="kt-dialog" aria-label=${label} @close=${this.#hide}>
        ${this.#open ? this.#reset() : nothing}
        <form method="dialog"><button class="kt-close" aria-label=${close}></button></form>
      </dialog>
    `;
  }

  #reset(): TemplateResult {
    return html`<keyturn-reset
      locale=${this.language}
      backend=${this.backend ?? nothing}
      username=${this.username ?? nothing}
      return-to=${this.returnTo ?? nothing}
      .driver=${this.driver}
      .config=${this.settings}
    ></keyturn-reset>`;
  }

  #show = (event: MouseEvent): void => {
    // A new tab or window is what the person asked for: the link then leads to the portal.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#open = true;
    this.requestUpdate();
  };

  // The event comes a while after the closing: by then the dialog may be open once more.
  #hide = (): void => {
    this.#open = this.querySelector('dialog')!.open;
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'keyturn-access': KeyturnAccess;
  }
}
