import { expect } from 'chai';
import { clockOff, pass, timers } from './page/clock.ts';
import { describe, it } from './page/mocha.ts';
import {
  click,
  focused,
  heading,
  notice,
  one,
  openAt,
  settled,
  submit,
  texts,
  type,
  until,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { answer, problem, sent } from './page/wire.ts';

const resend = (): HTMLElement => document.querySelector<HTMLElement>('main .kt-quiet')!;
const label = (): string => texts('.kt-quiet')[0]!;

describe('sending a code once more', () => {
  it('has to wait, and says for how long', async () => {
    await openAt(steps['enter-code']);
    expect([label(), resend().ariaDisabled]).to.deep.equal(['Send a new code (0:30)', 'true']);
    const before = sent.length;
    resend().click();
    expect(sent.length).to.equal(before);
    await pass(29);
    expect(label()).to.equal('Send a new code (0:01)');
    await pass(1);
    expect([label(), resend().ariaDisabled]).to.deep.equal(['Send a new code', 'false']);
  });

  for (const hours of [-24, 24])
    it(`counts right when the person’s clock is ${hours} hours off`, async () => {
      clockOff(hours);
      await openAt({ ...steps['enter-code'], resendAfter: 90 });
      expect(label()).to.equal('Send a new code (1:30)');
      await pass(60);
      expect(label()).to.equal('Send a new code (0:30)');
      await pass(30);
      expect(label()).to.equal('Send a new code');
    });

  it('asks for it, empties the field and counts anew', async () => {
    await openAt({ ...steps['enter-code'], resendAfter: 0 });
    type('code', '111111');
    answer(steps['enter-code']);
    click('Send a new code');
    await settled();
    expect(sent.at(-1)!.body).to.deep.equal({ answer: { kind: 'resend' }, revision: 2 });
    expect(label()).to.equal('Send a new code (0:30)');
    expect(one('[name=code]').value).to.equal('');
  });

  it('counts from the backend’s latest word', async () => {
    await openAt(steps['enter-code']);
    await pass(20);
    type('code', '000000');
    await submit(problem('wrong-code', { step: { ...steps['enter-code'], resendAfter: 10 } }));
    expect(label()).to.equal('Send a new code (0:10)');
    await pass(10);
    expect(label()).to.equal('Send a new code');
  });

  it('does not disturb what is being typed while it counts', async () => {
    await openAt(steps['enter-code']);
    type('code', '123');
    await pass(5);
    expect(one('[name=code]').value).to.equal('123');
    expect(focused()).to.equal('code');
  });

  it('stops counting when the step is over, and when the element has gone', async () => {
    const element = await openAt(steps['enter-code']);
    expect(timers()).to.equal(1);
    element.remove();
    await Promise.resolve();
    expect(timers()).to.equal(0);
    await openAt(steps['enter-code']);
    answer(steps['choose-method']);
    click('Another way');
    await settled();
    expect(timers()).to.equal(0);
  });
});

describe('a code', () => {
  it('is said to be too old when it is, and the announcement is heard', async () => {
    await openAt({ ...steps['enter-code'], expiresIn: 60 });
    expect(texts('.kt-lead')[0]).to.contain('The code works for 1 min.');
    await pass(60);
    expect(texts('.kt-lead')[0]).to.equal('That code is too old. Send a new one.');
    expect(texts('.kt-lead [role=status]')).to.deep.equal(texts('.kt-lead'));
  });

  it('can be tried again when it was wrong, with the tries that are left', async () => {
    await openAt(steps['enter-code']);
    type('code', '000000');
    answer(problem('wrong-code', { step: steps['enter-code'], triesLeft: 2 }));
    one('button[type=submit]').click();
    await settled();
    expect(notice()).to.match(/^That code isn’t right\. .*Tries left: 2\.$/);
    expect(one('[name=code]').value).to.equal('');
    expect(focused()).to.equal('code');
  });
});

describe('the ways out of a step', () => {
  const ways = [
    ['choose-intent', 'Another user name', 'back'],
    ['choose-method', 'Back', 'back'],
    ['enter-code', 'Another way', 'other-method'],
    ['answer-questions', 'Another way', 'other-method'],
    ['await-approval', 'Another way', 'other-method'],
  ] as const;

  for (const [kind, name, sends] of ways)
    it(`lead from ${kind} by “${name}”`, async () => {
      await openAt(steps[kind]);
      answer(steps.identify);
      click(name);
      await until(() => heading() === 'Who are you?');
      expect(sent.at(-1)!.body).to.deep.equal({ answer: { kind: sends }, revision: 2 });
    });

  it('keep the user name that was typed', async () => {
    await openAt(steps['choose-intent']);
    answer(steps.identify);
    click('Another user name');
    await settled();
    expect(one('input').value).to.equal('ada@contoso.com');
  });
});
