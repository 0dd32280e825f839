import { expect } from 'chai';
import { describe, it } from './page/mocha.ts';
import { click, focused, heading, notice, one, openAt, submit, texts, type } from './page/page.ts';
import { policy, steps } from './page/steps.ts';
import { problem, sent } from './page/wire.ts';

const rules = (): Record<string, string> =>
  Object.fromEntries(
    [...document.querySelectorAll<HTMLElement>('main .kt-rules li')].map((rule) => [
      rule.textContent.split('(')[0]!.trim(),
      rule.dataset.is!,
    ]),
  );

const announced = (): string => texts('.kt-field [role=status]').join();

const write = async (password: string): Promise<void> => {
  type('password', password);
  await Promise.resolve();
};

const atPassword = (more: object = {}): Promise<HTMLElement> =>
  openAt({ ...steps['new-password'], policy: { ...policy, ...more } });

describe('the rules of a new password', () => {
  it('are all on show before anything is typed', async () => {
    await atPassword({ classes: 3, unicode: false, breachCheck: true });
    expect(rules()).to.deep.equal({
      'At least 12 characters': 'open',
      'At least 3 of these: lowercase letters, capitals, digits, symbols': 'open',
      'Only unaccented letters, digits, spaces and common symbols': 'open',
      'Not your user name': 'open',
      'Nothing easily guessed, such as our name': 'open',
      'Not known from a data breach': 'open',
      'Not one of your last passwords': 'open',
    });
    expect(announced()).to.equal('');
  });

  it('are judged while it is typed, and those that only the backend knows stay open', async () => {
    await atPassword();
    await write('short');
    expect(rules()).to.include({ 'At least 12 characters': 'open', 'Not your user name': 'met' });
    await write('ada@contoso.com!');
    expect(rules()).to.include({ 'At least 12 characters': 'met', 'Not your user name': 'open' });
    expect(rules()['Nothing easily guessed, such as our name']).to.equal('open');
    await write('');
    expect(rules()['At least 12 characters']).to.equal('open');
  });

  it('say in words, not by colour alone, whether they are met', async () => {
    await atPassword();
    await write('correct horse battery');
    expect(texts('.kt-rules li')[0]).to.equal('At least 12 characters (met)');
    expect(texts('.kt-rules li')[2]).to.match(/\(not met yet\)$/);
  });

  it('are announced as a number, not as a list at every key', async () => {
    await atPassword({ classes: 3 });
    await write('a');
    expect(announced()).to.equal('Rules not met yet: 2');
    await write('Correct horse battery');
    expect(announced()).to.equal('All rules met');
    await write('');
    expect(announced()).to.equal('');
  });

  it('count an emoji as one character, and show a rule that the list didn’t name', async () => {
    await atPassword({ maxLength: 13 });
    await write('🐎'.repeat(12));
    expect(rules()['At least 12 characters']).to.equal('met');
    await write('🐎'.repeat(14));
    expect(rules()['At most 13 characters']).to.equal('open');
  });

  it('are not sent against: the field says so, the password stays to be mended', async () => {
    await atPassword();
    const before = sent.length;
    type('password', 'short');
    await submit();
    expect(sent.length).to.equal(before);
    expect(rules()['At least 12 characters']).to.equal('broken');
    const field = one('[name=password]');
    expect(field.value).to.equal('short');
    expect(focused()).to.equal('password');
    expect(field.getAttribute('aria-describedby')).to.equal(one('.kt-error').id);
    await write('short but now long enough');
    expect(rules()['At least 12 characters']).to.equal('met');
  });

  it('show what the backend refused, even beyond their own list', async () => {
    await atPassword();
    type('password', 'correct horse battery');
    const broken = [{ rule: 'banned' as const }, { rule: 'directory' as const }];
    await submit(problem('password-rejected', { broken, step: steps['new-password'] }));
    expect(rules()).to.include({
      'Nothing easily guessed, such as our name': 'broken',
      'Accepted by the directory of your organisation': 'broken',
    });
    expect(texts('.kt-error')).to.deep.equal([
      'This password breaks a rule. Please choose another one.',
    ]);
    expect(one('[name=password]').value).to.equal('');
    expect(focused()).to.equal('password');
    expect(heading()).to.equal('Choose a new password');
  });

  it('are those of the backend’s latest word', async () => {
    await atPassword();
    type('password', 'correct horse battery');
    const step = { ...steps['new-password'], policy: { ...policy, minLength: 30 } };
    await submit(
      problem('password-rejected', { broken: [{ rule: 'min-length', need: 30 }], step }),
    );
    expect(rules()['At least 30 characters']).to.equal('broken');
    expect(rules()['At least 12 characters']).to.equal(undefined);
    type('password', 'correct horse battery');
    await submit();
    expect(rules()['At least 30 characters']).to.equal('broken');
  });

  it('survive a refusal that names none', async () => {
    await atPassword();
    type('password', 'correct horse battery');
    await submit(problem('password-rejected'));
    expect(notice()).to.contain('This password breaks a rule.');
  });
});

describe('the button that shows a password', () => {
  const shown = (): [string, string | null] => [
    one('[name=password]').type,
    one('.kt-show').getAttribute('aria-pressed'),
  ];

  it('shows and hides it, and keeps what was typed', async () => {
    await atPassword();
    type('password', 'correct horse');
    expect(shown()).to.deep.equal(['password', 'false']);
    click('Show password');
    expect(shown()).to.deep.equal(['text', 'true']);
    click('Show password');
    expect(shown()).to.deep.equal(['password', 'false']);
    expect(one('[name=password]').value).to.equal('correct horse');
  });

  it('is let go when the form is sent', async () => {
    await atPassword();
    type('password', 'short');
    click('Show password');
    await submit();
    expect(shown()).to.deep.equal(['password', 'false']);
  });
});
