// Two machines that judge a page: axe-core, and IBM's Equal Access engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { axeFinds } from '../chromium.ts';

const ibm = readFileSync(
  createRequire(import.meta.url).resolve('accessibility-checker-engine/ace.js'),
  'utf8',
);

type Result = { ruleId: string; value: [string, string]; message: string; snippet: string };
type Checker = { check(node: Document, rulesets: string[]): Promise<{ results: Result[] }> };
// It's a script of the old kind: it makes a global.
declare const ace: { Checker: new () => Checker };

/** What IBM's engine finds wrong, by its own rules and WCAG 2.2's. */
const ibmFinds = async (page: Page): Promise<string[]> => {
  if (await page.evaluate('typeof ace === "undefined"')) await page.evaluate(ibm);
  return page.evaluate(async () => {
    const { results } = await new ace.Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2']);
    return results
      .filter(({ value: [level, verdict] }) => level === 'VIOLATION' && verdict === 'FAIL')
      .map(({ ruleId, message, snippet }) => `${ruleId}: ${message} ${snippet}`);
  });
};

/** What either of them finds wrong with what is on show. */
export const found = async (page: Page): Promise<string[]> => [
  ...(await axeFinds(page)).map((one) => `axe ${one}`),
  ...(await ibmFinds(page)).map((one) => `ibm ${one}`),
];
