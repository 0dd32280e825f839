// What it takes until somebody can type: main-thread CPU, bytes, requests; and whether a strict policy allows it.
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { brotli } from './sizes.ts';
import type { Subject } from './subjects.ts';

const origin = 'https://bench.invalid';
const patience = 8_000; // ms

const typeOf = (path: string): string =>
  path.endsWith('.css')
    ? 'text/css'
    : path.endsWith('.js')
      ? 'text/javascript'
      : 'application/json';

// Looks once a frame, as cheaply for all.
const watcher = (ready: string): string =>
  `const look = () => (${ready}) ? console.info('ready') : requestAnimationFrame(look); look();`;

const pageOf = ({ body, ready }: Subject): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><script src="/watch.js" data-for="${encodeURIComponent(ready)}"></script><body>${body}</body></html>`;

const serve = async (page: Page, subject: Subject, policy?: string): Promise<string[]> => {
  const asked: string[] = [];
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const headers: Record<string, string> = policy ? { 'content-security-policy': policy } : {};
    if (pathname === '/')
      return route.fulfill({ body: pageOf(subject), contentType: 'text/html', headers });
    if (pathname === '/watch.js')
      return route.fulfill({ body: watcher(subject.ready), contentType: 'text/javascript' });
    asked.push(pathname);
    const file = subject.files[pathname];
    const reply = subject.replies?.[pathname];
    if (file !== undefined) return route.fulfill({ body: file, contentType: typeOf(pathname) });
    return reply ? route.fulfill({ json: reply }) : route.fulfill({ status: 404, body: '' });
  });
  return asked;
};

const untilReady = async (page: Page): Promise<void> => {
  const ready = page.waitForEvent('console', {
    predicate: (message) => message.text() === 'ready',
    timeout: patience,
  });
  await Promise.all([ready, page.goto(`${origin}/`)]);
};

const opened = async <T>(browser: Browser, act: (page: Page) => Promise<T>): Promise<T> => {
  const context = await browser.newContext();
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
};

/** Milliseconds that the main thread was busy, from the call of the page until its input was there. */
export const busyTime = (browser: Browser, subject: Subject): Promise<number> =>
  opened(browser, async (page) => {
    await serve(page, subject);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await untilReady(page);
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  });

/** What a subject loads until its input is there. */
export type Weight = { brotli: number; gzip: number; requests: number };

/** Scripts and styles that were asked for, compressed one by one; everything asked for counts as a request. */
export const weightOf = (browser: Browser, subject: Subject): Promise<Weight> =>
  opened(browser, async (page) => {
    const asked = await serve(page, subject);
    await untilReady(page);
    const files = asked.flatMap((path) => subject.files[path] ?? []);
    const sum = (size: (text: string) => number): number =>
      files.reduce((total, text) => total + size(text), 0);
    return {
      brotli: sum(brotli),
      gzip: sum((text) => gzipSync(text, { level: 9 }).length),
      requests: asked.length,
    };
  });

const own =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'self'";

/** Policies that a sign-in page may have. */
export const policies = {
  "style-src 'self'": own,
  'Trusted Types': `${own}; require-trusted-types-for 'script'`,
} as const;

/** Whether the input comes under a policy, and nothing was refused on the way. */
export const worksUnder = (browser: Browser, subject: Subject, policy: string): Promise<boolean> =>
  opened(browser, async (page) => {
    await serve(page, subject, policy);
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text()))
        refused.push(message.text());
    });
    const came = await untilReady(page).then(
      () => true,
      () => false,
    );
    return came && refused.length === 0;
  });
