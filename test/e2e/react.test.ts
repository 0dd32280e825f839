// The React example as somebody gets it who copies it: built with the packed package, in front of the demo's gateway.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWithVite, checkTypes, openApp } from '../package/built.ts';
import { root, useInstalled } from '../package/packed.ts';
import { measured, useBrowser } from './browser.ts';
import { goOn, heading, newestCode, useDemo } from './demo.ts';

const browser = useBrowser();
const demo = useDemo();
const project = useInstalled([
  'react',
  'react-dom',
  'vite',
  '@types/react',
  '@types/react-dom',
  'csstype',
]);
let built = '';

beforeAll(async () => {
  const folder = project().folder;
  await cp(join(root, 'examples/react'), folder, { recursive: true });
  await checkTypes(folder);
  built = await buildWithVite(folder);
});

describe('the React example', () => {
  it('resets a password and hears that it is done', async () => {
    const { page, faults } = await openApp(browser(), demo.url, built);
    await page.getByLabel('User name').fill('ada');
    await goOn(page);
    await heading(page, 'What happened?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'Prove that it’s you');
    await goOn(page);
    await heading(page, 'Type the code');
    await page.locator('input[name=code]').fill(await newestCode(demo));
    await goOn(page);
    await heading(page, 'Choose a new password');
    await page.locator('input[name=password]').fill('violet umbrella seventy');
    await goOn(page);
    await page.getByText('You can sign in with your new password now.').waitFor();
    expect(faults).toEqual({ console: [], foreign: [], policy: [] });
    expect((await measured(page)).violations).toEqual([]);
  });

  it('hands the session’s token over when somebody is signed in', async () => {
    const { page } = await openApp(browser(), demo.url, built);
    let asked = 0;
    await page.route('**/session/token', (route) => {
      asked += 1;
      return route.fulfill({ body: 'session-token', contentType: 'text/plain' });
    });
    const call = page.waitForRequest(`${demo.url}/api/flows`);
    await page.getByLabel('Signed in').check();
    expect((await call).postDataJSON()).toMatchObject({ flow: 'register', token: 'session-token' });
    expect(asked).toBe(1);
  });
});
