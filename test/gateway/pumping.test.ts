// Texts and calls for somebody's gain: to numbers that are theirs, which nobody behind ever answers.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countryOf, rangeOf, rowOf } from '../../gateway/numbers.ts';
import { codeAfter, personNamed, toMethods, toReview, until } from './harness.ts';
import { limited, text, withLimits, withNumber } from './limited.ts';
import { asked, reply, telephones, withApprovals } from './provider.ts';

afterEach(() => void vi.useRealTimers());

describe('A number', () => {
  it('is one of a row of ten thousand, and of a range of a million, however it is written', () => {
    for (const number of ['+31612345678', '+31 6 1234 5678', '+31 6 1234 5678 x12']) {
      expect(rowOf(number), number).toBe('3161234');
      expect(rangeOf(number), number).toBe('31612');
    }
  });

  it('belongs to a country, or to a network that has none', () => {
    const numbers = [
      '+31612345678',
      '+32470123456',
      '+12025550123',
      '+18765550123',
      '+883510012345',
      '5',
    ];
    expect(numbers.map(countryOf)).toEqual(['NL', 'BE', 'US', 'JM', '+883', '+']);
  });
});

describe('Numbers that begin alike', () => {
  const alike = ['+31612100001', '+31612200002', '+31612300003', '+31612400004', '+31612500005'];
  const other = '+31613100006';

  it('pause where nobody answers, the operator is told, and an answer makes room again', async () => {
    const people = [...alike, other].map(withNumber);
    const bench = await limited({ unused: 3 }, { people });
    const [first, second, third, fourth] = alike as [string, string, string, string];
    const walk = await toMethods(bench, 'g0@contoso.com');
    await walk.go({ kind: 'choose-method', method: 'sms-1', confirm: first }, 'enter-code');
    expect((await text(bench, 1, second)).status).toBe(200);
    expect((await text(bench, 2, third)).status).toBe(200);
    expect((await text(bench, 3, fourth)).status).toBe(429);
    expect(bench.lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'limit reached',
        limit: 'unused',
        most: 3,
      }),
    );
    expect(JSON.stringify(bench.lines)).not.toContain('31612');
    expect((await text(bench, 5, other)).status).toBe(200);
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 0) }, 'new-password');
    // Five for each that was answered: the rest of a day that has seen three.
    for (let round = 0; round < 5; round += 1)
      expect((await text(bench, round % 5, alike[round % 5]!)).status).toBe(200);
    expect((await text(bench, 3, fourth)).status).toBe(429);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 60 * 60 * 1000 + 1000 });
    expect((await text(bench, 3, fourth)).status).toBe(200);
  });

  it('have room for as many calls as are answered', async () => {
    const tenant = withLimits({ unused: 1 }, withApprovals);
    const { bench, call } = await telephones({ tenant });
    const number = {
      kind: 'choose-method',
      method: 'call-mobile-1',
      confirm: '+971 50 123 4503',
    } as const;
    const walk = await toMethods(bench, 'noor');
    await walk.go(number, 'await-approval');
    const again = await toMethods(bench, 'noor');
    expect((await again.fails(number)).code).toBe('too-many-tries');
    await reply(await asked(call), { approved: true });
    await until(async () => (await walk.send({ kind: 'await-approval' })).ok);
    await until(async () => (await again.send(number)).ok);
  });
});

describe('A country', () => {
  const [near, far, further] = ['+31612345601', '+32470123401', '+32471123402'] as const;

  it('that isn’t served is neither offered nor registered, nor among those to choose from', async () => {
    const people = [withNumber(far, 0), withNumber(near, 1), personNamed('linus')];
    const bench = await limited({ countries: ['NL', 'DE'] }, { people });
    const proof = [
      ['g0', 'sms-1', far],
      ['g1', 'sms-1', near],
    ] as const;
    const statuses = proof.map(async ([name, method, confirm]) =>
      (await toMethods(bench, name)).send({ kind: 'choose-method', method, confirm }),
    );
    expect((await statuses[1]!).status).toBe(200);
    await statuses[0];
    const walk = await toReview(bench, 'linus');
    const add = { kind: 'review-methods', action: 'add', method: 'sms' } as const;
    const { countries } = await walk.go(add, 'add-contact');
    expect(countries!.map(({ country }) => country).toSorted()).toEqual(['DE', 'NL']);
    const refused = await walk.fails({ kind: 'add-contact', value: far });
    expect(refused).toMatchObject({ code: 'invalid-answer', fields: [{ problem: 'country' }] });
    await walk.go({ kind: 'add-contact', value: '06 1234 5699' }, 'enter-code');
    await until(() => bench.sent.length === 2);
    expect(bench.sent.map(({ to }) => to)).toEqual([near, '+31612345699']);
  });

  it('other than the organisation’s own has a budget for a day', async () => {
    const people = [near, far, further].map(withNumber);
    const bench = await limited({ country: 1 }, { people });
    expect((await text(bench, 1, far)).status).toBe(200);
    expect((await text(bench, 2, further)).status).toBe(429);
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ message: 'limit reached', limit: 'country:BE', most: 1 }),
    );
    for (let round = 0; round < 3; round += 1)
      expect((await text(bench, 0, near)).status).toBe(200);
  });
});
