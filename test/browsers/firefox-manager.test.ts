// Firefox's own password manager in front of every step that takes a password.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Judge, judgeIn, type Offer } from './firefox-judge.ts';
import { at, fill, type Hands, signIn, until } from './hands.ts';
import { startFirefox } from './in-firefox.ts';
import { firefox, installed } from './installed.ts';
import { resetUntilPassword } from './reset.ts';
import { useSite } from './site.ts';
import { comes, holds } from './waiting.ts';

const site = useSite();
const old = 'analytical engine 1843';
const fresh = 'violet umbrella seventy';
const found = installed({ path: firefox });

const filled = `document.querySelectorAll('.kt-form input:autofill').length === 2`;

describe.runIf(found)('Firefox’s password manager', () => {
  let hands: Hands;
  let judge: Judge;

  beforeAll(async () => {
    const started = await startFirefox(found!.path);
    hands = started.hands;
    judge = await judgeIn(started.inside);
  });
  beforeEach(async () => {
    await hands.open('about:blank');
    await judge.startOver();
  });
  afterAll(() => hands?.close());

  const give = async (password: string): Promise<void> => {
    await fill(hands, 'password', password);
    await hands.press('Enter');
  };

  const expectAsked = async (offer: Offer): Promise<void> => {
    const asked = await comes('a question', async () => (await judge.asks()) ?? undefined);
    expect(asked).toEqual(offer);
  };

  // It asks at every submit event, whatever comes of it, and no page can help that; but a form that goes away after a
  // call is a second end. What was told before one more key has been told.
  const expectOneEnd = async (): Promise<void> => {
    const before = await judge.looks();
    await fill(hands, 'password', 'xy');
    await holds('another look', async () => (await judge.looks()) > before);
    expect(await judge.ends()).toBe(1);
  };

  describe.each([
    ['on the portal', '/'],
    ['in a host page', '/host/'],
  ])('%s', (_, place) => {
    const open = (flow: string): Promise<void> => hands.open(`${site.url}${place}${flow}/`);

    // Now and then Firefox passes over a login that it was given a moment ago; it fills it in when the page is opened anew.
    const openFilled = async (flow: string, tries = 3): Promise<void> => {
      await open(flow);
      const limit = 5000;
      await holds(filled, () => hands.read<boolean>(filled), limit).catch((error: unknown) => {
        if (tries === 1) throw error;
        return openFilled(flow, tries - 1);
      });
    };

    it('fills in what it has for a change, and would put the new password in its place', async () => {
      await judge.store(site.url, 'ada', old);
      await openFilled('change');
      await fill(hands, 'username', '');
      await hands.press('Enter');
      await at(hands, 'password-title');
      expect(await hands.read(`document.querySelector('[name=password]').value`)).toBe('');
      await give(fresh);
      await at(hands, 'done-password');
      await expectAsked({ kind: 'change', username: 'ada', password: fresh });
    });

    it('fills in what it has for a registration', async () => {
      await judge.store(site.url, 'linus', 'kernel of the matter');
      await openFilled('register');
      await fill(hands, 'username', '');
      await hands.press('Enter');
      await at(hands, 'review-title');
      expect(await judge.asks()).toBe(null);
    });

    it('would keep a login that it hasn’t', async () => {
      await open('register');
      await signIn(hands, 'linus', 'kernel of the matter');
      await at(hands, 'review-title');
      await expectAsked({ kind: 'save', username: 'linus', password: 'kernel of the matter' });
    });

    it('would keep the new password of a reset under the name that was typed', async () => {
      await open('reset');
      await resetUntilPassword(hands, site);
      await give(fresh);
      await at(hands, 'done-password');
      await expectAsked({ kind: 'save', username: 'ada', password: fresh });
    });

    it.each(['change', 'register'])('takes no failure for a success: %s', async (flow) => {
      await open(flow);
      await signIn(hands, 'ada', 'never my password');
      await until(hands, `document.querySelector('.kt-notice p')`);
      await expectOneEnd();
    });

    it('takes no refused password for one that was set', async () => {
      await open('reset');
      await resetUntilPassword(hands, site);
      await judge.startOver();
      await give('contoso is my company');
      await until(hands, `document.querySelector('[data-is=broken]')`);
      await expectOneEnd();
    });
  });
});
