// A number that can't be texted is registered by a call to it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findPerson } from '../../gateway/person.ts';
import { begin, type Bench, personNamed, toMethods, type Walk } from './harness.ts';
import { asked, reply, telephones } from './provider.ts';

afterEach(() => void vi.useRealTimers());

const poll = { kind: 'await-approval' } as const;
const desk = '+31 20 555 0123';

const toReview = async (bench: Bench): Promise<Walk> => {
  const { username, password } = personNamed('ada');
  const walk = await begin(bench, { flow: 'register' });
  await walk.go({ kind: 'sign-in', username, password }, 'review-methods');
  return walk;
};

const toDesk = async (bench: Bench): Promise<Walk> => {
  const walk = await toReview(bench);
  await walk.go({ kind: 'review-methods', action: 'add', method: 'call-office' }, 'add-contact');
  await walk.go({ kind: 'add-contact', value: '020 555 0123', country: 'NL' }, 'await-approval');
  return walk;
};

const numbers = async (bench: Bench): Promise<string[]> =>
  (await findPerson(bench, 'ada@contoso.com'))!.contacts
    .filter(({ channel }) => channel === 'office')
    .map(({ value }) => value);

describe('An office number', () => {
  it('is registered once somebody there has said yes, and proves its owner from then on', async () => {
    const { bench, call } = await telephones();
    const walk = await toDesk(bench);
    expect(walk.step).toMatchObject({ kind: 'await-approval', method: 'call-office' });
    const question = await asked(call);
    expect(question.to).toBe('+31205550123');
    await walk.go(poll, 'await-approval');
    expect(await numbers(bench)).toEqual([]);
    expect(await reply(question, { approved: true })).toBe(204);
    await walk.go(poll, 'review-methods');
    expect(await numbers(bench)).toEqual(['+31205550123']);
    const reset = await toMethods(bench, 'ada');
    const choose = { kind: 'choose-method', method: 'call-office-1', confirm: desk } as const;
    await reset.go(choose, 'await-approval');
    expect(await reply(await asked(call, 2), { approved: true })).toBe(204);
    await reset.go(poll, 'new-password');
  });

  it('isn’t registered when somebody there says no, or nothing', async () => {
    const { bench, call } = await telephones();
    const walk = await toDesk(bench);
    expect(await reply(await asked(call), { approved: false })).toBe(204);
    const refused = await walk.fails(poll);
    expect(refused).toMatchObject({
      code: 'not-approved',
      step: { kind: 'add-contact', method: 'call-office', prefill: '+31205550123' },
    });
    // It's no proof of who they are that failed.
    expect(refused.triesLeft).toBeUndefined();
    await walk.go({ kind: 'add-contact', value: desk }, 'await-approval');
    expect((await walk.fails({ kind: 'resend' })).code).toBe('too-many-tries');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    await walk.go(poll, 'await-approval');
    await walk.go({ kind: 'resend' }, 'await-approval');
    await walk.go({ kind: 'other-method' }, 'add-contact');
    expect(await numbers(bench)).toEqual([]);
  });

  it('leaves the app of the organisation out: it isn’t registered here, and isn’t counted', async () => {
    const { bench } = await telephones();
    const walk = await toReview(bench);
    expect(walk.step).toMatchObject({ available: ['email', 'call-mobile', 'call-office'] });
    expect(walk.step).toMatchObject({ required: 1, canFinish: true });
    const { username, password } = personNamed('linus');
    const linus = await begin(bench, { flow: 'register' });
    await linus.go({ kind: 'sign-in', username, password }, 'review-methods');
    expect(linus.step).toMatchObject({ canFinish: false });
  });
});
