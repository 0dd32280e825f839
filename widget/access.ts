import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FlowKind } from '../backends/protocol/index.ts';
import { type AccessChoice, chooser, offered } from './access-choices.ts';
import { shared } from './config.ts';
import { ConfiguredElement } from './configured.ts';
import { nested } from './nested.ts';
import { msg, speaking } from './words.ts';

/**
 * `<keyturn-access>`: "Can't access your account?". It asks what is the matter, and opens the flow for it in a dialog.
 * @attr look - `button` draws its own link as a button.
 * @attr mode - `inline` opens it in place.
 * @attr choices - Offers these alone: `forgot`, `locked`, `expired`, `phone`, `first`. One alone is opened at once.
 * @slot - A link is kept and taken over, so that it leads to the portal where no script runs.
 */
export class KeyturnAccess extends ConfiguredElement {
  static override readonly observedAttributes = [
    ...ConfiguredElement.observedAttributes,
    'look',
    'mode',
    'choices',
  ];
  #open = false;
  /** What can be chosen since it was opened. */
  #offered: readonly AccessChoice[] = [];
  #flow?: HTMLElement;
  #link: HTMLAnchorElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#link ??= this.querySelector('a:not([slot],[slot] *)');
    this.#link?.addEventListener('click', this.#toggle);
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      const dialog = this.querySelector('dialog');
      if (!this.isConnected) this.#open = false;
      // A dialog that is taken out of the page stays marked as open, and would come back as a plain box.
      if (dialog && !dialog.matches(':modal')) dialog.close();
      this.requestUpdate();
    });
  }

  protected override update(): void {
    if (this.#flow) Object.assign(this.#flow, { locale: this.language });
    super.update();
    const dialog = this.querySelector('dialog');
    if (this.#open && dialog && !dialog.open) dialog.showModal();
    if (this.#isInline()) this.#link?.setAttribute('aria-expanded', String(this.#open));
  }

  protected override view(): TemplateResult {
    return speaking(
      this.words,
      () => html`
        ${this.#link ? nothing : this.#button()} ${this.#isInline() ? this.#panel() : this.#dialog()}
      `,
    );
  }

  #isInline(): boolean {
    return this.getAttribute('mode') === 'inline';
  }

  #button(): TemplateResult {
    const inline = this.#isInline();
    return html`<button
      class="kt-access ${this.getAttribute('look') === 'button' ? 'kt-button' : 'kt-quiet'}"
      type="button"
      aria-haspopup=${inline ? nothing : 'dialog'}
      aria-expanded=${inline ? String(this.#open) : nothing}
      @click=${this.#toggle}
    >
      ${msg('Can’t access your account?', { id: 'access' })}
    </button>`;
  }

  #panel(): TemplateResult | typeof nothing {
    return this.#open ? html`<div class="kt-panel">${this.#content()}</div>` : nothing;
  }

  #dialog(): TemplateResult {
    const label = msg('Get back into your account', { id: 'access-title' });
    const close = msg('Close', { id: 'close' });
    return html`
      <dialog class="kt-dialog" aria-label=${label} @close=${this.#hide}>
        ${this.#open ? this.#content() : nothing}
        <form method="dialog"><button class="kt-close" aria-label=${close}></button></form>
      </dialog>
    `;
  }

  #content(): unknown {
    if (!this.#flow) return chooser(this.#offered, (choice) => this.#choose(choice));
    const back = html`<button class="kt-quiet" type="button" @click=${() => this.#choose()}>
      ${msg('Something else', { id: 'access-other' })}
    </button>`;
    return [this.#flow, this.#offered[1] ? back : nothing];
  }

  /** Opens the flow for a choice, or the chooser; the heading of either takes the focus. */
  #choose(choice?: AccessChoice): void {
    this.#flow = choice && this.#flowFor(choice);
    this.requestUpdate();
    queueMicrotask(() => this.querySelector<HTMLElement>('.kt-title')?.focus());
  }

  #flowFor({ flow, intent, expired }: AccessChoice): HTMLElement {
    const element = Object.assign(nested(this, flow), { intent });
    element.toggleAttribute('expired', expired === true);
    for (const child of this.querySelectorAll(':scope>[slot]'))
      element.append(child.cloneNode(true));
    return element;
  }

  #toggle = (event: MouseEvent): void => {
    // A new tab or window is what the person asked for: the link then leads to the portal.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // A dialog tells late that it was closed.
    this.#open = !this.#isInline() || !this.#open;
    const named = this.getAttribute('choices');
    this.#offered = offered(named ? named.split(/\s+/) : this.settings.choices, this.#flows());
    this.#choose(this.#offered[1] ? undefined : this.#offered[0]);
  };

  // What the driver can't be asked for, the flow itself will report.
  #flows(): readonly FlowKind[] | undefined {
    try {
      return shared.driverFor!(this, this.settings).flows;
    } catch {
      return undefined;
    }
  }

  // The event comes a while after the closing: by then the dialog may be open once more.
  #hide = (event: Event): void => {
    this.#open = (event.target as HTMLDialogElement).open;
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'keyturn-access': KeyturnAccess;
  }
}
