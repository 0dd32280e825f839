// One browser for a test file, and pages that note everything that a page may not do.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch } from '../chromium.ts';

/** A browser for all tests of a file. */
export const useBrowser = (start = launch): (() => Browser) => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await start();
  });
  afterAll(async () => browser?.close());
  return () => browser!;
};

/** What a page did that it may not do. */
export type Faults = { console: string[]; foreign: string[]; policy: string[] };

type Watched = { page: Page; faults: Faults; close: () => Promise<void> };

type Observed = { violations: string[]; shift: number };
declare global {
  // eslint-disable-next-line no-var
  var keyturnObserved: Observed;
}

const observe = (): void => {
  const observed: Observed = { violations: [], shift: 0 };
  globalThis.keyturnObserved = observed;
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
    observed.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      observed.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
};

/** Opens a page in a context of its own; `home` is the only origin that it may talk to. */
export const watchedPage = async (
  browser: Browser,
  home: string,
  options: BrowserContextOptions = {},
): Promise<Watched> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: Faults = { console: [], foreign: [], policy: [] };
  page.on('console', (message) =>
    faults.console.push(`${message.type()}: ${message.text()} ${message.location().url}`),
  );
  page.on('pageerror', (error) => faults.console.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && origin !== home) faults.foreign.push(request.url());
  });
  if (options.javaScriptEnabled !== false) await context.addInitScript(observe);
  return { page, faults, close: () => context.close() };
};

/** Violations of the page's policy, how far things moved by themselves, and whether it is wider than the screen. */
export const measured = (page: Page): Promise<Observed & { overflow: number }> =>
  page.evaluate(() => ({
    ...globalThis.keyturnObserved,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
