// KeePassXC-Browser's own content scripts, as Debian has them, in a world of their own beside the page's scripts. What
// the extension's background and the program behind it would say is said here: a database with one login in it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { at, fill, type Hands, until } from './hands.ts';
import { type InChromium, startChromium } from './in-chromium.ts';
import { chromium, installed, keepass } from './installed.ts';
import { resetUntilPassword } from './reset.ts';
import { useSite } from './site.ts';
import { holds } from './waiting.ts';

const site = useSite();
const old = 'analytical engine 1843';
const fresh = 'violet umbrella seventy';
const found = installed({ path: chromium, extension: keepass });

type Manifest = { content_scripts: { js: string[] }[] };

// The first of its scripts only gives Chromium's API the name that Firefox's has.
const scriptsIn = async (folder: string): Promise<string> => {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const files = manifest.content_scripts[0]!.js.filter((name) => !name.includes('polyfill'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
};

// Defaults of its settings, so far as they bear on which fields it takes.
const settings = {
  autoCompleteUsernames: true,
  autoFillSingleEntry: false,
  autoRetrieveCredentials: true,
  redirectAllowance: 1,
  saveDomainOnly: true,
  showLoginFormIcon: true,
  showLoginNotifications: true,
  sitePreferences: [],
  useObserver: true,
  usePredefinedSites: true,
};

const login = { login: 'ada', password: old, name: 'Contoso', uuid: '1', stringFields: [] };

const replies = {
  load_settings: settings,
  get_database_hash: 'a hash',
  check_database_hash: 'a hash',
  get_status: { associated: true, keePassXCAvailable: true, databaseClosed: false },
  is_connected: true,
  is_site_ignored: false,
  retrieve_credentials: [login],
  page_get_login_id: 'undefined',
  page_get_manual_fill: 'none',
  page_get_redirect_count: 0,
};

const background = `
globalThis.told = [];
globalThis.browser = {
  i18n: { getMessage: (name) => name },
  runtime: {
    getURL: (path) => 'data:,' + path,
    onMessage: { addListener() {} },
    sendMessage: async ({ action, args }) => {
      told.push([action, args]);
      return (${JSON.stringify(replies)})[action];
    },
  },
};
`;

type World = { read<T>(expression: string): Promise<T> };

const worldIn = async (cdp: CDPSession, code: string): Promise<World> => {
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'extension',
  });
  const read = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value as T;
  };
  await read(code);
  return { read };
};

let browser: InChromium | undefined;
afterEach(() => browser?.hands.close());

const visit = async (path: string): Promise<{ hands: Hands; world: World }> => {
  browser = await startChromium(found!.path);
  const { hands, context, page } = browser;
  await hands.open(site.url + path);
  const cdp = await context.newCDPSession(page);
  const code = `${background}\n${await scriptsIn(found!.extension)}\nvoid 0;`;
  return { hands, world: await worldIn(cdp, code) };
};

// The forms that it has found and that are on show: names of the fields that it takes for name and password.
const combinations = `kpxc.combinations
  .filter(({ form }) => form?.isConnected)
  .map(({ username, password }) => username?.name + ' and ' + password?.name)
  .join()`;

const expectSeen = async (world: World): Promise<void> => {
  const seen = async () => (await world.read(combinations)) === 'username and password';
  await holds('a form with both fields', seen);
  expect(await world.read(combinations)).toBe('username and password');
};

// It asks to keep what was submitted, unless it has that already.
const expectKept = async (world: World, username: string, password: string): Promise<void> => {
  const submitted = `told.find(([action]) => action === 'page_set_submitted')?.[1].slice(0, 3)`;
  await holds('a submission', async () => Boolean(await world.read(submitted)));
  expect(await world.read(submitted)).toEqual([true, username, password]);
};

describe.runIf(found)('KeePassXC-Browser', () => {
  describe.each([
    ['on the portal', '/'],
    ['in a host page', '/host/'],
  ])('%s', (_, place) => {
    it.each(['change', 'register'])(
      'sees the sign-in, and fills in what it has: %s',
      async (flow) => {
        const { hands, world } = await visit(`${place}${flow}/`);
        await expectSeen(world);
        // What a click on its sign beside the name does.
        await world.read(`kpxcFill.fillFromUsernameIcon(kpxc.combinations[0])`);
        await until(hands, `document.querySelector('[name=password]').value === '${old}'`);
        expect(await hands.read(`document.querySelector('[name=username]').value`)).toBe('ada');
      },
    );

    it('sees the new password of a change, and would keep it under its name', async () => {
      const { hands, world } = await visit(`${place}change/`);
      await expectSeen(world);
      await world.read(`kpxcFill.fillFromUsernameIcon(kpxc.combinations[0])`);
      await until(hands, `document.querySelector('[name=password]').value === '${old}'`);
      await fill(hands, 'username', '');
      await hands.press('Enter');
      await at(hands, 'password-title');
      await expectSeen(world);
      await fill(hands, 'password', fresh);
      await hands.press('Enter');
      await at(hands, 'done-password');
      await expectKept(world, 'ada', fresh);
    });

    it('sees the new password of a reset, and would keep it under the name that was typed', async () => {
      const { hands, world } = await visit(`${place}reset/`);
      await resetUntilPassword(hands, site);
      await expectSeen(world);
      await fill(hands, 'password', fresh);
      await hands.press('Enter');
      await at(hands, 'done-password');
      await expectKept(world, 'ada', fresh);
    });
  });
});
