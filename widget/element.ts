import { nothing, render, type RenderOptions, type TemplateResult } from 'lit/html.js';

// In plain Node there is no HTMLElement; the classes can still be imported there.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * The ground of our elements: one rendering per burst of changes, into the light DOM. It takes lit's templates without
 * LitElement, which would cost 2.3 KB (brotli) of a 16 KB page for observing properties and for shadow roots that
 * credential forms must not have.
 */
export abstract class ViewElement extends Base {
  /** @internal Where to show it among the page's own children. Default: behind them. */
  declare place?: RenderOptions & { renderBefore: ChildNode };
  #due = false;

  /** What to show now. */
  protected abstract view(): TemplateResult;

  attributeChangedCallback(): void {
    this.requestUpdate();
  }

  /** Shows the element anew, once, when the present task is over. */
  requestUpdate(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.update();
    });
  }

  protected update(): void {
    render(this.view(), this, this.place);
  }

  /** Empties the element, so that what is shown next shares no input with what was there. */
  protected clear(): void {
    render(nothing, this, this.place);
  }
}
