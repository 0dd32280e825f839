import { describe, expect, it } from 'vitest';
import { ableKinds } from '../../gateway/able.ts';
import { contactFrom } from '../../gateway/contacts.ts';
import { availableTo, registeredBy } from '../../gateway/registered.ts';
import { offersOf, remaining } from '../../gateway/offers.ts';
import { findPerson } from '../../gateway/person.ts';
import {
  benchGateway,
  codeAfter,
  contoso,
  personNamed,
  toReview,
  until,
  withPolicy,
} from './harness.ts';

const add = { kind: 'review-methods', action: 'add', method: 'sms' } as const;

describe('A contact', () => {
  it.each([
    ['sms', '06 1234 5699', { value: '+31612345699' }],
    ['sms', '٠٦١٢٣٤٥٦٩٩', { value: '+31612345699' }],
    ['sms', '+971 50 123 4503', { value: '+971501234503' }],
    ['sms', '020 555 0123', { problem: 'not-mobile' }],
    ['sms', '0900 1234', { problem: 'not-mobile' }],
    ['sms', '06 1234 5699 ext. 4', { problem: 'format' }],
    ['sms', '12', { problem: 'format' }],
    ['call-mobile', '06 1234 5699', { value: '+31612345699' }],
    ['call-mobile', '020 555 0123', { problem: 'not-mobile' }],
    ['call-office', '020 794 0123', { value: '+31207940123' }],
    ['call-office', '+31 20 794 01 23 x 42', { value: '+31207940123 x42' }],
    ['call-office', '020 794 0123 toestel 42', { problem: 'format' }],
    ['call-office', '+31207940123;ext=0042', { value: '+31207940123 x0042' }],
    ['call-office', '06 1234 5699', { value: '+31612345699' }],
    ['call-office', '0900 1234', { problem: 'format' }],
    ['call-office', '+1 900 555 0123', { problem: 'format' }],
    ['call-office', '+31 20 794 0123 x 123456789', { problem: 'format' }],
    ['email', ' ada@example.org ', { value: 'ada@example.org' }],
    ['email', 'ada@contoso.com', { problem: 'own-domain' }],
    ['email', 'ada@mail.Contoso.com', { problem: 'own-domain' }],
    ['email', 'a@x.test,b@y.test', { problem: 'format' }],
    ['email', 'a@x.test\r\nBcc: b@y.test', { problem: 'format' }],
  ] as const)('by %s as %j is read as %j', (kind, typed, wanted) => {
    expect(contactFrom(kind, typed, contoso)).toEqual(wanted);
  });

  it.each([
    ['BE', '0470 12 34 56', { value: '+32470123456' }],
    ['be', '0470 12 34 56', { value: '+32470123456' }],
    ['BE', '+31 6 1234 5699', { value: '+31612345699' }],
    ['XX', '06 1234 5699', { value: '+31612345699' }],
    ['__', '06 1234 5699', { value: '+31612345699' }],
    [undefined, '0470 12 34 56', { problem: 'format' }],
  ] as const)('is a number of %s', (country, typed, wanted) => {
    expect(contactFrom('sms', typed, contoso, country)).toEqual(wanted);
  });
});

describe('The country of a number', () => {
  it('can be chosen from all there are, and is the organisation’s at first', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'linus');
    const asked = await walk.go(add, 'add-contact');
    expect(asked.country).toBe('NL');
    expect(asked.countries!.length).toBeGreaterThan(240);
    expect(asked.countries).toContainEqual({ country: 'BE', code: '32' });
    const value = '0470 12 34 56';
    expect((await walk.fails({ kind: 'add-contact', value })).code).toBe('invalid-answer');
    const code = await walk.go({ kind: 'add-contact', value, country: 'BE' }, 'enter-code');
    expect(code.sentTo).toBe('+32470123456');
    await until(() => bench.sent[0]?.to === '+32470123456');
  });

  it('isn’t asked for an address', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'linus');
    const asked = await walk.go({ ...add, method: 'email' }, 'add-contact');
    expect(asked).toEqual({ kind: 'add-contact', method: 'email' });
  });
});

describe('A mobile number', () => {
  const tenant = withPolicy({ methods: ['sms', 'call-mobile', 'call-office'], gates: 2 });
  const able = tenant.policy.methods;
  const gateway = { tenant, able };

  it('is registered once, and serves for texts and for calls, but never for two proofs', async () => {
    const bench = await benchGateway({ tenant: withPolicy({ methods: ['sms'] }) });
    const walk = await toReview(bench, 'linus');
    await walk.go(add, 'add-contact');
    await walk.go({ kind: 'add-contact', value: '06 1234 5699' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    await walk.go({ kind: 'enter-code', code }, 'review-methods');
    const person = (await findPerson(bench, personNamed('linus').username))!;
    expect(registeredBy(gateway, person).map(({ kind }) => kind)).toEqual(['sms']);
    const offers = offersOf(gateway, person);
    expect(offers.map(({ id, to, confirm }) => [id, to, confirm])).toEqual([
      ['sms-1', '+31612345699', true],
      ['call-mobile-1', '+31612345699', true],
    ]);
    expect(remaining(offers, ['sms-1'])).toEqual([]);
  });

  it('can be added where a text or a call finds out whose it is, and an office’s where a call can', async () => {
    const bench = await benchGateway();
    const person = (await findPerson(bench, personNamed('linus').username))!;
    expect(availableTo(gateway, person)).toEqual(['sms', 'call-office']);
    expect(availableTo({ tenant, able: ['call-mobile', 'push'] }, person)).toEqual(['call-mobile']);
  });
});

describe('A method', () => {
  it('is offered only where there is a way to carry it out', () => {
    const tenant = withPolicy({
      methods: ['call-office', 'push', 'questions', 'sms', 'totp', 'email'],
    });
    const send = async (): Promise<void> => {};
    expect(ableKinds(tenant, {})).toEqual(['questions', 'totp']);
    expect(ableKinds(tenant, { email: send })).toEqual(['questions', 'totp', 'email']);
    expect(ableKinds(tenant, { sms: send })).toEqual(['questions', 'sms', 'totp']);
  });
});
