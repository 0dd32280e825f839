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
const mail = `${en['method-email']} (\u2066a•••@e•••.org\u2069)`;

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
    expect(texts('.kt-methods b')).to.deep.equal([mail, 'Your security questions']);
    await submit({ kind: 'done', outcome: 'confirmed', advice: [] });
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'confirm' });
    expect(heading()).to.equal('You’re all set');
  });

  it('changes and removes the one that is meant', async () => {
    await openAt(review);
    await press(`Remove: ${mail}`, { ...review, registered: [] });
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'remove', id: 'm1' });
    await press('Add: Text message with a code', { kind: 'add-contact', method: 'sms' });
    expect(answered()).to.deep.equal({ kind: 'review-methods', action: 'add', method: 'sms' });
    expect(heading()).to.equal('Add a mobile number');
  });

  it('says how many are needed, and offers no way out before there are', async () => {
    await openAt(tooFew);
    expect(texts('.kt-lead')).to.deep.equal(['Different ways that you need here: 2']);
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
    await press('Back', { kind: 'add-contact', method: 'email', prefill: 'a@example.org' });
    expect(one('input[name=value]').value).to.equal('a@example.org');
    expect(one('input[name=value]').autocomplete).to.equal('email');
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
