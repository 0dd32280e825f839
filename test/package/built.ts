// Somebody's project, built with the tools that it would use, and shown below `/app/` of the demo's host.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { typeOf } from '../../site/hosting/types.ts';
import { type Faults, watchedPage } from '../e2e/browser.ts';
import { root } from './packed.ts';

const run = promisify(execFile);

// In a process of its own: the test's environment isn't that of somebody who publishes.
const inProduction = (folder: string, tool: string, ...args: string[]) =>
  run(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });

/** Builds a Vite project; returns the folder to publish. */
export const buildWithVite = async (folder: string): Promise<string> => {
  const { stderr } = await inProduction(folder, 'vite/bin/vite.js', 'build', '--base', '/app/');
  expect(stderr).toBe('');
  return join(folder, 'dist');
};

/** Checks a project's types as its own tsconfig.json says. */
export const checkTypes = async (folder: string): Promise<void> => {
  const { stdout } = await inProduction(folder, '@typescript/native/bin/tsc', '-p', folder).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
};

/** Opens a published folder below `/app/` of a host that has a gateway at `/api`. */
export const openApp = async (
  browser: Browser,
  host: string,
  folder: string,
): Promise<{ page: Page; faults: Faults }> => {
  const { page, faults, close } = await watchedPage(browser, host);
  onTestFinished(close);
  await page.route(`${host}/app/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice('/app/'.length) || 'index.html';
    const body = await readFile(join(folder, path)).catch(() => undefined);
    await route.fulfill(body ? { body, contentType: typeOf(path) } : { status: 404 });
  });
  await page.goto(`${host}/app/`);
  return { page, faults };
};

/** The status of the next call that begins a flow. */
export const nextBeginning = (page: Page): Promise<number> =>
  page
    .waitForResponse((response) => new URL(response.url()).pathname === '/api/flows')
    .then((response) => response.status());
