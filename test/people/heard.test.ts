// Whole flows by keyboard alone, with eyes shut: what is announced on the way, in its order, and what is then found.
import { beforeAll, describe, expect, it } from 'vitest';
import { steps } from '../widget/page/steps.ts';
import { heard, listening, tree } from './heard.ts';
import { samplesIn } from './samples.ts';
import { useStage } from './stage.ts';

const stage = useStage();
const real = samplesIn('en');

beforeAll(() => listening(stage().page));

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await stage().page.keyboard.press(key);
};
const type = (text: string): Promise<void> => stage().page.keyboard.type(text);

// Sends what is there, and waits until the answer is on show.
const send = async (shown: string): Promise<void> => {
  await press('Enter');
  const there = stage().page.locator('.kt-form').getByText(shown);
  await there.filter({ visible: true }).first().waitFor();
  await stage().page.locator('.kt-form[aria-busy=true]').waitFor({ state: 'detached' });
};

const fillIn = async (...texts: string[]): Promise<void> => {
  for (const text of texts) {
    await press('Tab');
    await type(text);
  }
};

const all = async (): Promise<string> => `\n${(await heard(stage().page)).join('\n')}\n`;

describe('A reset, heard', () => {
  it('tells each step, each mistake and the end', async () => {
    await stage().open('reset', [
      steps['choose-intent'],
      { ...steps['choose-method'], gates: 1 },
      steps['enter-code'],
      { code: 'wrong-code', triesLeft: 4 },
      real.totpCode,
      real.backupCode,
      real.answerQuestions,
      steps['await-approval'],
      steps['new-password'],
      real.done,
    ]);
    await stage().page.locator('[name=username]').focus();
    await send('Please fill this in.');
    await type('ada');
    await send('What happened?');
    await press('Tab');
    await send('Prove that it’s you');
    await press('Tab', 'ArrowDown');
    await fillIn('+31 6 1234 5642');
    await send('Type the code');
    await fillIn('123456');
    await send('That code isn’t right');
    await type('654321');
    await send('Your authenticator app shows it.');
    await fillIn('123456');
    await send('Take one from your list');
    await fillIn('K7QM-2XPD');
    await send('Answer your questions');
    await fillIn('Delft', 'Rex');
    await send('Waiting for you');
    await stage().page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await fillIn('short');
    await send('This password breaks a rule');
    await press('ControlOrMeta+A');
    await type('violet umbrella seventy');
    await send('Your new password is set');
    expect(await all()).toMatchInlineSnapshot(`
      "
      input: User name
      input: User name | wrong | Please fill this in.
      status: One moment…
      h2: What happened?
      input: I forgot my password You choose a new one. A lock is lifted too.
      status: One moment…
      h2: Prove that it’s you
      input: Email with a code (⁦a••@c••.com⁩)
      input: Text message with a code (⁦+31 ••• ••42⁩)
      input: The full number, with country code | We only use a number that you know in full.
      status: One moment…
      h2: Type the code
      input: Code of 6 digits
      status: One moment…
      alert: That code isn’t right. Only the newest one works. Tries left: 4. You can try again in 5 minutes.
      status: One moment…
      h2: Type the code
      input: Code of 6 digits
      status: One moment…
      h2: Type the code
      input: Backup code
      status: One moment…
      h2: Answer your questions
      input: In which town was your first job?
      input: What was your first pet called?
      status: One moment…
      h2: Waiting for you
      h2: Choose a new password
      input: New password
      status: Rules not met yet: 1
      alert: This password breaks a rule. Please choose another one.
      status: All rules met
      status: One moment…
      h2: Your new password is set
      "
    `);
    await press('Tab');
    expect(await all()).toMatchInlineSnapshot(`
      "
      a: Back to sign-in
      "
    `);
  });
});

describe('A registration, heard', () => {
  it('tells each step, and what is registered', async () => {
    await stage().open('register', [
      real.tooFew,
      steps['add-contact'],
      steps['enter-code'],
      real.totp,
      real.codes,
      real.setQuestions,
      steps['review-methods'],
      { ...real.done, outcome: 'registered', advice: [] },
    ]);
    await stage().page.locator('[name=username]').focus();
    await type('ada');
    await fillIn('analytical engine 1843');
    await send('Your recovery methods');
    await stage().page.locator('[name=method]:checked').focus();
    await press('ArrowDown');
    await send('Add a mobile number');
    await press('Tab');
    await fillIn('06 1234 5642');
    await send('On its way');
    await fillIn('123456');
    await send('Set up your authenticator app');
    await press('Tab', 'Tab');
    await fillIn('123456');
    await send('Your backup codes');
    await press('Tab', 'Tab', 'Tab', 'Tab');
    await send('Choose your questions');
    await press('Tab');
    await fillIn('Delft');
    await press('Tab');
    await fillIn('Rex');
    await send('Is all of this still right?');
    expect(await tree(stage().page)).toMatchInlineSnapshot(`
      "- heading "Your recovery methods" [level=2]
      - paragraph: Is all of this still right?
      - alert
      - list:
        - listitem:
          - text: Email with a code (⁦a•••@e•••⁩) Verified on May 3, 2026
          - 'button "Change: Email with a code (⁦a•••@e•••⁩)"': Change
          - group: Remove
        - listitem:
          - text: Text message with a code (⁦••• 42⁩) From your organisation
          - 'button "Change: Text message with a code (⁦••• 42⁩)"': Change
        - listitem:
          - text: Code from your authenticator app Verified on May 3, 2026
          - 'button "Set up again: Code from your authenticator app"': Set up again
          - group: Remove
        - listitem:
          - text: Passkey Verified on May 3, 2026
          - group: Remove
        - listitem:
          - text: Your security questions
          - 'button "Change: Your security questions"': Change
          - group: Remove
      - button "Looks good"
      - status
      - 'button "Add: Email with a code"'
      - 'button "Add: Text message with a code"'
      - 'button "Add: Backup code"'
      - button "Not now""
    `);
    await stage().page.getByRole('button', { name: 'Looks good' }).focus();
    await send('You’re all set');
    expect(await all()).toMatchInlineSnapshot(`
      "
      input: User name
      input: Current password
      status: One moment…
      h2: Your recovery methods
      input: Email with a code
      input: Text message with a code
      status: One moment…
      h2: Add a mobile number
      select: Country
      input: Mobile number | With a + in front, any country in the list.
      status: One moment…
      h2: Type the code
      input: Code of 6 digits
      status: One moment…
      h2: Set up your authenticator app
      button: Copy
      a: Open the app on this device
      input: Code of 6 digits
      status: One moment…
      h2: Your backup codes
      button: Copy
      button: Save as a file
      button: Print
      button: I’ve kept them
      status: One moment…
      h2: Choose your questions
      select: Question 1
      input: Answer 1
      select: Question 2
      input: Answer 2
      status: One moment…
      h2: Your recovery methods
      button: Looks good
      status: One moment…
      h2: You’re all set
      "
    `);
  });
});

describe('A change, heard', () => {
  it('tells that the password was wrong, where it is mended, and the end', async () => {
    await stage().open('change', [
      { code: 'wrong-password', triesLeft: 4 },
      steps['new-password'],
      { ...real.done, outcome: 'password-changed' },
    ]);
    await stage().page.locator('[name=username]').focus();
    await type('ada');
    await fillIn('wrong');
    await send('isn’t right');
    await fillIn('analytical engine 1843');
    await send('Choose a new password');
    await fillIn('violet umbrella seventy');
    expect(await tree(stage().page)).toMatchInlineSnapshot(`
      "- heading "Choose a new password" [level=2]
      - paragraph: Three or four words that don’t belong together are easy to remember and hard to guess.
      - alert
      - text: New password
      - textbox "New password": violet umbrella seventy
      - button "Show password"
      - list:
        - listitem: At least 12 characters (met)
        - listitem: Not your user name (met)
        - listitem: Nothing easily guessed, such as our name (not met yet)
        - listitem: Not one of your last passwords (not met yet)
      - status: All rules met
      - button "Set the password"
      - status"
    `);
    await send('Your new password is set');
    expect(await all()).toMatchInlineSnapshot(`
      "
      input: User name
      input: Current password
      status: One moment…
      input: User name
      alert: The user name or the password isn’t right. Tries left: 4. You can try again in 5 minutes.
      input: Current password
      status: One moment…
      h2: Choose a new password
      input: New password
      status: Rules not met yet: 1
      status: All rules met
      status: One moment…
      h2: Your new password is set
      "
    `);
  });
});
