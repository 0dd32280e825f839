// A whole Chromium with a profile of its own, made for this and thrown away.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Hands } from './hands.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  // Whatever it would ask of others, its maker's services too, has no address.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
];

/** A browser, its first page, and the person in front of it. */
export type InChromium = { context: BrowserContext; page: Page; hands: Hands };

const handsOn = (page: Page, close: () => Promise<void>): Hands => {
  const heard: string[] = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  return {
    open: async (url) => void (await page.goto(url)),
    read: (expression) => page.evaluate(expression),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    console: async () => heard,
    close,
  };
};

/** Starts it. With the flag that says that it's automated it never offers to keep a password. */
export const startChromium = async (executablePath: string): Promise<InChromium> => {
  const profile = await mkdtemp(join(tmpdir(), 'keyturn-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    ignoreDefaultArgs: ['--enable-automation'],
    args,
  });
  const page = await context.newPage();
  const close = async (): Promise<void> => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context, page, hands: handsOn(page, close) };
};
