// Judges of pages: Lighthouse, axe, IBM's engine and html-validate, on each kind of page.
import { HtmlValidate } from 'html-validate';
import lighthouse from 'lighthouse';
import { chromium as playwright } from 'playwright-core';
import { launchOptions } from '../chromium.ts';
import { freePort } from '../directories/servers/process.ts';
import { found as enginesFind } from '../people/engines.ts';
import type { Judged } from './judges.ts';
import { missing, type Served } from './served.ts';

const least = 0.99;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

type Categories = Record<string, { score: number | null }>;

const scoresOf = async (url: string, port: number): Promise<Record<string, number>> => {
  const options = { port, onlyCategories: categories, logLevel: 'error' as const };
  const result = await lighthouse(url, options);
  const judged = (result?.lhr.categories ?? {}) as Categories;
  return Object.fromEntries(Object.entries(judged).map(([name, { score }]) => [name, score ?? 0]));
};

const tries = 3;

// For developers, for those whom nothing else helped, and from mails: not for search engines, and they say so.
const unlisted = new Set(['embed/', 'ask/', 'link/', 'not-me/']);

// A busy machine makes a page look slow, never fast: the best of a few tries is the page's own.
const lighthouseOn = async (url: string, path: string, port: number): Promise<Judged> => {
  const best: Record<string, number> = {};
  const isGood = (): boolean =>
    Object.entries(best).every(
      ([name, score]) => score >= least || (name === 'seo' && unlisted.has(path)),
    );
  for (let round = 0; round < tries && (round === 0 || !isGood()); round += 1)
    for (const [name, score] of Object.entries(await scoresOf(url, port)))
      best[name] = Math.max(score, best[name] ?? 0);
  const scores = Object.entries(best).map(([name, score]) => `${name} ${Math.round(score * 100)}`);
  return {
    judge: 'Lighthouse',
    of: `/${path}`,
    found: scores.join(', '),
    good: scores.length > 0 && isGood(),
  };
};

/** All of them. */
export const judgePages = async ({ host, paths }: Served): Promise<Judged[]> => {
  const port = await freePort();
  const options = await launchOptions();
  const browser = await playwright.launch({
    ...options,
    args: [...options.args, `--remote-debugging-port=${port}`, '--ignore-certificate-errors'],
  });
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });
  const all: Judged[] = [];
  try {
    const page = await browser.newPage({ ignoreHTTPSErrors: true, bypassCSP: true });
    const wrong: string[] = [];
    const invalid: string[] = [];
    for (const path of paths) {
      const response = await page.goto(`https://${host}/${path}`);
      // Its elements work, and wait here for a backend that isn't there; they are judged at work elsewhere.
      if (path !== 'embed/')
        wrong.push(...(await enginesFind(page)).map((one) => `/${path}: ${one}`));
      const { results } = await validator.validateString(await response!.text());
      invalid.push(
        ...results.flatMap(({ messages }) => messages.map(({ message }) => `/${path}: ${message}`)),
      );
    }
    const of = `${paths.length} pages`;
    const line = (judge: string, list: string[]): Judged => ({
      judge,
      of,
      found: list.join('; ') || '0 findings',
      good: list.length === 0,
    });
    all.push(line('axe and IBM Equal Access', wrong), line('html-validate', invalid));
    for (const path of paths.filter((one) => one !== missing))
      all.push(await lighthouseOn(`https://${host}/${path}`, path, port));
  } finally {
    await browser.close();
  }
  return all;
};
