// Whole flows by keyboard in three engines, on pages whose policy knows scripts by their hashes alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestCode, signIn as signsIn } from '../e2e/demo.ts';
import { at, fill, focus, type Hands, signIn, until } from './hands.ts';
import { startChromium } from './in-chromium.ts';
import { startFirefox } from './in-firefox.ts';
import { startWebKit } from './in-webkit.ts';
import { chromium, firefox, installed, miniBrowser, screen, webKitDriver } from './installed.ts';
import { resetUntilPassword } from './reset.ts';
import { useSite } from './site.ts';
import { holds } from './waiting.ts';

const site = useSite();
const old = 'analytical engine 1843';
const fresh = 'violet umbrella seventy';

const inChromium = installed({ path: chromium });
const inFirefox = installed({ path: firefox });
const inWebKit = installed({ driver: webKitDriver, browser: miniBrowser, screen });

const engines: { name: string; start?: () => Promise<Hands> }[] = [
  {
    name: 'Chromium',
    start: inChromium && (async () => (await startChromium(inChromium.path)).hands),
  },
  { name: 'Firefox', start: inFirefox && (async () => (await startFirefox(inFirefox.path)).hands) },
  { name: 'WebKitGTK', start: inWebKit && (() => startWebKit(inWebKit)) },
];

// Reports come in their own time, but in order: when a last one has come that is provoked, so have all before it. It
// shows besides that this browser reports at all.
const violations = async (hands: Hands): Promise<string[]> => {
  await hands.open(`${site.url}/host/wrong/`);
  const provoked = '/host/wrong/: script-src';
  await holds('the report that was provoked', async () =>
    site.reports.some((one) => one.startsWith(provoked)),
  );
  return site.reports.filter((one) => !one.startsWith(provoked));
};

const walks: Record<string, (hands: Hands, place: string) => Promise<void>> = {
  reset: async (hands, place) => {
    await hands.open(`${site.url}${place}reset/`);
    await resetUntilPassword(hands, site);
    await hands.press('Tab');
    await hands.type(fresh);
    await hands.press('Enter');
    await at(hands, 'done-password');
    expect(await signsIn(site, 'ada', fresh)).toBe(200);
  },

  change: async (hands, place) => {
    await hands.open(`${site.url}${place}change/`);
    await signIn(hands, 'ada', old);
    await at(hands, 'password-title');
    await hands.press('Tab');
    await hands.type(fresh);
    await hands.press('Enter');
    await at(hands, 'done-password');
    expect(await signsIn(site, 'ada', fresh)).toBe(200);
  },

  register: async (hands, place) => {
    await hands.open(`${site.url}${place}register/`);
    await signIn(hands, 'linus', 'kernel of the matter');
    await at(hands, 'review-title');
    await focus(hands, 'input[value=email]');
    await hands.press('Enter');
    await at(hands, 'email-title');
    await fill(hands, 'value', 'linus@example.org');
    await hands.press('Enter');
    await at(hands, 'code-title');
    await hands.press('Tab');
    await hands.type(await newestCode(site));
    await hands.press('Enter');
    await at(hands, 'review-title');
    await focus(hands, 'input[value=questions]');
    await hands.type(' ');
    await hands.press('Enter');
    await at(hands, 'set-questions-title');
    for (const [index, answer] of ['Tux the first', 'Mannerheimintie', 'Kernel pancakes'].entries())
      await fill(hands, `answer-${index}`, answer);
    await hands.press('Enter');
    await at(hands, 'review-title');
    await focus(hands, '.kt-button');
    await hands.press('Enter');
    await at(hands, 'done-registered');
  },
};

describe.each(engines)('In $name', ({ start }) => {
  describe.runIf(start)('by keyboard, under a policy of hashes and trusted types', () => {
    let hands: Hands;
    beforeAll(async () => {
      hands = await start!();
    });
    afterAll(() => hands?.close());

    it.each(Object.keys(walks))('somebody goes through a whole %s, on the portal', async (flow) => {
      await walks[flow]!(hands, '/');
      expect(await violations(hands)).toEqual([]);
    });

    it('somebody goes through a whole change in a host page', async () => {
      await walks.change!(hands, '/host/');
      await until(hands, `document.querySelector('keyturn-change .kt-tick')`);
      expect(await violations(hands)).toEqual([]);
    });

    it('has nothing on its console but the violations that were provoked', async () => {
      const odd = (await hands.console()).filter((line) => !/host\/wrong|script-src/.test(line));
      expect(odd).toEqual([]);
    });
  });
});
