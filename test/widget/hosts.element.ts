// Pages that change what everything on them is built on.
import { expect } from 'chai';
import { afterEach, describe, it } from './page/mocha.ts';
import { click, heading, one, open, openAt, settled, submit, type } from './page/page.ts';
import { steps } from './page/steps.ts';
import { sent } from './page/wire.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const back of undo.splice(0)) back();
});

// `target[name] = value`, until the test is over.
const patch = (target: object, name: string, value: unknown): void => {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: true,
  });
  undo.push(() => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  });
};

type Method = (...given: unknown[]) => unknown;
const wrap = (target: object, ...names: string[]): void => {
  for (const name of names) {
    const real = (target as Record<string, Method>)[name]!;
    patch(target, name, function wrapped(this: unknown, ...given: unknown[]) {
      return real.apply(this, given);
    });
  }
};

const walk = async (): Promise<void> => {
  await openAt(steps['choose-method']);
  await submit(steps['answer-questions']);
  type('answer-q1', 'Rex');
  type('answer-q2', 'Delft');
  await submit(steps['new-password']);
  expect(sent.at(-1)!.body).to.deep.include({
    answer: {
      kind: 'answer-questions',
      answers: [
        { id: 'q1', answer: 'Rex' },
        { id: 'q2', answer: 'Delft' },
      ],
    },
  });
  type('password', 'correct horse battery');
  await submit(steps.done);
  expect(heading()).to.equal('Your new password is set');
};

describe('a flow on a page that', () => {
  it('adds to every array and every object', async () => {
    for (const target of [Array.prototype, Object.prototype, String.prototype, Function.prototype])
      for (const name of ['last', 'contains', 'kind', 'step', 'flow', 'problem', 'missing'])
        if (!(target === Object.prototype && name !== 'last' && name !== 'contains'))
          patch(target, name, () => 'extra');
    await walk();
  });

  it('wraps the methods of arrays', async () => {
    wrap(Array.prototype, 'map', 'includes', 'find', 'filter', 'some', 'every', 'push', 'flatMap');
    await walk();
  });

  it('wraps JSON and fetch, and looks at what goes by', async () => {
    wrap(JSON, 'parse', 'stringify');
    const real = globalThis.fetch;
    patch(globalThis, 'fetch', async (...given: Parameters<typeof fetch>) => {
      const response = await real(...given);
      await response.clone().text();
      return response;
    });
    await walk();
  });

  it('has another script listen to every key and click', async () => {
    const seen: string[] = [];
    for (const name of ['submit', 'click', 'input', 'focusin'])
      document.addEventListener(name, ({ type }) => seen.push(type), { capture: true, once: true });
    await walk();
    expect(seen).to.include('submit');
  });

  it('names things as forms do', async () => {
    const aside = document.createElement('div');
    aside.innerHTML =
      '<form id="fetch" name="location"></form><img name="JSON" alt=""><a id="keyturn-1"></a>';
    document.body.append(aside);
    undo.push(() => aside.remove());
    await walk();
  });

  it('freezes the ground', async () => {
    const element = await open();
    Object.freeze(element.constructor.prototype);
    type('username', 'ada');
    await submit(steps['choose-intent']);
    expect(heading()).to.equal('What happened?');
  });
});

describe('a second copy on a page', () => {
  it('leaves the elements of the first as they are, and both kinds work', async () => {
    const element = await openAt(steps['enter-code']);
    type('code', '12');
    const again: string = '../../widget/define.ts?again';
    await import(again);
    await settled();
    expect([heading(), one('[name=code]').value]).to.deep.equal(['Type the code', '12']);
    const second = document.createElement('keyturn-access');
    second.setAttribute('backend', '/api');
    element.after(second);
    await settled();
    click('Can’t access your account?');
    await settled();
    expect(heading()).to.equal('Type the code,What happened?');
  });
});
