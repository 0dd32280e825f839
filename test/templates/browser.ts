import chromium from '@sparticuz/chromium';
import { readFile } from 'node:fs/promises';
import { type Browser, chromium as playwright, type Page } from 'playwright-core';

/** Starts the browser that comes with the dependencies, or the one that `CHROME_PATH` names. */
export const launch = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: process.env['CHROME_PATH'] ?? (await chromium.executablePath()),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });

let axe: string | undefined;

type Found = {
  violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[];
};

/** What axe-core finds wrong with a page, one line each. `without` names rules that don't hold for it. */
export const axeFindings = async (
  page: Page,
  without: readonly string[] = [],
): Promise<string[]> => {
  axe ??= await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  await page.evaluate(axe);
  // Frames are looked at as pages of their own; axe-core itself runs in this one alone.
  const options = {
    iframes: false,
    rules: Object.fromEntries(without.map((id) => [id, { enabled: false }])),
  };
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)})`,
  )) as Found;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
  );
};
