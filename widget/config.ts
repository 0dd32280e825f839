import type { Driver } from '../backends/driver.ts';
import type { Help } from '../backends/protocol/index.ts';
import type { ConfiguredElement } from './configured.ts';
import type { WidgetWords } from './words.ts';

/** Which backend, with that kind's own options: the tenant file's `backend` section. */
export type BackendChoice = { kind: string } & Record<string, unknown>;

/** What an organisation's build, or a developer, tells the elements. All of it may be left out. */
export type WidgetConfig = {
  backend?: BackendChoice;
  /** Texts by language, then by message id. */
  words?: Record<string, WidgetWords>;
  /** Whom to ask; shown with every failure. */
  help?: Help;
  /** Origins beside the page's own to which a backend's address may lead. */
  origins?: string[];
};

/** What all elements of one build share; `define.ts` and the embed file each set it once. */
export const shared: {
  config: WidgetConfig;
  /** The driver for an element. @throws TypeError when nothing usable is configured. */
  driverFor(element: ConfiguredElement, config: WidgetConfig): Driver;
  /** Brings the style of the forms; absent where the page has it already. */
  adoptStyle?: (element: Element) => void;
} = {
  config: {},
  driverFor: () => {
    throw new TypeError('Keyturn: import keyturn/define, or set shared.driverFor');
  },
};

/** What is in force for an element: the build's configuration, then the page's, then the developer's. */
export const settingsOf = (page: WidgetConfig, given: WidgetConfig | undefined): WidgetConfig => ({
  ...shared.config,
  ...page,
  ...given,
});

/** The nearest language of an element, else English. */
export const languageOf = (element: Element): string =>
  element.closest<HTMLElement>('[lang]')?.lang || 'en';

/** The texts for a language; `nl-BE` is served by `nl`. */
export const wordsIn = ({ words = {} }: WidgetConfig, language: string): WidgetWords =>
  words[language] ?? words[language.split('-')[0]!] ?? {};

/** The configuration that a page wrote into the element as JSON, taken out of it. */
export const configIn = (element: Element): WidgetConfig => {
  const script = element.querySelector(':scope > script[type="application/json"]');
  script?.remove();
  return JSON.parse(script?.textContent || '{}') as WidgetConfig;
};

/** Whether `url` is a web address on this page's own origin or on one of `origins`. */
export const isKnownAddress = (url: string, origins: readonly string[] = []): boolean => {
  // Tabs, line breaks and backslashes are read differently by different parsers: such an address isn't honest.
  if (/[\p{Cc}\\\s]/u.test(url) || !URL.canParse(url, location.href)) return false;
  const { protocol, origin, username, password } = new URL(url, location.href);
  if (!/^https?:$/.test(protocol) || username || password) return false;
  return origin === location.origin || (protocol === 'https:' && origins.includes(origin));
};
