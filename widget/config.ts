import type { TemplateResult } from 'lit/html.js';
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
  /** What `<keyturn-access>` offers where its attribute doesn't say it, by name. Default: all that the backend has. */
  choices?: string[];
  /** In a frame of an origin that `origins` doesn't name, nothing is asked for. */
  knownFramesOnly?: boolean;
};

/** What all elements of one build share; `define.ts` and the embed file each set it once. */
export const shared: {
  config: WidgetConfig;
  /** The driver for an element. @throws TypeError when nothing usable is configured. */
  driverFor?: (element: ConfiguredElement, config: WidgetConfig) => Driver;
  /** Gives an element style, language and direction; absent where the page brings them. */
  dress?: (element: ConfiguredElement) => void;
  /** Puts configurations together, the later ones stronger. */
  merged: (...configs: (WidgetConfig | undefined)[]) => WidgetConfig;
  /** What an element shows instead of any step, where it mustn't ask for anything. */
  instead?: (config: WidgetConfig) => TemplateResult | undefined;
} = { config: {}, merged: (...configs) => Object.assign({}, ...configs) as WidgetConfig };

/** The nearest language of an element, else English. */
export const languageOf = (element: Element): string =>
  element.closest<HTMLElement>('[lang]')?.lang || 'en';

/**
 * The language to speak: the one that is wanted, or its parent (`nl-BE`, `nl_BE` → `nl`), else the first for which
 * there are words. So it is always a language that exists, whatever a page calls its own.
 */
export const spokenOf = ({ words = {} }: WidgetConfig, wanted: string): string => {
  const there = Object.keys(words);
  return [wanted, wanted.split(/[-_]/)[0]!].find((one) => there.includes(one)) ?? there[0] ?? 'en';
};

/** The configuration that a page wrote into the element as JSON, taken out of it. */
export const configIn = (element: Element): WidgetConfig => {
  const script = element.querySelector('script[type="application/json"]');
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
