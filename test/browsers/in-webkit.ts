// WebKitGTK's small browser on a screen in memory. Its driver can't put a script into a page before the page's own, and
// has no console: what the page says there is heard from the moment when it has been loaded.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Builder, Capabilities, Key as Keys, type WebDriver } from 'selenium-webdriver';
import { endCommand, freePort } from '../e2e/demo.ts';
import type { Hands, Key } from './hands.ts';
import { holds } from './waiting.ts';

type Places = { driver: string; browser: string; screen: string };

const keys: Record<Key, string> = { Tab: Keys.TAB, Enter: Keys.ENTER };

// It says on its fourth pipe which number it took.
const startScreen = async (path: string): Promise<{ child: ChildProcess; display: string }> => {
  const child = spawn(
    path,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const said = child.stdio[3] as Readable;
  const display = await new Promise<string>((resolve, reject) => {
    said.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`));
    child.once('exit', () => reject(new Error('the screen in memory ended')));
  });
  return { child, display };
};

const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

const sessionAt = (url: string, binary: string): Promise<WebDriver> =>
  new Builder()
    .usingServer(url)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': {
          binary,
          args: ['--automation'],
        },
      }),
    )
    .build();

const listen = `
  const heard = (window.keyturnHeard = []);
  addEventListener('error', ({ message }) => heard.push('error: ' + message));
  addEventListener('unhandledrejection', ({ reason }) => heard.push('error: ' + reason));
  for (const type of ['error', 'warn', 'log', 'info']) console[type] = (...all) => heard.push(type + ': ' + all.join(' '));
`;

const handsOn = (driver: WebDriver, close: () => Promise<void>): Hands => {
  const heard: string[] = [];
  const take = async (): Promise<string[]> => {
    heard.push(
      ...(await driver.executeScript<string[]>('return window.keyturnHeard?.splice(0) ?? []')),
    );
    return heard;
  };
  const press = async (text: string): Promise<void> =>
    driver.switchTo().activeElement().sendKeys(text);
  return {
    open: async (url) => {
      await take();
      await driver.get(url);
      await driver.executeScript(listen);
    },
    read: (expression) => driver.executeScript(`return ${expression}`),
    type: press,
    press: (key) => press(keys[key]),
    console: take,
    close,
  };
};

/** Starts screen, driver and browser. */
export const startWebKit = async ({ driver, browser, screen }: Places): Promise<Hands> => {
  const home = await mkdtemp(join(tmpdir(), 'keyturn-webkit-'));
  const { child: shown, display } = await startScreen(screen);
  const port = await freePort();
  const child = spawn(driver, ['--host=127.0.0.1', `--port=${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      HOME: home,
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await holds('WebKit’s driver', () => answers(`${url}/status`));
  const session = await sessionAt(url, browser);
  return handsOn(session, async () => {
    await session.quit();
    await endCommand(child);
    await endCommand(shown);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });
};
