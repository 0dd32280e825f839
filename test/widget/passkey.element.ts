import { expect } from 'chai';
import type { Answer, StepOf } from '../../backends/protocol/index.ts';
import { plugIn, unplug } from './page/authenticator.ts';
import { afterEach, describe, it } from './page/mocha.ts';
import {
  click,
  focused,
  heading,
  notice,
  one,
  openAt,
  openRegistrationAt,
  pause,
  settled,
  submit,
  texts,
} from './page/page.ts';
import { steps } from './page/steps.ts';
import { answer, problem, sent } from './page/wire.ts';

afterEach(unplug);

const making: StepOf<'add-passkey'> = {
  kind: 'add-passkey',
  options: {
    challenge: 'Y2hhbGxlbmdl',
    rp: { id: 'localhost', name: 'Contoso' },
    user: { id: 'YWRh', name: 'ada@contoso.com', displayName: 'Ada' },
    pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  },
};

const using = (...ids: string[]): StepOf<'use-passkey'> => ({
  kind: 'use-passkey',
  options: {
    challenge: 'Y2hhbGxlbmdl',
    rpId: 'localhost',
    userVerification: 'required',
    allowCredentials: ids.map((id) => ({ type: 'public-key', id })),
    timeout: 1000,
  },
});

const answered = (): Extract<Answer, { credential: unknown }> =>
  (sent.at(-1)!.body as { answer: Extract<Answer, { credential: unknown }> }).answer;

const made = async (): Promise<string> => {
  await openRegistrationAt(making);
  await submit(steps['review-methods']);
  expect(heading()).to.equal('Your recovery methods');
  return answered().credential.id;
};

describe('a passkey', () => {
  it('is made in the browser’s own dialog, and what came of it is sent as the browser writes it', async () => {
    await plugIn();
    const id = await made();
    const { kind, credential } = answered();
    expect([kind, credential.id, credential['type']]).to.deep.equal([
      'add-passkey',
      id,
      'public-key',
    ]);
    expect(credential.response['attestationObject']).to.be.a('string');
  });

  it('proves who somebody is', async () => {
    await plugIn();
    const id = await made();
    await openAt(using(id));
    expect(texts('.kt-lead')).to.deep.equal([
      'Your device asks for your fingerprint, your face or your PIN.',
    ]);
    await submit(steps['new-password']);
    expect(answered().kind).to.equal('use-passkey');
    expect(answered().credential.id).to.equal(id);
    expect(answered().credential.response['signature']).to.be.a('string');
    expect(heading()).to.equal('Choose a new password');
  });

  it('isn’t made twice on a device, and that is said in words', async () => {
    await plugIn();
    const id = await made();
    const excludeCredentials = [{ type: 'public-key', id }];
    await openRegistrationAt({ ...making, options: { ...making.options, excludeCredentials } });
    const before = sent.length;
    await submit();
    expect(notice()).to.equal('There is a passkey for this account on this device already.');
    expect(sent.length).to.equal(before);
  });

  it('that the person doesn’t give costs no call, and leaves the focus where it is', async () => {
    await plugIn({ isUserVerified: false });
    await openAt(using());
    const before = sent.length;
    one('button[type=submit]').focus();
    await submit();
    expect(notice()).to.equal('That passkey didn’t work. Try again, or take another way.');
    expect(focused()).to.equal('Use your passkey');
    expect(sent.length).to.equal(before);
    answer(steps['choose-method']);
    click('Another way');
    await settled();
    expect(heading()).to.equal('Prove that it’s you');
  });

  it('that the backend refuses can be tried again', async () => {
    await plugIn();
    const id = await made();
    await openAt(using(id));
    await submit(problem('wrong-passkey', { step: using(id) }));
    expect(notice()).to.equal('That passkey didn’t work. Try again, or take another way.');
    await submit(steps['new-password']);
    expect(heading()).to.equal('Choose a new password');
  });

  it('is asked for once, however often the button is pressed', async () => {
    await plugIn({ automaticPresenceSimulation: false });
    const element = await openAt(using());
    const before = sent.length;
    for (let press = 0; press < 3; press += 1) one('button[type=submit]').click();
    await pause();
    expect(texts('.kt-busy')).to.deep.equal(['One moment…']);
    expect(one('button[type=submit]').ariaDisabled).to.equal('true');
    expect(sent.length).to.equal(before);
    element.remove();
  });

  it('is no longer asked for when the element has gone', async () => {
    await plugIn({ automaticPresenceSimulation: false });
    const real = navigator.credentials.get.bind(navigator.credentials);
    let ended = '';
    navigator.credentials.get = (options) => {
      const asked = real(options);
      asked.catch((error: Error) => (ended = error.name));
      return asked;
    };
    const element = await openAt(using());
    one('button[type=submit]').click();
    await pause();
    expect(ended).to.equal('');
    element.remove();
    await pause(100);
    expect(ended).to.equal('AbortError');
    delete (navigator.credentials as Partial<CredentialsContainer>).get;
  });
});

describe('a browser without passkeys', () => {
  const without = async (test: () => Promise<void>): Promise<void> => {
    const { PublicKeyCredential: real } = globalThis;
    Object.assign(globalThis, { PublicKeyCredential: undefined });
    try {
      await test();
    } finally {
      Object.assign(globalThis, { PublicKeyCredential: real });
    }
  };

  it('says so, and leads to another way', () =>
    without(async () => {
      await openAt(steps['use-passkey']);
      expect(texts('.kt-lead')).to.deep.equal(['This browser can’t use passkeys.']);
      expect(texts('main button')).to.deep.equal(['Another way']);
      await submit(steps['choose-method']);
      expect(sent.at(-1)!.body).to.deep.include({ answer: { kind: 'other-method' } });
    }));

  it('says so when one is to be made, and leads back', () =>
    without(async () => {
      await openRegistrationAt(making);
      expect(texts('.kt-lead')).to.deep.equal(['This browser can’t use passkeys.']);
      await submit(steps['review-methods']);
      expect(sent.at(-1)!.body).to.deep.include({ answer: { kind: 'back' } });
    }));
});
