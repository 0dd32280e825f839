// What Chromium's password manager thinks of a page, in its own words: chrome://password-manager-internals.
import type { BrowserContext, Page } from 'playwright-core';
import { comes } from './waiting.ts';

/** Names of the fields that it takes for these; empty where it sees none. */
export type Seen = { username: string; password: string; newPassword: string };

/** It would ask to keep a password that it hasn't, or to keep another one for a name that it knows. */
export type Offer = 'save' | 'update';

/** Its opinion of all pages of this browser. */
export type Judge = {
  /** How it took the forms, each way once, in the order of time. */
  seen(): Promise<Seen[]>;
  offers(): Promise<Offer[]>;
  /** Waits until it has read a form once more: whatever it had to say before that has been said. */
  afterKey(press: () => Promise<void>): Promise<void>;
  /** Puts a login for this address into its store. */
  store(url: string, username: string, password: string): Promise<void>;
};

const element = (name: string, block: string): string =>
  new RegExp(`^\\s*${name} element :[ \\t]*(\\S*?) ?,?[ \\t]*$`, 'm').exec(block)?.[1] ?? '';

const seenIn = (text: string): Seen[] => {
  const blocks = text.split('Form parsing output: {').slice(1);
  const all = blocks.map((block) => ({
    username: element('Username', block),
    password: element('Password', block),
    newPassword: element('New password', block),
  }));
  return all.filter((one, at) => JSON.stringify(one) !== JSON.stringify(all[at - 1]));
};

// The state after a decision says which of the two it will ask.
const offersIn = (text: string): Offer[] =>
  text
    .split('Decision: ASK the user')
    .slice(1)
    .map((after) => /state of the UI:\s+PENDING_PASSWORD_(UPDATE_)?STATE/.exec(after))
    .filter((state) => state !== null)
    .map(([, update]) => (update ? 'update' : 'save'));

type Passwords = { passwordsPrivate: { addPassword(options: object): Promise<void> } };

// Where a person adds one by hand.
const store = async (context: BrowserContext, options: object): Promise<void> => {
  const page = await context.newPage();
  await page.goto('chrome://password-manager/passwords');
  await page.evaluate(
    (options) =>
      (globalThis as unknown as { chrome: Passwords }).chrome.passwordsPrivate.addPassword(options),
    options,
  );
  await page.close();
};

/** Opens its page; it writes down what happens from then on. */
export const judgeIn = async (context: BrowserContext): Promise<Judge> => {
  const page: Page = await context.newPage();
  await page.goto('chrome://password-manager-internals');
  const text = (): Promise<string> => page.locator('body').innerText();
  const readings = async (): Promise<number> => (await text()).split('Form parsing output').length;
  return {
    seen: async () => seenIn(await text()),
    offers: async () => offersIn(await text()),
    afterKey: async (press) => {
      const before = await readings();
      await press();
      await comes('another reading', async () => (await readings()) > before || undefined);
    },
    store: (url, username, password) =>
      store(context, { url, username, password, note: '', useAccountStore: false }),
  };
};
