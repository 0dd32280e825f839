// Every step of every flow, as a person comes to see it.
import type { Page } from 'playwright-core';
import type { ProblemBody, ProblemCode, Step } from '../../backends/protocol/index.ts';
import type { Locale } from '../../locales/index.ts';
import { steps } from '../widget/page/steps.ts';
import { samplesIn } from './samples.ts';

/** What the backend answers to a request. */
export type Answer = Step | ({ code: ProblemCode } & Partial<ProblemBody>);

/** A page of the portal that holds a flow. */
export type Flow = 'reset' | 'unlock' | 'change' | 'register';

/** One thing to look at. */
export type Scene = {
  name: string;
  /** A page of the portal, or the sign-in page of an application with this markup in it. */
  at: Flow | { host: string };
  /** What the backend answers, in this order. */
  answers?: Answer[];
  /** What the person does. */
  act?: (page: Page) => Promise<void>;
  /** What is there once all of it has been shown. */
  until?: string;
};

type Deed = (page: Page) => Promise<void>;

const goOn: Deed = (page) => page.locator('.kt-form button[type=submit]').click();

const fill =
  (values: Record<string, string>): Deed =>
  async (page) => {
    for (const [name, value] of Object.entries(values))
      await page.locator(`.kt-form [name="${name}"]`).fill(value);
    await goOn(page);
  };

const click =
  (selector: string): Deed =>
  (page) =>
    page.locator(selector).first().click();

const identified = fill({ username: 'ada@contoso.com' });
const signedIn = fill({ username: 'ada@contoso.com', password: 'analytical engine 1843' });

const wrong = '[aria-invalid=true], .kt-notice > p';

/** The person says who they are; the first answer is shown, and then something is done with it. */
const then = (at: Flow, name: string, answers: Answer[], deed?: Deed): Scene => ({
  name,
  at,
  answers,
  act: async (page) => {
    await (at === 'change' || at === 'register' ? signedIn : identified)(page);
    if (deed) await page.locator('.kt-form [type=submit][aria-disabled=false]').waitFor();
    await deed?.(page);
  },
  until: deed || !('kind' in answers[0]!) ? `${wrong}, details[open]` : '.kt-title:focus',
});

type Samples = ReturnType<typeof samplesIn>;

const proving = (real: Samples): Scene[] => [
  { name: 'identify', at: 'reset' },
  { name: 'identify-empty', at: 'reset', act: goOn, until: wrong },
  then('reset', 'choose-intent', [steps['choose-intent']]),
  then('reset', 'choose-method', [steps['choose-method']]),
  then(
    'reset',
    'choose-method-wrong',
    [steps['choose-method'], { code: 'wrong-number', triesLeft: 3 }],
    async (page) => {
      await page.locator('input[value=m2]').check();
      await fill({ 'confirm-m2': '+31 6 1234 0000' })(page);
    },
  ),
  then('reset', 'enter-code', [steps['enter-code']]),
  then('reset', 'enter-code-empty', [steps['enter-code']], goOn),
  then(
    'reset',
    'enter-code-wrong',
    [steps['enter-code'], { code: 'wrong-code', triesLeft: 4 }],
    fill({ code: '123456' }),
  ),
  then('reset', 'enter-code-totp', [real.totpCode]),
  then('reset', 'enter-code-backup', [real.backupCode]),
  then('reset', 'await-approval', [steps['await-approval']]),
  then('reset', 'await-approval-number', [{ ...steps['await-approval'], number: '42' }]),
  then('reset', 'answer-questions', [real.answerQuestions]),
  then(
    'reset',
    'answer-questions-wrong',
    [real.answerQuestions, { code: 'wrong-answer', triesLeft: 2 }],
    fill({ 'answer-q1': 'Rex', 'answer-q2': 'Delft' }),
  ),
  then('reset', 'use-passkey', [steps['use-passkey']]),
];

const setting = (real: Samples): Scene[] => [
  then('reset', 'new-password', [steps['new-password']]),
  then('reset', 'new-password-short', [steps['new-password']], fill({ password: 'short' })),
  then(
    'reset',
    'new-password-refused',
    [
      steps['new-password'],
      { code: 'password-rejected', broken: [{ rule: 'banned' }, { rule: 'history' }] },
    ],
    fill({ password: 'contoso is my company' }),
  ),
  then(
    'reset',
    'new-password-unknown',
    [steps['new-password'], { code: 'outcome-unknown', supportCode: 'KT-7F3A' }],
    fill({ password: 'violet umbrella seventy' }),
  ),
  then('reset', 'done', [real.done]),
  then('reset', 'stopped', [real.stopped]),
  then('reset', 'leave', [real.leave]),
  then('reset', 'unavailable', [{ code: 'directory-unavailable' }]),
  then('unlock', 'done-unlocked', [{ ...real.done, outcome: 'unlocked' }]),
  { name: 'sign-in', at: 'change' },
  then('change', 'sign-in-wrong', [{ code: 'wrong-password', triesLeft: 4 }]),
  then('change', 'done-changed', [{ ...real.done, outcome: 'password-changed' }]),
];

const registering = (real: Samples): Scene[] => [
  then('register', 'review-methods', [steps['review-methods']]),
  then(
    'register',
    'review-methods-remove',
    [steps['review-methods']],
    click('.kt-methods summary'),
  ),
  then('register', 'review-methods-few', [real.tooFew]),
  then('register', 'add-contact', [steps['add-contact']]),
  then('register', 'add-contact-office', [real.office]),
  then(
    'register',
    'add-contact-email',
    [real.mail, { code: 'invalid-answer', fields: [{ field: 'value', problem: 'own-domain' }] }],
    fill({ value: 'ada@contoso.com' }),
  ),
  then('register', 'add-totp', [real.totp]),
  then('register', 'add-passkey', [steps['add-passkey']]),
  then('register', 'show-codes', [real.codes]),
  then('register', 'set-questions', [real.setQuestions]),
  then('register', 'done-registered', [{ ...real.done, outcome: 'registered', advice: [] }]),
  then('register', 'done-confirmed', [{ ...real.done, outcome: 'confirmed', advice: [] }]),
];

const opened = click('button.kt-access');

const inHost: Scene[] = [
  { name: 'access', at: { host: '<keyturn-access look="button"></keyturn-access>' } },
  {
    name: 'access-inline',
    at: { host: '<keyturn-access mode="inline"></keyturn-access>' },
    act: opened,
    until: '.kt-title:focus',
  },
  {
    name: 'access-dialog',
    at: { host: '<keyturn-access></keyturn-access>' },
    act: opened,
    until: '.kt-title:focus',
  },
  {
    name: 'access-dialog-step',
    at: { host: '<keyturn-access></keyturn-access>' },
    answers: [steps['choose-method']],
    act: async (page) => {
      await opened(page);
      await click('.kt-choice')(page);
      await identified(page);
    },
    until: '[name=method]',
  },
  { name: 'reminder', at: { host: '<keyturn-reminder></keyturn-reminder>' }, until: '.kt-card' },
];

/** All of them, with what a backend puts into words in this language. */
export const scenesIn = (locale: Locale): readonly Scene[] => {
  const real = samplesIn(locale);
  return [...proving(real), ...setting(real), ...registering(real), ...inHost];
};

/** Their names, the same in each language. */
export const sceneNames: readonly string[] = scenesIn('en').map(({ name }) => name);
