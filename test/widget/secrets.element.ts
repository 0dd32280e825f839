import { expect } from 'chai';
import type { Step } from '../../backends/protocol/index.ts';
import { describe, it } from './page/mocha.ts';
import { click, fields, heading, one, open, openAt, submit, type } from './page/page.ts';
import { steps } from './page/steps.ts';
import { type Answer, flowId, offline, problem, raw, sent } from './page/wire.ts';

const canary = {
  code: 'canary-code-839201',
  answer: 'canary-answer-Rex',
  password: 'canary password of many words',
  old: 'canary-old-password',
};
const secrets = [...Object.values(canary), flowId];

// Whatever the elements say to anyone, from the first to the last test.
const heard: string[] = [];
for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const)
  console[name] = (...said: unknown[]) => heard.push(JSON.stringify(said));
for (const name of ['step', 'done', 'stopped', 'problem'] as const)
  document.addEventListener(`keyturn-${name}`, (event) => {
    heard.push(JSON.stringify((event as CustomEvent).detail));
  });
globalThis.postMessage = (message: unknown) => heard.push(JSON.stringify(message));

/** Everything that outlives a step or that others on the page can see. */
const traces = (): string =>
  [
    document.documentElement.outerHTML,
    document.documentElement.textContent,
    location.href,
    document.title,
    document.cookie,
    JSON.stringify(history.state),
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    JSON.stringify(performance.getEntriesByType('mark')),
    ...heard,
    ...fields().map((field) => `${field.defaultValue} ${field.placeholder}`),
  ].join('\n');

const expectNoTrace = (where: string): void => {
  const all = traces();
  for (const secret of secrets) expect(all.includes(secret), `${secret} ${where}`).to.equal(false);
};

const typeAll = (): void => {
  for (const { name, type: kind } of fields()) {
    if (name === 'code') type(name, canary.code);
    if (name.startsWith('answer-')) type(name, canary.answer);
    if (kind === 'password')
      type(name, heading().startsWith('Sign in') ? canary.old : canary.password);
  }
};

const walk: Step[] = [
  steps['choose-intent'],
  steps['choose-method'],
  steps['enter-code'],
  steps['answer-questions'],
  steps['new-password'],
  steps.done,
];

const failures: [string, (step: Step) => Answer][] = [
  ['taken', (step) => step],
  ['refused', (step) => problem('invalid-answer', { step })],
  ['lost', () => offline],
  ['garbled', () => raw('<html>')],
];

describe('a secret', () => {
  it('is nowhere but in its field and in its request, through all flows and failures', async () => {
    for (const [how, failure] of failures) {
      await openAt(walk[0]!);
      for (const [index, next] of walk.entries()) {
        if (index === 0) continue;
        const now = walk[index - 1]!;
        typeAll();
        expectNoTrace(`typed at ${now.kind}`);
        await submit(failure(now));
        expectNoTrace(`at ${now.kind}, ${how}`);
        typeAll();
        await submit(next);
        expectNoTrace(`after ${now.kind}, ${how}`);
      }
      expect(heading()).to.equal('Your new password is set');
    }
    for (const secret of [canary.code, canary.answer, canary.password])
      expect(JSON.stringify(sent).includes(secret), `${secret} was sent at all`).to.equal(true);
    expect(heard.length).to.be.greaterThan(20);
  });

  it('is nowhere while a password is changed', async () => {
    await open({ name: 'keyturn-change' });
    type('username', 'ada');
    typeAll();
    expectNoTrace('typed');
    await submit(problem('wrong-password', { step: steps['sign-in'] }));
    expectNoTrace('refused');
    expect(one('[name=password]').value).to.equal('');
    expect(one('[name=username]').value).to.equal('ada');
    typeAll();
    await submit(steps['new-password']);
    typeAll();
    click('Show password');
    expectNoTrace('shown');
    await submit({ ...steps.done, outcome: 'password-changed' });
    expectNoTrace('done');
  });

  it('is nowhere while recovery methods are registered', async () => {
    await open({ name: 'keyturn-register' });
    type('username', 'ada');
    typeAll();
    await submit(steps['set-questions']);
    typeAll();
    expectNoTrace('typed');
    await submit(problem('invalid-answer', { fields: [{ field: 'answer-1', problem: 'twice' }] }));
    expectNoTrace('refused');
    await submit(steps['review-methods']);
    expectNoTrace('kept');
    await submit(steps['enter-code']);
    typeAll();
    await submit(problem('wrong-code', { step: steps['enter-code'] }));
    expectNoTrace('verified');
    expect(JSON.stringify(sent).includes(canary.answer)).to.equal(true);
  });

  it('is kept of a user name as far: nobody hears it, and it stands in its own field alone', async () => {
    const name = 'canary-name@contoso.com';
    await open();
    type('username', name);
    await submit(walk[0]!);
    for (const next of walk.slice(1)) {
      typeAll();
      await submit(problem('too-many-tries', { step: { ...next, username: name } as Step }));
      const marked = [...document.querySelectorAll('main *')].flatMap((part) =>
        [...part.attributes].filter(({ value }) => value.includes(name)).map(() => part),
      );
      expect(marked).to.deep.equal([]);
      expect([location.href, document.title, document.cookie, ...heard].join()).not.to.contain(
        name,
      );
      expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.to.contain(name);
    }
    expect(JSON.stringify(sent)).to.contain(name);
  });

  it('is sent once, in a body, to the backend alone', async () => {
    await openAt(steps['new-password']);
    type('password', canary.password);
    await submit(steps.done);
    const carrying = sent.filter((one) => JSON.stringify(one.body ?? '').includes(canary.password));
    expect(carrying.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      `POST /api/flows/${flowId}`,
    ]);
  });

  for (const kind of ['enter-code', 'answer-questions', 'new-password'] as const)
    it(`is gone from ${kind} when the page is left, and so when the browser brings it back`, async () => {
      await openAt(steps[kind]);
      typeAll();
      expect(fields().some(({ value }) => value.startsWith('canary'))).to.equal(true);
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      expect(fields().filter(({ value }) => value.startsWith('canary'))).to.deep.equal([]);
    });

  it('is gone from the field when the element is taken out of the page', async () => {
    const element = await openAt(steps['new-password']);
    typeAll();
    const field = one('[name=password]');
    element.remove();
    await Promise.resolve();
    expect([field.value, element.textContent]).to.deep.equal(['', '']);
  });
});
