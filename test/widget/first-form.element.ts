import { expect } from 'chai';
import { KeyturnReset } from '../../widget/index.ts';
import { describe, it } from './page/mocha.ts';
import {
  focused,
  heading,
  notice,
  one,
  open,
  put,
  settled,
  staticForm,
  submit,
  texts,
  type,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { answer, held, offline, problem, sent } from './page/wire.ts';

const inside = staticForm;
const signingIn = inside.replace(
  '<div class="kt-actions">',
  '<div class="kt-field"><div class="kt-box"><input name="password" type="password" /></div></div>$&',
);

describe('the form that the page already carries', () => {
  it('is taken over as it stands when the script comes late: text, caret and focus stay', async () => {
    await put(`<keyturn-late backend="/api">${inside}</keyturn-late>`);
    const [form, input] = [one('form'), one('input')];
    input.focus();
    input.value = 'ada@contoso.com';
    input.setSelectionRange(3, 3);
    customElements.define('keyturn-late', class extends KeyturnReset {});
    await Promise.resolve();
    expect(form.isConnected).to.equal(true);
    expect(document.activeElement === input).to.equal(true);
    expect([input.value, input.selectionStart]).to.deep.equal(['ada@contoso.com', 3]);
    await submit(steps['choose-intent']);
    expect(heading()).to.equal('What happened?');
    expect(sent[1]!.body).to.deep.include({
      answer: { kind: 'identify', username: 'ada@contoso.com' },
    });
  });

  it('says that it is busy, and sends once however often it is clicked', async () => {
    await open({ inside });
    const form = one('form');
    type('username', 'ada@contoso.com');
    const slow = held(steps['choose-intent']);
    answer(slow.answer);
    for (const _ of 'twice') one('button[type=submit]').click();
    await Promise.resolve();
    expect([form.ariaBusy, ...texts('[role=status]')]).to.deep.equal(['true', 'One moment…']);
    slow.release();
    await settled();
    expect(heading()).to.equal('What happened?');
    expect(sent.length).to.equal(2);
  });

  it('says what was wrong where it stands, and what was typed stays', async () => {
    await open({ inside });
    const form = one('form');
    type('username', 'ada@contoso.com');
    await submit(offline);
    expect(form.isConnected).to.equal(true);
    expect([form.ariaBusy, ...texts('[role=status]')]).to.deep.equal(['false', '']);
    expect(notice()).to.contain('There is no answer.');
    expect(one('input').value).to.equal('ada@contoso.com');
    expect(focused()).to.equal('username');
    await submit(steps['enter-code']);
    expect(heading()).to.equal('Type the code');
  });

  it('lets a wrong password be read at the next try, and sends it hidden', async () => {
    await open({ name: 'keyturn-change', inside: signingIn });
    type('username', 'ada');
    type('password', 'not this one');
    await submit(problem('wrong-password', { step: steps['sign-in'] }));
    expect(one('[name=password]').value).to.equal('');
    type('password', 'nor that one');
    one('.kt-show').click();
    expect(one('[name=password]').type).to.equal('text');
    await submit(offline);
    expect(one('[name=password]').type).to.equal('password');
    expect(texts('.kt-show').length).to.equal(1);
  });

  it('is mended where it stands empty', async () => {
    await open({ inside });
    await submit();
    expect(sent).to.deep.equal([]);
    expect(texts('.kt-error')).to.deep.equal(['Please fill this in.']);
    expect(focused()).to.equal('username');
  });

  it('stays when the element is moved on the page', async () => {
    const element = await open({ inside });
    const form = one('form');
    type('username', 'ada');
    document.querySelector('main')!.append(element);
    await Promise.resolve();
    expect(form.isConnected).to.equal(true);
    expect(one('input').value).to.equal('ada');
    await submit(steps['enter-code']);
    expect(heading()).to.equal('Type the code');
  });

  it('takes no focus that the person didn’t give it', async () => {
    await open();
    expect(focused()).to.equal('');
    await open({ inside });
    expect(focused()).to.equal('');
  });
});
