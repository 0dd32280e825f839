// Somebody made up walks through the flows of a portal, and a picture is taken of each step before anything is typed: there
// is never a code or a password on one.
import type { Page } from 'playwright-core';
import { questionPool } from '../../gateway/questions.ts';
import type { NewPerson } from '../../gateway/directory/people.ts';
import type { WordKey } from '../../locales/tables.ts';
import type { Words } from '../../locales/words.ts';
import { firstAdded, isCoded, toldProofs } from '../../templates/papers/guide-methods.ts';
import type { PicturedStep } from '../../templates/papers/guide.ts';
import { pageUrl } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { PortalHere } from './portal.ts';
import { madeUp, type Method, proofs } from './proofs.ts';

/** What a walk needs: a page, the portal, the words of its language, and who takes the pictures. */
export type Walk = {
  page: Page;
  tenant: Tenant;
  say: Words;
  portal: PortalHere;
  take: (step: PicturedStep) => Promise<void>;
};

const { mobile, office, answer } = madeUp;
const contacts = [
  { kind: 'email', value: 'ada@example.org' },
  { kind: 'sms', value: mobile },
  { kind: 'call-mobile', value: mobile },
  { kind: 'call-office', value: office },
] as const;

/** Who walks: somebody with what the policy takes, or with nothing yet. */
export const walker = (tenant: Tenant, registered: boolean): NewPerson => {
  const { organization, policy } = tenant;
  const count = policy.methods.includes('questions') ? (policy.questions?.register ?? 0) : 0;
  return {
    username: `${registered ? 'ada' : 'grace'}@${organization.domains[0]!}`,
    name: registered ? 'Ada' : 'Grace',
    password: 'analytical engine 1843',
    methods: contacts
      .filter(({ kind }) => registered && policy.methods.includes(kind))
      // A mobile number is good for texts and for calls.
      .filter(({ kind }) => kind !== 'call-mobile' || !policy.methods.includes('sms')),
    ...(registered && {
      questions: questionPool(tenant)
        .slice(0, count)
        .map((question) => ({ ...question, answer })),
    }),
  };
};

const headingOf = (page: Page) => page.locator('.kt-form :is(h1, h2)').first();

const changes = async (page: Page, act: () => Promise<unknown>): Promise<void> => {
  const before = await headingOf(page).textContent();
  await act();
  await page.waitForFunction(
    (was) => document.querySelector('.kt-form :is(h1, h2)')?.textContent !== was,
    before,
  );
};

const submit = (page: Page): Promise<void> =>
  changes(page, () => page.locator('.kt-form button[type=submit]').first().click());

// What is known of a walk: by which method it goes on, which ones it can't go by, what has been pictured and sent.
type Way = { kind?: Method; closed: Set<Method>; seen: Set<PicturedStep>; sent: number };

const choose = async ({ page }: Walk, way: Way): Promise<boolean> => {
  for (const radio of await page.locator('.kt-form input[type=radio]').all()) {
    const kind = (await radio.inputValue()).replace(/-\d+$/, '') as Method;
    if (way.closed.has(kind)) continue;
    await radio.check();
    const number = page.locator('.kt-form input[type=tel]:visible');
    if ((await number.count()) > 0)
      await number.first().fill(kind === 'call-office' ? office : mobile);
    way.kind = kind;
    return true;
  }
  return false;
};

// Whether it was proved; or else another way is taken, and this one not again.
const prove = async (walk: Walk, way: Way): Promise<void> => {
  const { page, say } = walk;
  const proof = proofs[way.kind!];
  if (!proof) {
    way.closed.add(way.kind!);
    const other = page.getByRole('button', { name: say('widget.other-way'), exact: true });
    return changes(page, () => other.click());
  }
  if ((await proof(walk, way.sent)) === 'filled') return submit(page);
  return changes(page, async () => undefined);
};

const proofStep = ({ tenant }: Walk, { kind }: Way): PicturedStep | undefined => {
  const { proof, second } = toldProofs(tenant.policy);
  return kind === proof ? 'proof' : kind === second ? 'second' : undefined;
};

type Stop = {
  step: (walk: Walk, way: Way) => PicturedStep | undefined;
  /** Whether the walk goes on. */
  act?: (walk: Walk, way: Way) => Promise<boolean>;
};

const proofStop: Stop = {
  step: proofStep,
  act: async (walk, way) => {
    await prove(walk, way);
    return true;
  },
};

// What is done at each step, by the key of its heading. A step that isn't here ends the walk.
const stops: Partial<Record<WordKey, Stop>> = {
  'widget.intent-title': {
    step: () => 'intent',
    act: async ({ page }) => {
      await submit(page);
      return true;
    },
  },
  'widget.method-title': {
    step: () => 'method',
    act: async (walk, way) => {
      const chosen = await choose(walk, way);
      if (chosen) await submit(walk.page);
      return chosen;
    },
  },
  'widget.code-title': proofStop,
  'widget.questions-title': proofStop,
  'widget.passkey-title': proofStop,
  'widget.approval-title': proofStop,
  'widget.password-title': {
    step: () => 'password',
    act: async ({ page }) => {
      // Of every class, in no list, and new each time.
      const word = `Kt7-${crypto.randomUUID()}`;
      await page.locator('input[name=password]').fill(word);
      await submit(page);
      return true;
    },
  },
  'widget.done-password': { step: () => 'done' },
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
  // A notification shows a number that is another one each time.
  const way: Way = { closed: new Set(['push']), seen: new Set(), sent: portal.sent().length };
  await submit(page);
  for (let stop = await stopAt(walk); stop; stop = await stopAt(walk)) {
    const step = stop.step(walk, way);
    if (step && !way.seen.has(step)) await take(step);
    if (step) way.seen.add(step);
    const before = portal.sent().length;
    if (!(await stop.act?.(walk, way))) return;
    way.sent = before;
  }
};

/** Walks from the sign-in to the first thing that is registered, as far as nothing of it is secret. */
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
  const first = firstAdded(tenant.policy);
  const radio = page.locator(`.kt-form input[type=radio][value=${first}]`);
  if (!(isCoded(first) || first === 'questions') || (await radio.count()) === 0) return;
  await radio.check();
  await submit(page);
  await take('add');
  if (first === 'questions') return;
  await page.locator('input[name=value]').fill(first === 'email' ? 'grace@example.org' : mobile);
  await submit(page);
  await take('confirm');
};
