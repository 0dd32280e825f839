import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { describe, it } from './page/mocha.ts';
import { focused, heading, one, open, settled, until } from './page/page.ts';
import { steps } from './page/steps.ts';
import { type Answer, answer, sent } from './page/wire.ts';

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await sendKeys({ press: key });
};

const goesOn = async (reply: Answer, title: string): Promise<void> => {
  answer(reply);
  await press('Enter');
  await settled();
  await until(() => heading() === title);
  expect(focused(), 'the focus is on the heading').to.equal(title);
};

describe('a person with a keyboard alone', () => {
  it('gets from the user name to a new password', async () => {
    await open();
    await press('Tab');
    await sendKeys({ type: 'ada@contoso.com' });
    await goesOn(steps['choose-intent'], 'What happened?');
    await press('Tab');
    expect(one('input:focus').value).to.equal('reset');
    await goesOn(steps['choose-method'], 'Prove that it’s you');
    await press('Tab', 'ArrowDown', 'Tab');
    expect(focused()).to.equal('confirm-m2');
    await sendKeys({ type: '+31612345642' });
    await goesOn(steps['enter-code'], 'Type the code');
    await press('Tab');
    await sendKeys({ type: '123456' });
    await goesOn(steps['answer-questions'], 'Answer your questions');
    await press('Tab');
    await sendKeys({ type: 'Rex' });
    await press('Tab');
    await sendKeys({ type: 'Delft' });
    await goesOn(steps['new-password'], 'Choose a new password');
    await press('Tab');
    await sendKeys({ type: 'correct horse battery' });
    await goesOn(steps.done, 'Your new password is set');
    expect(sent.length).to.equal(7);
    await press('Tab');
    expect(focused()).to.equal('Back to sign-in');
  });

  it('reaches whatever a pointer reaches, in the order in which it reads', async () => {
    await open();
    await press('Tab');
    await sendKeys({ type: 'ada' });
    await goesOn(steps['new-password'], 'Choose a new password');
    const order: string[] = [];
    for (let stop = 0; stop < 3; stop += 1) {
      await press('Tab');
      order.push(focused());
    }
    expect(order).to.deep.equal(['password', 'Show password', 'Set the password']);
    await press('Shift+Tab', 'Space');
    expect(one('[name=password]').type).to.equal('text');
  });

  it('sees where the focus is', async () => {
    await open();
    await press('Tab');
    expect(getComputedStyle(one('input')).outlineStyle).to.equal('solid');
    await press('Tab');
    expect(getComputedStyle(one('.kt-button')).outlineStyle).to.equal('solid');
  });
});
