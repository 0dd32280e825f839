import type { Driver } from '../backends/driver.ts';
import type { Intent } from '../backends/protocol/index.ts';
import { configIn, languageOf, shared, spokenOf, type WidgetConfig } from './config.ts';
import { ViewElement } from './element.ts';
import type { WidgetWords } from './words.ts';

const attributes = {
  backend: 'backend',
  locale: 'locale',
  username: 'username',
  intent: 'intent',
  returnTo: 'return-to',
} as const;

/**
 * What every element can be told: text by attributes, the rest by properties; sensible with none.
 * @attr appearance - `light` or `dark`, for a page that doesn't say by `color-scheme` which one it is.
 * @slot header - Stands above the step.
 * @slot links - Stands below the step.
 * @slot footer - Stands below the links.
 */
export abstract class ConfiguredElement extends ViewElement {
  static readonly observedAttributes: readonly string[] = Object.values(attributes);
  /** Base address of a backend that speaks our protocol. Default: the build's. */
  declare backend: string | null;
  /** BCP 47. Default: the nearest `lang`. */
  declare locale: string | null;
  /** Prefills the user name. */
  declare username: string | null;
  /** What the person came for, where the page has said it already. */
  declare intent: Intent | null;
  /** Where to go after success; the backend must allow it. */
  declare returnTo: string | null;
  /** Overrides what the build and the page say; the words of a language one by one. */
  declare config?: WidgetConfig;
  /** A driver of one's own, instead of an address. */
  declare driver?: Driver;
  /**
   * Gives the token of the page's own session, for the backend to know who is there. Asked when it is needed and
   * handed over at once; kept nowhere.
   */
  declare getToken?: () => string | Promise<string>;
  /** @internal Told by late-properties.ts what a page says only now. */
  begin?(): void;
  /** @internal The language around it, where more than the nearest `lang` was looked at. */
  declare around?: string;
  #page: WidgetConfig = {};

  connectedCallback(): void {
    this.#page = { ...this.#page, ...configIn(this) };
    this.attributeChangedCallback();
  }

  override attributeChangedCallback(): void {
    shared.dress?.(this);
    this.requestUpdate();
  }

  /** The language in force. */
  get language(): string {
    return spokenOf(this.settings, this.locale ?? this.around ?? languageOf(this));
  }

  /** @internal What is in force: the build's configuration, the page's, and that of `config`. */
  get settings(): WidgetConfig {
    return shared.merged(shared.config, this.#page, this.config);
  }

  protected get words(): WidgetWords {
    return this.settings.words?.[this.language] ?? {};
  }
}

// Each property is its attribute: what a page wrote and what a program set can't differ.
for (const [property, attribute] of Object.entries(attributes))
  Object.defineProperty(ConfiguredElement.prototype, property, {
    get(this: Element) {
      return this.getAttribute(attribute);
    },
    set(this: Element, value: string | null | undefined) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
