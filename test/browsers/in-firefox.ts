// Firefox with a profile of its own, and the door to its inside where its password manager is.
import { launch, type Browser } from 'puppeteer-core';
import type { Hands } from './hands.ts';

// Nothing is asked of its maker's services, and its password manager does what it does for everybody.
const prefs = {
  'signon.autofillForms': true,
  'signon.rememberSignons': true,
  'remote.prefs.recommended': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': '',
};

/** A script for the browser's own window; its value comes back. */
export type Inside = <T>(expression: string) => Promise<T>;

/** The browser's inside, and the person in front of it. */
export type InFirefox = { hands: Hands; inside: Inside };

type Evaluated =
  | { type: 'success'; result: { value?: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };

// Puppeteer has no words of its own for Firefox's inside: this is the protocol's (WebDriver BiDi, `moz:scope`).
type Connection = { send(method: string, params: object): Promise<{ result: unknown }> };

const insideOf = async (browser: Browser): Promise<Inside> => {
  const { connection } = browser as unknown as { connection: Connection };
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = (result as { contexts: { context: string }[] }).contexts;
  return async <T>(expression: string): Promise<T> => {
    const { result } = await connection.send('script.evaluate', {
      expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
      target: { context: window!.context },
      awaitPromise: true,
    });
    const evaluated = result as Evaluated;
    if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
    return JSON.parse(evaluated.result.value!) as T;
  };
};

/** Starts it. */
export const startFirefox = async (executablePath: string): Promise<InFirefox> => {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: prefs,
    timeout: 120_000,
  });
  const page = await browser.newPage();
  const heard: string[] = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${String(error)}`));
  return {
    inside: await insideOf(browser),
    hands: {
      open: async (url) => void (await page.goto(url)),
      read: async <T>(expression: string) => (await page.evaluate(expression)) as T,
      type: (text) => page.keyboard.type(text),
      press: (key) => page.keyboard.press(key),
      console: async () => heard,
      close: () => browser.close(),
    },
  };
};
