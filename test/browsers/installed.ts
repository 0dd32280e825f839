// Which browsers this machine has. Where one is missing, its tests are left out and say why; in CI that is a failure.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name: string): string[] =>
  (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));

const usable = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
};

const everyOne = Boolean(process.env.CI || process.env.KEYTURN_ALL);

/** Something that has to be installed: its name, and the places where it may be. */
type Wanted = { name: string; where: readonly string[] };

/**
 * Where each of these is, by the names that the caller gives them; undefined where one is missing, which is then printed.
 * @throws Error in CI where one is missing.
 */
export const installed = <K extends string>(
  wanted: Record<K, Wanted>,
): Record<K, string> | undefined => {
  const found: Partial<Record<K, string>> = {};
  const missing: string[] = [];
  for (const key of Object.keys(wanted) as K[]) {
    const { name, where } = wanted[key];
    const path = where.find(usable);
    if (path) found[key] = path;
    else missing.push(name);
  }
  if (!missing[0]) return found as Record<K, string>;
  const why = `${missing.join(' and ')} can’t be found on this machine`;
  if (everyOne) throw new Error(why);
  console.log(`skipped: ${why}`);
  return undefined;
};

const webKitFolders = ['/usr/lib', '/usr/libexec'].flatMap((folder) =>
  ['', '/x86_64-linux-gnu', '/aarch64-linux-gnu'].flatMap((machine) =>
    ['4.1', '4.0'].map((version) => `${folder}${machine}/webkit2gtk-${version}/MiniBrowser`),
  ),
);

/** A whole Chromium or Chrome: a headless shell has no password manager. */
export const chromium: Wanted = {
  name: 'Chromium (Debian: chromium)',
  where: process.env.CHROME_PATH
    ? [process.env.CHROME_PATH]
    : ['chromium', 'google-chrome'].flatMap(onPath),
};

export const firefox: Wanted = {
  name: 'Firefox (Debian: firefox-esr)',
  where: process.env.FIREFOX_PATH
    ? [process.env.FIREFOX_PATH]
    : ['firefox-esr', 'firefox'].flatMap(onPath),
};

export const webKitDriver: Wanted = {
  name: 'WebKitGTK’s driver (Debian: webkit2gtk-driver)',
  where: onPath('WebKitWebDriver'),
};

export const miniBrowser: Wanted = {
  name: 'WebKitGTK’s MiniBrowser (Debian: webkit2gtk-driver)',
  where: webKitFolders,
};

export const screen: Wanted = { name: 'a screen in memory (Debian: xvfb)', where: onPath('Xvfb') };

/** Its files as the package brings them; KEEPASSXC_BROWSER is the folder of another copy. */
export const keepass: Wanted = {
  name: 'KeePassXC-Browser (Debian: webext-keepassxc-browser)',
  where: [process.env.KEEPASSXC_BROWSER ?? '/usr/share/webext/keepassxc-browser'],
};
