// Chromium's own password manager in front of every step that takes a password.
import { afterEach, describe, expect, it } from 'vitest';
import { type Judge, judgeIn, type Offer, type Seen } from './chromium-judge.ts';
import { at, fill, type Hands, signIn, until, words } from './hands.ts';
import { type InChromium, startChromium } from './in-chromium.ts';
import { chromium, installed } from './installed.ts';
import { resetUntilPassword } from './reset.ts';
import { useSite } from './site.ts';
import { holds } from './waiting.ts';

const site = useSite();
const old = 'analytical engine 1843';
const fresh = 'violet umbrella seventy';
const found = installed({ path: chromium });

const signsIn: Seen = { username: 'username', password: 'password', newPassword: '' };
const chooses: Seen = { username: 'username', password: '', newPassword: 'password' };

// A profile for each test: what one of them typed is nothing to another.
let browser: InChromium | undefined;
afterEach(() => browser?.hands.close());

const started = async (): Promise<{ hands: Hands; judge: Judge }> => {
  browser = await startChromium(found!.path);
  return { hands: browser.hands, judge: await judgeIn(browser.context) };
};

const expectOffers = (judge: Judge, offers: Offer[]): Promise<void> =>
  holds(`offers: ${offers.join()}`, async () => String(await judge.offers()) === String(offers));

const advice = async (hands: Hands): Promise<string[]> =>
  (await hands.console()).filter((line) => line.includes('[DOM]'));

const triesLeft = (hands: Hands, n: number): Promise<void> =>
  until(
    hands,
    `document.querySelector('.kt-notice')?.textContent.includes(${JSON.stringify(words['tries-left']!.replace('{n}', String(n)))})`,
  );

const give = async (hands: Hands, password: string): Promise<void> => {
  await fill(hands, 'password', password);
  await hands.press('Enter');
};

// What comes late comes before the answer to one more key.
const expectQuiet = async (hands: Hands, judge: Judge, offers: Offer[] = []): Promise<void> => {
  await judge.afterKey(() => fill(hands, 'password', 'x'));
  expect(await judge.offers()).toEqual(offers);
};

const filled = `document.querySelectorAll('.kt-form input:autofill').length === 2`;

const places = { 'on the portal': '/', 'in a host page': '/host/' };

describe.runIf(found)('Chromium’s password manager', () => {
  describe.each(Object.entries(places))('%s', (_, place) => {
    it('sees each field of a change, and offers to keep what was right', async () => {
      const { hands, judge } = await started();
      await hands.open(`${site.url}${place}change/`);
      await signIn(hands, 'ada', old);
      await at(hands, 'password-title');
      await expectOffers(judge, ['save']);
      await give(hands, fresh);
      await at(hands, 'done-password');
      await expectOffers(judge, ['save', 'save']);
      const seen = await judge.seen();
      expect(seen).toContainEqual(signsIn);
      expect(seen).toContainEqual(chooses);
      expect(await advice(hands)).toEqual([]);
    });

    it('sees each field of a registration, and offers to keep what was right', async () => {
      const { hands, judge } = await started();
      await hands.open(`${site.url}${place}register/`);
      await signIn(hands, 'linus', 'kernel of the matter');
      await at(hands, 'review-title');
      await expectOffers(judge, ['save']);
      expect(await judge.seen()).toContainEqual(signsIn);
      expect(await advice(hands)).toEqual([]);
    });

    it('sees the name and the new password of a reset, and offers to keep them', async () => {
      const { hands, judge } = await started();
      await hands.open(`${site.url}${place}reset/`);
      await resetUntilPassword(hands, site);
      await give(hands, fresh);
      await at(hands, 'done-password');
      await expectOffers(judge, ['save']);
      expect(await judge.seen()).toContainEqual(chooses);
      expect(await advice(hands)).toEqual([]);
    });

    it.each(['change', 'register'])('stays quiet at a wrong password: %s', async (flow) => {
      const { hands, judge } = await started();
      await hands.open(`${site.url}${place}${flow}/`);
      await signIn(hands, 'ada', 'never my password');
      await triesLeft(hands, 4);
      await give(hands, 'nor this one either');
      await triesLeft(hands, 3);
      await expectQuiet(hands, judge);
    });

    it('stays quiet at a new password that is refused', async () => {
      const { hands, judge } = await started();
      await hands.open(`${site.url}${place}reset/`);
      await resetUntilPassword(hands, site);
      await give(hands, 'contoso is my company');
      await until(hands, `document.querySelector('[data-is=broken]')`);
      await expectQuiet(hands, judge);
    });

    it('fills in what it has', async () => {
      const { hands, judge } = await started();
      await judge.store(`${site.url}/`, 'ada', old);
      await hands.open(`${site.url}${place}register/`);
      await until(hands, filled);
      expect(await hands.read(`document.querySelector('[name=password]').value`)).toBe(old);
    });

    it('fills in what it has for a change, and puts the new password in its place', async () => {
      const { hands, judge } = await started();
      await judge.store(`${site.url}/`, 'ada', old);
      await hands.open(`${site.url}${place}change/`);
      await until(hands, filled);
      await fill(hands, 'username', '');
      await hands.press('Enter');
      await at(hands, 'password-title');
      expect(await hands.read(`document.querySelector('[name=password]').value`)).toBe('');
      await give(hands, fresh);
      await at(hands, 'done-password');
      await expectOffers(judge, ['update']);
    });
  });

  it('gives advice on a careless form, so that none of it is missed on ours', async () => {
    const { hands } = await started();
    await hands.open(`${site.url}/host/careless/`);
    const all = (text: string) => /not contained in a form[^]*autocomplete/.test(text);
    await holds('advice', async () => all(String(await advice(hands))));
    expect((await advice(hands)).length).toBeGreaterThan(1);
  });
});
