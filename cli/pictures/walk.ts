// Somebody made up walks through the flows of a portal, and a picture is taken of each step before anything is typed: there
// is never a code or a password on one.
import type { Page } from 'playwright-core';
import type { NewPerson } from '../../gateway/directory/people.ts';
import type { WordKey } from '../../locales/tables.ts';
import type { Words } from '../../locales/words.ts';
import { pageUrl } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { PicturedStep } from '../../templates/papers/guide.ts';
import type { PortalHere } from './portal.ts';

/** What a walk needs: a page, the portal, the words of its language, and who takes the pictures. */
export type Walk = {
  page: Page;
  tenant: Tenant;
  say: Words;
  portal: PortalHere;
  take: (step: PicturedStep) => Promise<void>;
};

const phone = '+31 6 1234 5601';

/** Who walks: somebody with what the policy takes, or with nothing yet. */
export const walker = ({ organization, policy }: Tenant, registered: boolean): NewPerson => {
  const has = (kind: 'email' | 'sms'): boolean => registered && policy.methods.includes(kind);
  return {
    username: `${registered ? 'ada' : 'grace'}@${organization.domains[0]!}`,
    name: registered ? 'Ada' : 'Grace',
    password: 'analytical engine 1843',
    methods: [
      ...(has('email') ? [{ kind: 'email' as const, value: 'ada@example.org' }] : []),
      ...(has('sms') ? [{ kind: 'sms' as const, value: phone }] : []),
    ],
  };
};

const headingOf = (page: Page) => page.locator('.kt-form :is(h1, h2)').first();

const submit = async (page: Page): Promise<void> => {
  const before = await headingOf(page).textContent();
  await page.locator('.kt-form button[type=submit]').first().click();
  await page.waitForFunction(
    (was) => document.querySelector('.kt-form :is(h1, h2)')?.textContent !== was,
    before,
  );
};

const newestCode = async ({ portal, page }: Walk, before: number): Promise<string> => {
  for (let round = 0; round < 200; round += 1) {
    const all = portal.sent();
    const code = all.length > before && /(?<!\d)\d{6}(?!\d)/.exec(all[0]!.text)?.[0];
    if (code) return code;
    await page.waitForTimeout(25);
  }
  throw new Error('no code came');
};

const choose = async ({ page }: Walk): Promise<boolean> => {
  const ways = page.locator(
    '.kt-form input[type=radio]:is([value^=email], [value^=sms], [value^=mail])',
  );
  if ((await ways.count()) > 0) await ways.first().check();
  const number = page.locator('.kt-form input[type=tel]:visible');
  if ((await number.count()) > 0) await number.first().fill(phone);
  return (await ways.count()) > 0;
};

type Stop = { step: PicturedStep; act?: (walk: Walk, sentBefore: number) => Promise<boolean> };

// What is done at each step, by the key of its heading. A step that isn't here ends the walk.
const stops: Partial<Record<WordKey, Stop>> = {
  'widget.intent-title': { step: 'intent', act: async () => true },
  'widget.method-title': { step: 'method', act: choose },
  'widget.code-title': {
    step: 'code',
    act: async (walk, before) => {
      await walk.page.locator('input[name=code]').fill(await newestCode(walk, before));
      return true;
    },
  },
  'widget.password-title': {
    step: 'password',
    act: async ({ page }) => {
      // Of every class, in no list, and new each time.
      const word = `Kt7-${crypto.randomUUID()}`;
      await page.locator('input[name=password]').fill(word);
      return true;
    },
  },
  'widget.done-password': { step: 'done' },
};

const stopAt = async ({ page, say }: Walk): Promise<Stop | undefined> => {
  const title = (await headingOf(page).textContent())?.trim();
  const key = (Object.keys(stops) as WordKey[]).find((one) => say(one) === title);
  return key && stops[key];
};

/** Walks from the first page to a new password. */
export const walkReset = async (walk: Walk): Promise<void> => {
  const { page, tenant, say, portal, take } = walk;
  await page.goto(pageUrl(tenant, say.locale));
  await take('home');
  if (!tenant.portal.pages.includes('reset') || tenant.backend.kind !== 'http') return;
  const { username } = walker(tenant, true);
  await page.goto(pageUrl(tenant, say.locale, 'reset'));
  await page.locator('input[name=username]').fill(username);
  await take('username');
  const seen = new Set<PicturedStep>();
  let sent = portal.sent().length;
  await submit(page);
  for (let stop = await stopAt(walk); stop; stop = await stopAt(walk)) {
    if (!seen.has(stop.step)) await take(stop.step);
    seen.add(stop.step);
    if (!(await stop.act?.(walk, sent))) return;
    sent = portal.sent().length;
    await submit(page);
  }
};

/** Walks from the sign-in to the first code that confirms something registered. */
export const walkRegister = async (walk: Walk): Promise<void> => {
  const { page, tenant, say, take } = walk;
  if (!tenant.portal.pages.includes('register') || tenant.backend.kind !== 'http') return;
  const { username, password } = walker(tenant, false);
  await page.goto(pageUrl(tenant, say.locale, 'register'));
  await page.locator('input[name=password]').waitFor();
  await take('sign-in');
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(password);
  await submit(page);
  await take('review');
  const email = page.locator('.kt-form input[type=radio][value=email]');
  const either = page.locator('.kt-form input[type=radio]:is([value=email], [value=sms])');
  if ((await either.count()) === 0) return;
  const isEmail = (await email.count()) > 0;
  await (isEmail ? email : either).first().check();
  await submit(page);
  await take('contact');
  await page.locator('input[name=value]').fill(isEmail ? 'grace@example.org' : phone);
  await submit(page);
  await take('confirm');
};
