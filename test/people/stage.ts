// One page of one browser, on which every scene is played and looked at in every way.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Locale, languages } from '../../locales/index.ts';
import { useBrowser } from '../e2e/browser.ts';
import { type Published, usePublished } from '../e2e/published.ts';
import { actBackend, type Backend } from './backend.ts';
import { launchWithFonts } from './fonts.ts';
import { type Answer, type Flow, scenesIn } from './scenes.ts';

/** A way of looking at a page: its size in CSS pixels, the size of text in percent, what the person's system wishes. */
export type Look = {
  width?: number;
  height?: number;
  text?: number;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active' | 'none';
};

/** The sign-in page of an application, which the tenant lets in. */
const host = 'https://login.contoso.com';

// Nothing is dropped or loaded late on it, so that pictures of it are the same each time.
const hostPage = (locale: Locale, markup: string, script: string): string => `<!doctype html>
<html lang="${locale}" dir="${languages[locale].dir}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Contoso</title>
    <style>:root { color-scheme: light dark } body { margin: 1rem; background: Canvas; font: 1rem/1.5 sans-serif }</style>
  </head>
  <body>
    <main><h1>Contoso</h1>${markup}</main>
    <script type="module">
      import '${script}';
      const reminder = document.querySelector('keyturn-reminder');
      if (reminder) reminder.getToken = () => 'a token';
    </script>
  </body>
</html>`;

// Time stands still: countdowns and dates are the same whenever they are looked at.
const stopClocks = (): void => {
  const now = Date.parse('2027-01-15T09:00:00Z');
  Date.now = () => now;
  performance.now = () => 0;
};

/** The page, and how to bring a scene onto it. */
export class Stage {
  readonly page: Page;
  readonly #portal: Published;
  readonly #backend: Backend;
  readonly #cdp: CDPSession;
  #host = '';

  private constructor(page: Page, portal: Published, backend: Backend, cdp: CDPSession) {
    this.page = page;
    this.#portal = portal;
    this.#backend = backend;
    this.#cdp = cdp;
  }

  /** A stage in a context of its own. */
  static async build(page: Page, portal: Published): Promise<Stage> {
    const context = page.context();
    await context.addInitScript(stopClocks);
    await portal.serve(context);
    const script = await readFile(join(portal.folder, 'embed/keyturn.js'));
    await context.route(`${portal.origin}/embed/keyturn.js`, (route) =>
      route.fulfill({
        body: script,
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    const backend = await actBackend(context, portal.origin);
    const stage = new Stage(page, portal, backend, await context.newCDPSession(page));
    await context.route(`${host}/`, (route) =>
      route.fulfill({ body: stage.#host, contentType: 'text/html' }),
    );
    return stage;
  }

  /** Opens the page of a flow, in English, with a backend that is to answer this. */
  async open(flow: Flow, answers: readonly Answer[]): Promise<void> {
    this.#backend.say(answers);
    await this.page.goto(`${this.#portal.origin}/${flow}/`);
  }

  /** Plays a scene in a language, from a fresh page. */
  async show(name: string, locale: Locale): Promise<void> {
    const scene = scenesIn(locale).find((one) => one.name === name)!;
    const { at, answers = [], act, until } = scene;
    this.#backend.say(answers);
    const { origin } = this.#portal;
    if (typeof at === 'object') {
      this.#host = hostPage(locale, at.host, `${origin}/embed/keyturn.js`);
      await this.page.goto(`${host}/`);
    } else await this.page.goto(`${origin}/${locale === 'en' ? '' : `${locale}/`}${at}/`);
    await act?.(this.page);
    await this.page
      .locator(until ?? '.kt-form, .kt-access')
      .first()
      .waitFor({ state: 'attached' });
    await this.page.locator('.kt-form[aria-busy=true]').waitFor({ state: 'detached' });
    await this.page.evaluate('document.fonts.ready');
  }

  /** Looks at what is on show in another way. */
  async look({ width = 1280, height = 900, text = 100, ...media }: Look): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({
      colorScheme: 'light',
      forcedColors: 'none',
      reducedMotion: 'reduce',
      ...media,
    });
    const standard = (16 * text) / 100;
    await this.#cdp.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  }
}

/** A stage for all tests of a file. */
export const useStage = (options: BrowserContextOptions = {}): (() => Stage) => {
  const browser = useBrowser(launchWithFonts);
  const published = usePublished(['examples/contoso/tenant.yaml']);
  let stage: Stage | undefined;
  beforeAll(async () => {
    const context = await browser().newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
    stage = await Stage.build(await context.newPage(), published()[0]!);
  });
  afterAll(() => stage?.page.context().close());
  return () => stage!;
};
