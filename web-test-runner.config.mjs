// The element tests: the widget in a real browser, test/widget/**/*.element.ts.
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { leanRenderer } from './cli/compile/lean-lit.ts';
import { withCompiledTemplates } from './cli/compile/templates.ts';
import { launchOptions } from './test/chromium.ts';

const litDevelopment = new URL('./node_modules/lit-html/development/lit-html.js', import.meta.url);

// What each page has said on its console, and what it threw and nobody caught.
const noise = new WeakMap();

const keys = new WeakMap();

const listened = (page) => {
  const heard = [];
  noise.set(page, heard);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  return page;
};

// Types are taken out where they stand, so that lines and columns stay what they are.
const types = {
  name: 'types',
  resolveMimeType: ({ path }) => (path.endsWith('.ts') ? 'js' : undefined),
  transform: ({ path, body }) =>
    path.endsWith('.ts') ? { body: stripTypeScriptTypes(body) } : undefined,
};

// Lit and its templates are what the portals and the embed file carry. (Lit as a whole, which draws all that this does,
// has its tests in test/e2e/package.test.ts.)
const lean = {
  name: 'lean',
  transform: ({ path, body }) =>
    path.startsWith('/widget/') && path.endsWith('.ts')
      ? { body: withCompiledTemplates(body) }
      : path === '/node_modules/lit-html/lit-html.js'
        ? { body: leanRenderer(readFileSync(litDevelopment, 'utf8')) }
        : undefined,
};

// test/widget/page/noise.ts asks for it after each test.
const takesNoise = {
  name: 'noise',
  executeCommand: ({ command, session }) =>
    command === 'noise' ? noise.get(session.browser.getPage(session.id)).splice(0) : undefined,
};

// A passkey's device that is made of software: test/widget/page/authenticator.ts plugs it in and out.
const takesKeys = {
  name: 'authenticator',
  async executeCommand({ command, payload, session }) {
    if (command !== 'authenticator') return undefined;
    const page = session.browser.getPage(session.id);
    const cdp = keys.get(page) ?? (await page.context().newCDPSession(page));
    keys.set(page, cdp);
    await cdp.send('WebAuthn.disable');
    if (payload) {
      await cdp.send('WebAuthn.enable');
      await cdp.send('WebAuthn.addVirtualAuthenticator', { options: payload });
    }
    return true;
  },
};

// The page that every test file gets, with nothing on it.
const page = (script) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Keyturn</title>
    <link rel="icon" href="data:," />
    <style>:root { color-scheme: light dark; } body { margin: 1rem; background: Canvas; }</style>
  </head>
  <body><script type="module" src="${script}"></script></body>
</html>`;

export default {
  files: 'test/widget/**/*.element.ts',
  nodeResolve: { exportConditions: ['browser'] },
  concurrency: 2,
  testsFinishTimeout: 60_000,
  testFramework: { config: { timeout: 10_000 } },
  // Everything on the console is judged by the tests themselves.
  browserLogs: false,
  plugins: [types, lean, takesNoise, takesKeys],
  testRunnerHtml: page,
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: await launchOptions(),
      createPage: async ({ context }) => listened(await context.newPage()),
    }),
  ],
};
