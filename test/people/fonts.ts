// A browser that knows the fonts of one package alone, drawn plainly: pictures are the same whatever a machine has.
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { launchOptions } from '../chromium.ts';

const fonts = join(
  dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
);

const files = ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSansMono', 'DejaVuSansMono-Bold'].map(
  (name) => `${name}.ttf`,
);

const alias = (name: string, family: string): string =>
  `<match><test name="family"><string>${name}</string></test>
  <edit name="family" mode="prepend" binding="strong"><string>${family}</string></edit></match>`;

// Hints and sub-pixels hang on the machine; without them a letter is a shape like any other.
const configuration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
  ${alias('sans-serif', 'DejaVu Sans')}
  ${alias('system-ui', 'DejaVu Sans')}
  ${alias('monospace', 'DejaVu Sans Mono')}
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>`;

/** Starts the browser with these fonts. */
export const launchWithFonts = async (): Promise<Browser> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-fonts-'));
  const file = join(folder, 'fonts.conf');
  for (const name of files) await symlink(join(fonts, name), join(folder, name));
  await writeFile(file, configuration(folder));
  const browser = await chromium.launch({
    ...(await launchOptions()),
    env: { ...process.env, FONTCONFIG_FILE: file },
  });
  browser.once('disconnected', () => void rm(folder, { recursive: true, force: true }));
  return browser;
};
