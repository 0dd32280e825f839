// The browser of the tests comes with the packages: nothing is downloaded, and nothing has to be installed by hand.
import { execFileSync } from 'node:child_process';
import { platform } from 'node:process';
import axe, { type RuleObject, type RunOptions } from 'axe-core';
import { type Browser, chromium as playwright, type Page } from 'playwright-core';

// The package brings the few libraries that a bare machine lacks, and unpacks them where it believes itself to run in a
// cloud function.
const hasLibraries = (): boolean => {
  try {
    const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
    return execFileSync('ldconfig', ['-p'], { env, encoding: 'utf8' }).includes('libnss3.so');
  } catch {
    return false;
  }
};

const packagedPath = async (): Promise<string> => {
  if (platform !== 'linux')
    throw new Error('On this system set CHROME_PATH to a Chromium or Chrome of your own.');
  if (!hasLibraries()) process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
};

/** How Playwright starts the browser: the packaged one, or the one at CHROME_PATH. */
export const launchOptions = async (): Promise<{ executablePath: string; args: string[] }> => ({
  executablePath: process.env.CHROME_PATH ?? (await packagedPath()),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});

/** Starts the browser. */
export const launch = async (): Promise<Browser> => playwright.launch(await launchOptions());

// Passes are many, and nobody reads them: they stay in the page.
const finds = async (rules: RuleObject): Promise<string[]> => {
  const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
  // Frames are looked at as pages of their own; axe-core itself runs in this one alone.
  const options: RunOptions = { iframes: false, rules, resultTypes: ['violations'] };
  const { violations } = await inPage.run(document, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
  );
};

/** What axe-core finds wrong with a page, one line for each place. `without` names rules that don't hold for it. */
export const axeFinds = async (page: Page, without: readonly string[] = []): Promise<string[]> => {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(axe.source);
  return page.evaluate(finds, Object.fromEntries(without.map((id) => [id, { enabled: false }])));
};

/** Vitest's global set-up: it's unpacked once, before two test files can do it at the same time. */
export const setup = async (): Promise<void> => {
  await launchOptions();
};
