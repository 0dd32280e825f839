// The browser that takes pictures: one that is installed already. None is ever downloaded.
import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** How a browser is started. */
export type Start = { executablePath: string; args?: string[] };

const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
  const folder = process.env[name];
  return folder
    ? [
        `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
        `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
      ]
    : [];
});

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: windows,
};

/** The browser at CHROME_PATH, or else the first of those that are usual here; undefined where there is none. */
export const findBrowser = (path = process.env.CHROME_PATH): Start | undefined => {
  const known = path ? [path] : (places[process.platform] ?? []);
  const executablePath = known.find((one) => existsSync(one));
  // The administrator of a container can't have Chromium's sandbox; it shows nothing here but our own pages.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
  return executablePath === undefined ? undefined : { executablePath, args };
};

/** Starts it. */
export const startBrowser = async (start: Start): Promise<Browser> =>
  (await import('playwright-core')).chromium.launch(start);
