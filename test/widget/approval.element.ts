import { expect } from 'chai';
import { pass } from './page/clock.ts';
import { describe, it } from './page/mocha.ts';
import {
  click,
  focused,
  heading,
  notice,
  one,
  openAt,
  settled,
  texts,
  until,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { answer, offline, sent } from './page/wire.ts';

const waiting = steps['await-approval'];

describe('waiting for an answer on another device', () => {
  it('asks the backend from time to time and goes on by itself', async () => {
    await openAt(waiting);
    expect(texts('.kt-lead')).to.contain('Notification on your phone');
    const before = sent.length;
    answer(waiting, steps['new-password']);
    await pass(2);
    expect(sent.length).to.equal(before);
    await pass(1);
    expect(sent.at(-1)!.body).to.deep.include({ answer: { kind: 'await-approval' } });
    expect(heading()).to.equal('Waiting for you');
    await pass(3);
    await until(() => heading() === 'Choose a new password');
  });

  it('leaves the focus where the person put it while it waits', async () => {
    await openAt(waiting);
    document.querySelector<HTMLElement>('main .kt-quiet')!.focus();
    answer(waiting);
    let steppings = 0;
    one('keyturn-reset').addEventListener('keyturn-step', () => (steppings += 1));
    await pass(4);
    await until(() => sent.length === 3);
    await settled();
    expect(focused()).to.equal('Another way');
    expect(steppings).to.equal(0);
  });

  it('stops asking when the time is over, says so, and lets the person try again', async () => {
    await openAt({ ...waiting, expiresIn: 5 });
    answer(waiting);
    await pass(12);
    const asked = sent.length;
    expect(texts('[role=status]').join()).to.equal(
      'Nobody answered. Choose another way, or try again.',
    );
    await pass(10);
    expect(sent.length).to.equal(asked);
    click('Start again');
    await settled();
    expect(heading()).to.equal('Who are you?');
  });

  it('says what went wrong, and goes on asking', async () => {
    await openAt(waiting);
    answer(offline, steps['new-password']);
    await pass(3);
    await until(() => notice().includes('There is no answer.'));
    await pass(3);
    await until(() => heading() === 'Choose a new password');
  });
});
