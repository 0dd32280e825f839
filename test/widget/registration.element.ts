import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { Answer, StepOf } from '../../backends/protocol/index.ts';
import { describe, it } from './page/mocha.ts';
import en from '../../locales/widget/en.json' with { type: 'json' };
import {
  click,
  focused,
  heading,
  one,
  open,
  openRegistrationAt as openAt,
  settled,
  submit,
  texts,
  type,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { answer, problem, sent } from './page/wire.ts';
import type { Answer as Reply } from './page/wire.ts';

const { 'review-methods': review, 'set-questions': questions } = steps;
const tooFew: StepOf<'review-methods'> = { ...review, registered: [], canFinish: false };
const mail = `${en['method-email']} (\u2066a•••@e•••\u2069)`;
// A no-break space reads like every other here.
const phone = `${en['method-sms']} (\u2066••• 42\u2069)`;

const answered = (): Answer => (sent.at(-1)!.body as { answer: Answer }).answer;

// A button of the list is told from the others by its whole name.
const press = async (label: string, step: Reply): Promise<void> => {
  answer(step);
  click(label);
  await settled();
};

describe('registration', () => {
  it('begins with signing in, in a form of its own right', async () => {
    await open({ name: 'keyturn-register', attributes: 'username="ada@contoso.com"' });
    expect(heading()).to.equal('Sign in first');
    expect(one('input[name=username]').value).to.equal('ada@contoso.com');
    expect(one('input[name=password]').autocomplete).to.equal('current-password');
    expect(sent).to.deep.equal([]);
  });

  it('shows what is registered, and takes "looks good" for an answer', async () => {
    await openAt(review);
    expect(sent[0]!.body).to.deep.include({ flow: 'register' });
    expect(heading()).to.equal('Your recovery methods');
    expect(focused()).to.equal('Your recovery methods');
    expect(texts('.kt-methods b')).to.deep.equal([
      mail,
      phone,
      'Code from your authenticator app',
      'Passkey',
      'Your security questions',
    ]);
    const since = 'Verified on May 3, 2026';
    expect(texts('.kt-methods small')).to.deep.equal([
      since,
      'From your organisation',
      since,
      since,
      '',
    ]);
    await submit({ kind: 'done', outcome: 'confirmed', advice: [] });
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'confirm' });
    expect(heading()).to.equal('You’re all set');
  });

  it('changes the one that is meant, and adds another', async () => {
    await openAt(review);
    await press(`Change: ${mail}`, { ...review, registered: [] });
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'change', id: 'm1' });
    await press('Add: Text message with a code', { kind: 'add-contact', method: 'sms' });
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'add', method: 'sms' });
    expect(heading()).to.equal('Add a mobile number');
  });

  it('removes only what is confirmed once more, in place and by keyboard alone', async () => {
    await openAt(review);
    const [remove] = document.querySelectorAll<HTMLElement>('main summary');
    expect(remove!.ariaLabel).to.equal(`Remove: ${mail}`);
    const yes = remove!.parentElement!.querySelector('button')!;
    expect(yes.checkVisibility()).to.equal(false);
    const before = sent.length;
    remove!.focus();
    await sendKeys({ press: 'Enter' });
    expect(sent.length).to.equal(before);
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(`Yes, remove: ${mail}`);
    answer({ ...review, registered: [] });
    await sendKeys({ press: 'Enter' });
    await settled();
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'remove', id: 'm1' });
    expect(focused()).to.equal('Your recovery methods');
  });

  it('offers for each what makes sense: new codes, another passkey, nothing of the organisation’s removed', async () => {
    await openAt(review);
    const labels = [...document.querySelectorAll('main .kt-methods li')].map((row) =>
      [...row.querySelectorAll<HTMLElement>('.kt-quiet')].map((one) => one.textContent.trim()),
    );
    expect(labels).to.deep.equal([
      ['Change', 'Remove', 'Yes, remove'],
      ['Change'],
      ['Set up again', 'Remove', 'Yes, remove'],
      ['Remove', 'Yes, remove'],
      ['Change', 'Remove', 'Yes, remove'],
    ]);
  });

  it('is given up without harm: the backend hears of it, and it begins anew', async () => {
    await openAt(review);
    click('Not now');
    await settled();
    expect(heading()).to.equal('Sign in first');
    expect(focused()).to.equal('Sign in first');
    expect(sent.map(({ method, path }) => `${method} ${path}`).at(-1)).to.equal(
      'DELETE /api/flows/canary-flow-id',
    );
  });

  it('counts a phone that can be texted and called as one way', async () => {
    const registered = [
      { id: 'a', kind: 'sms', hint: '•••' },
      { id: 'b', kind: 'call-mobile', hint: '•••' },
    ] satisfies StepOf<'review-methods'>['registered'];
    await openAt({ ...tooFew, registered, required: 3 });
    expect(texts('.kt-lead')).to.deep.equal(['Different ways that you still need here: 2']);
  });

  it('says how many are needed, and offers no way out before there are', async () => {
    await openAt(tooFew);
    expect(texts('.kt-lead')).to.deep.equal(['Different ways that you still need here: 2']);
    expect(texts('button[type=submit]')).to.deep.equal(['Add']);
    one('input[value=sms]').click();
    await submit({ kind: 'add-contact', method: 'sms' });
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'add', method: 'sms' });
  });

  it('asks for a number or an address, and keeps it when it is refused', async () => {
    await openAt({ kind: 'add-contact', method: 'sms' });
    const number = one('input[name=value]');
    expect([number.type, number.autocomplete, number.dir]).to.deep.equal(['tel', 'tel', 'ltr']);
    type('value', '12');
    const wrong = { fields: [{ field: 'value', problem: 'format' }] };
    await submit(problem('invalid-answer', wrong));
    expect(one('input[name=value]').value).to.equal('12');
    expect(focused()).to.equal('value');
    expect(one('input[name=value]').ariaInvalid).to.equal('true');
    const unserved = { fields: [{ field: 'value', problem: 'country' }] };
    type('value', '+32 470 12 34 01');
    await submit(problem('invalid-answer', unserved));
    expect(texts('.kt-error')[0]).to.match(/^We can’t text or call that country\./);
    await press('Back', { kind: 'add-contact', method: 'email', prefill: 'a@example.org' });
    expect(one('input[name=value]').value).to.equal('a@example.org');
    expect(one('input[name=value]').autocomplete).to.equal('email');
  });

  it('promises no country for a number that isn’t in the list', async () => {
    const { countries } = steps['add-contact'];
    await openAt({ kind: 'add-contact', method: 'sms', countries });
    expect(texts('.kt-hint')).to.deep.equal([en['number-any']]);
    for (const fewer of [countries.slice(0, 1), undefined]) {
      await openAt({ kind: 'add-contact', method: 'sms', countries: fewer });
      expect(texts('.kt-hint')).to.deep.equal([]);
    }
  });

  it('lets people choose their questions, each list at another one', async () => {
    await openAt(questions);
    const lists = [...document.querySelectorAll<HTMLSelectElement>('main select')];
    expect(lists.map(({ value }) => value)).to.deep.equal(['q1', 'q2']);
    expect(lists.map((list) => list.labels[0]!.textContent.trim())).to.deep.equal([
      'Question 1',
      'Question 2',
    ]);
    lists[1]!.value = 'q3';
    type('answer-0', ' Puff ');
    await submit();
    expect(focused()).to.equal('answer-1');
    type('answer-1', 'Engine');
    await submit(review);
    expect(answered()).to.deep.equal({
      kind: 'set-questions',
      questions: [
        { id: 'q1', answer: 'Puff' },
        { id: 'q3', answer: 'Engine' },
      ],
    });
  });

  it('points at the answer that is refused, and keeps the others', async () => {
    await openAt(questions);
    type('answer-0', 'Puff');
    type('answer-1', 'Puff');
    const wrong = { fields: [{ field: 'answer-1', problem: 'twice' }] };
    await submit(problem('invalid-answer', wrong));
    expect(focused()).to.equal('answer-1');
    expect(one('input[name=answer-0]').value).to.equal('Puff');
  });
});
