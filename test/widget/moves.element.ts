import { expect } from 'chai';
import { describe, it } from './page/mocha.ts';
import { fields, heading, one, openAt, pause, settled, submit, type } from './page/page.ts';
import { steps } from './page/steps.ts';
import { answer, held, sent } from './page/wire.ts';

type Mover = (element: HTMLElement, to: Element) => void;
const moves: Record<string, Mover> = {
  'taken out and put back at once': (element, to) => {
    element.remove();
    to.append(element);
  },
  'put elsewhere': (element, to) => to.append(element),
  'moved as a browser moves': (element, to) =>
    (to as Element & { moveBefore: (node: Node, child: null) => void }).moveBefore(element, null),
};

const shelf = (): Element => {
  const shelf = document.createElement('section');
  document.querySelector('main')!.append(shelf);
  return shelf;
};

describe('an element that is moved on its page', () => {
  for (const [how, move] of Object.entries(moves)) {
    it(`keeps its step and what was typed: ${how}`, async () => {
      const element = await openAt(steps['enter-code']);
      type('code', '123');
      const before = sent.length;
      move(element, shelf());
      await settled();
      expect([heading(), one('[name=code]').value]).to.deep.equal(['Type the code', '123']);
      expect(sent.length).to.equal(before);
      await submit(steps['new-password']);
      expect(heading()).to.equal('Choose a new password');
    });

    it(`keeps the call that is under way: ${how}`, async () => {
      const element = await openAt(steps['enter-code']);
      type('code', '123456');
      const slow = held(steps['new-password']);
      answer(slow.answer);
      one('button[type=submit]').click();
      await pause(5);
      const { signal } = sent.at(-1)!.init;
      move(element, shelf());
      await pause(5);
      expect(signal!.aborted).to.equal(false);
      slow.release();
      await settled();
      expect(heading()).to.equal('Choose a new password');
    });
  }

  it('into a shadow root is drawn there as it was', async () => {
    const element = await openAt(steps['enter-code']);
    const root = shelf().attachShadow({ mode: 'open' });
    root.append(element);
    await pause(5);
    const button = root.querySelector('.kt-button')!;
    expect(getComputedStyle(button).fontWeight).to.equal('600');
    expect(root.querySelector('h2')!.textContent).to.equal('Type the code');
  });

  it('and taken out in the same breath is gone, once', async () => {
    const element = await openAt(steps['enter-code']);
    for (let turn = 0; turn < 3; turn += 1) {
      element.remove();
      shelf().append(element);
    }
    element.remove();
    await pause(5);
    expect(sent.filter(({ method }) => method === 'DELETE').length).to.equal(1);
    expect([element.textContent.trim(), fields().length]).to.deep.equal(['', 0]);
  });
});
