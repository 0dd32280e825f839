import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RegistrationReply } from '../backends/protocol/index.ts';
import { shared } from './config.ts';
import { ConfiguredElement } from './configured.ts';
import { tell } from './events.ts';
import { nested } from './nested.ts';
import { fill, msg, speaking } from './words.ts';

/** What is on show: nothing, what is to be said, or the registration itself. */
type Shown = 'card' | HTMLElement | undefined;

// Midnight, as a date alone is read, and its name in the same zone: the day that the organisation wrote, wherever read.
const dayOf = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

/**
 * `<keyturn-reminder>`, for the page after sign-in: says, where the backend wants it, that recovery methods have to be
 * registered or looked at. Otherwise, and where the backend can't be asked, it shows nothing and takes no space.
 * "Later" puts it off for as long as the page lives, so it comes back at the next sign-in; nothing is stored.
 */
export class KeyturnReminder extends ConfiguredElement {
  /** Somebody said "later". An application that signs people in and out without a new page sets it back. */
  static putOff = false;
  #shown: Shown;
  #reply?: RegistrationReply;
  #call?: AbortController;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin();
  }

  /** Asks, as soon as the page can say who is there; once, also where the element is moved. */
  override begin(): void {
    if (this.#call || !this.getToken) return;
    this.#call = new AbortController();
    void this.#ask(this.#call.signal);
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#call?.abort();
      this.#call = undefined;
      this.#show(undefined);
    });
  }

  async #ask(signal: AbortSignal): Promise<void> {
    try {
      const driver = shared.driverFor!(this, this.settings);
      if (!driver.registration) return;
      const token = await this.#token();
      const reply = token && (await driver.registration(token, signal));
      if (signal.aborted) return;
      if (reply) this.#judge(reply);
      else tell(this, 'keyturn-problem', { code: token ? 'unreachable' : 'not-signed-in' });
    } catch (error) {
      // A wrong configuration is the developer's to mend; the page goes on.
      reportError(error);
    }
  }

  // A page that can't say who is there has nobody to remind.
  async #token(): Promise<string | undefined> {
    try {
      return await this.getToken?.();
    } catch {
      return undefined;
    }
  }

  #judge(reply: RegistrationReply): void {
    const { registered, reconfirmDue, required } = reply;
    this.#reply = reply;
    if (KeyturnReminder.putOff && !this.#isDue()) return;
    if (reconfirmDue || (!registered && required !== false)) this.#show('card');
  }

  #show(what: Shown): void {
    this.#shown = what;
    this.requestUpdate();
  }

  protected override view(): TemplateResult {
    const shown = this.#shown;
    const isCard = shown === 'card';
    if (shown && !isCard) Object.assign(shown, { locale: this.language });
    // The region is there before its text: only then is it read out.
    return speaking(
      this.words,
      () => html`
        <p class="kt-unseen" role="status">${isCard ? this.#title() : nothing}</p>
        ${isCard ? this.#card() : shown}
      `,
    );
  }

  #title(): string {
    return this.#reply!.registered
      ? msg('Are these still right?', { id: 'reminder-confirm' })
      : msg('Keep your account safe', { id: 'reminder-title' });
  }

  #card(): TemplateResult {
    const { registered } = this.#reply!;
    const lead = registered
      ? msg('Please look at how you get back in when you forget your password.', {
          id: 'reminder-confirm-lead',
        })
      : msg('Set up how you get back in when you forget your password.', { id: 'reminder-lead' });
    return html`
      <section class="kt-form kt-card" aria-label=${this.#title()}>
        <h2 class="kt-title">${this.#title()}</h2>
        <p class="kt-lead">${lead} ${this.#deadline()}</p>
        <div class="kt-actions">
          <button class="kt-button" type="button" @click=${() => this.#show(nested(this, 'register'))}>
            ${msg('Verify now', { id: 'verify-now' })}
          </button>
          ${this.#isDue() ? nothing : this.#later()}
        </div>
      </section>
    `;
  }

  #later(): TemplateResult {
    return html`
      <button class="kt-quiet" type="button" @click=${this.#putOff}>
        ${msg('Later', { id: 'later' })}
      </button>
    `;
  }

  #putOff = (): void => {
    KeyturnReminder.putOff = true;
    this.#show(undefined);
  };

  #isDue(): boolean {
    const { enforced, enforceFrom } = this.#reply!;
    return enforced === true || Date.parse(enforceFrom!) <= Date.now();
  }

  #deadline(): string {
    const { enforceFrom } = this.#reply!;
    return this.#isDue() || Number.isNaN(Date.parse(enforceFrom!))
      ? ''
      : fill(msg('From {date} you can’t put this off any more.', { id: 'reminder-deadline' }), {
          date: dayOf(enforceFrom!, this.language),
        });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'keyturn-reminder': KeyturnReminder;
  }
}
