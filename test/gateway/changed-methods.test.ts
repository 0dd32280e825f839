// What is registered changes while a reset is under way: what has been proved is worth no more than what is left.
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type Bench,
  benchGateway,
  codeAfter,
  personNamed,
  toCode,
  toMethods,
  toPassword,
  toReview,
  until,
  withPolicy,
} from './harness.ts';

const ada = 'ada@contoso.com';
const fresh = 'violet umbrella seventy';

afterEach(() => void vi.useRealTimers());

const withTwoAddresses = () => ({
  ...personNamed('ada'),
  contacts: [],
  methods: [
    { kind: 'email', value: 'first@example.org' },
    { kind: 'email', value: 'second@example.org' },
    { kind: 'sms', value: '+31612345678' },
  ] as const,
});

// Behind everybody's back, as an administrator may do it.
const lose = async (bench: Bench, value: string): Promise<void> => {
  const { contacts } = await bench.registrations.read(ada);
  await bench.registrations.removeContact(ada, contacts.find((one) => one.value === value)!.id);
};

const takeOut = async (bench: Bench, kind: string): Promise<void> => {
  const review = await toReview(bench, 'ada');
  const { registered } = review.step as Extract<typeof review.step, { kind: 'review-methods' }>;
  const { id } = registered.find((one) => one.kind === kind)!;
  await review.go({ kind: 'review-methods', action: 'remove', id }, 'review-methods');
};

describe('A reset under way', () => {
  it('is over when its person takes something out', async () => {
    const bench = await benchGateway({ people: [withTwoAddresses(), personNamed('grace')] });
    const proved = await toPassword(bench, ada);
    const [waiting, code] = await toCode(bench, ada);
    const others = await toMethods(bench, 'grace');
    await takeOut(bench, 'email');
    const answer = { kind: 'new-password', password: fresh } as const;
    expect((await proved.fails(answer)).code).toBe('flow-expired');
    expect((await waiting.fails({ kind: 'enter-code', code })).code).toBe('flow-expired');
    expect(await bench.directory.signIn(ada, fresh)).toBe(false);
    // One that begins later is none the worse, and neither is anybody else's.
    await toPassword(bench, ada);
    await others.fails({ kind: 'choose-method', method: 'sms-1', confirm: '+31600000000' });
    expect(others.step.kind).toBe('choose-method');
  });

  it('sends a code to nobody when its address is gone, and to no other in its place', async () => {
    const bench = await benchGateway({ people: [withTwoAddresses()] });
    const walk = await toMethods(bench, ada);
    await walk.go({ kind: 'choose-method', method: 'email-2' }, 'enter-code');
    await codeAfter(bench, 0);
    await lose(bench, 'second@example.org');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    const again = await walk.go({ kind: 'resend' }, 'enter-code');
    expect([again.method, again.sentTo]).toEqual(['email', undefined]);
    await toCode(bench, ada);
    expect(bench.sent.map(({ to }) => to)).toEqual(['second@example.org', 'first@example.org']);
  });

  it('takes no second proof by a channel whose first is gone', async () => {
    const tenant = withPolicy({ gates: 2 });
    const bench = await benchGateway({ tenant, people: [withTwoAddresses()] });
    const walk = await toMethods(bench, ada);
    await walk.go({ kind: 'choose-method', method: 'email-2' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    await walk.go({ kind: 'enter-code', code }, 'choose-method');
    await lose(bench, 'second@example.org');
    const second = { kind: 'choose-method', method: 'email-1' } as const;
    expect((await walk.fails(second)).code).toBe('invalid-answer');
  });
});

describe('Changes of what is registered', () => {
  it('are at most thirty in ten minutes, so that their notices keep nobody’s code waiting', async () => {
    const tenant = withPolicy({ methods: ['email', 'backup-code'], requiredToRegister: 1 });
    const bench = await benchGateway({ tenant });
    const walk = await toReview(bench, 'ada');
    const again = { kind: 'review-methods', action: 'change', id: 'backup-code' } as const;
    const add = { kind: 'review-methods', action: 'add', method: 'backup-code' } as const;
    for (let change = 0; change < 30; change += 1) {
      await walk.go(change === 0 ? add : again, 'show-codes');
      await walk.go({ kind: 'show-codes' }, 'review-methods');
    }
    await walk.go(again, 'show-codes');
    const refused = await walk.fails({ kind: 'show-codes' });
    expect(refused).toMatchObject({ code: 'too-many-tries', retryAfter: 600 });
    const notices = 30 * 2; // to both addresses
    await until(() => bench.sent.length >= notices);
    expect(bench.sent).toHaveLength(notices);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 });
    await walk.go({ kind: 'show-codes' }, 'review-methods');
  });
});
