// Who registers uses up nothing that a reset needs, nor the other way round.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { findPerson } from '../../gateway/person.ts';
import {
  type Bench,
  benchGateway,
  codeAfter,
  personNamed,
  toReview,
  type Walk,
  wrongCode,
} from './harness.ts';
import { limited, mail, text, usual, withNumber } from './limited.ts';

afterEach(() => void vi.useRealTimers());
const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};

const adding = (method: 'email' | 'sms') =>
  ({ kind: 'review-methods', action: 'add', method }) as const;

// Has a code sent to what is to be registered, from a flow that stands at the review.
const send = async (walk: Walk, method: 'email' | 'sms', value: string): Promise<Response> => {
  await walk.go(adding(method), 'add-contact');
  return walk.send({ kind: 'add-contact', value });
};

// As often as it's taken: how often that was.
const taken = async (bench: Bench, value: (round: number) => string): Promise<number> => {
  const walk = await toReview(bench, 'linus');
  await walk.go(adding('email'), 'add-contact');
  for (let round = 0; ; round += 1) {
    const answer = { kind: 'add-contact', value: value(round) } as const;
    const sent = await walk.go(answer, 'enter-code').catch(() => undefined);
    if (!sent) return round;
    await walk.go({ kind: 'other-method' }, 'add-contact');
  }
};

describe('Codes for what is new', () => {
  it('are at most five to one address, and leave its owner all that a reset may take', async () => {
    const bench = await benchGateway();
    const { value } = personNamed('ada').methods[0]!;
    expect(await taken(bench, () => value)).toBe(5);
    for (let round = 0; round < limits.sends; round += 1)
      expect((await mail(bench, 'ada')).status).toBe(200);
    expect((await mail(bench, 'ada')).status).toBe(429);
  });

  it('are at most ten to one account in ten minutes, and thirty in a day', async () => {
    const bench = await benchGateway();
    const fresh = (round: number): string => `l${round}-${Date.now()}@example.org`;
    expect(await taken(bench, fresh)).toBe(limits.sends);
    for (const wanted of [limits.sends, limits.sends, 0]) {
      later(limits.sendWindow + 1);
      expect(await taken(bench, fresh)).toBe(wanted);
    }
  });

  it('can still be sent when somebody has asked for all the resets of an account', async () => {
    const bench = await benchGateway();
    for (let round = 0; round <= limits.sends; round += 1) await mail(bench, 'ada');
    expect((await mail(bench, 'ada')).status).toBe(429);
    const { value } = personNamed('ada').methods[0]!;
    expect((await send(await toReview(bench, 'ada'), 'email', value)).status).toBe(200);
  });

  it('are guessed at fifteen times in a day, which closes nothing else', async () => {
    const bench = await benchGateway();
    const guess = async (value: string): Promise<[Walk, string]> => {
      const walk = await toReview(bench, 'linus');
      const before = bench.sent.length;
      await walk.go(adding('email'), 'add-contact');
      await walk.go({ kind: 'add-contact', value }, 'enter-code');
      return [walk, await codeAfter(bench, before)];
    };
    for (let flow = 0; flow < 3; flow += 1) {
      const [walk, code] = await guess(`l${flow}@example.org`);
      for (let left = limits.codeTries - 1; left >= 0; left -= 1)
        expect(await walk.fails({ kind: 'enter-code', code: wrongCode(code) })).toMatchObject({
          code: 'wrong-code',
          triesLeft: left,
        });
    }
    const [walk, code] = await guess('l9@example.org');
    for (const answer of [wrongCode(code), code])
      expect(await walk.fails({ kind: 'enter-code', code: answer })).toMatchObject({
        code: 'too-many-tries',
        retryAfter: 3600,
        step: { kind: 'enter-code' },
      });
    expect((await findPerson(bench, 'linus@contoso.com'))!.contacts).toEqual([]);
    await toReview(bench, 'linus');
    later(limits.lockTime + 1);
    const [next, right] = await guess('l10@example.org');
    await next.go({ kind: 'enter-code', code: right }, 'review-methods');
  });
});

describe('A day’s budget', () => {
  it('leaves a quarter to registrations, whatever resets take', async () => {
    const bench = await limited({ daily: { ...usual.daily, email: 4 } });
    for (let round = 0; round < 3; round += 1) expect((await mail(bench, 'ada')).status).toBe(200);
    expect((await mail(bench, 'noor')).status).toBe(429);
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ message: 'limit reached', limit: 'day:email-reset', most: 3 }),
    );
    expect(await taken(bench, (round) => `l${round}@example.org`)).toBe(1);
  });

  it('leaves a quarter to resets, whatever registrations take', async () => {
    const bench = await limited({ daily: { ...usual.daily, email: 4 } });
    expect(await taken(bench, (round) => `l${round}@example.org`)).toBe(3);
    expect((await mail(bench, 'ada')).status).toBe(200);
    expect((await mail(bench, 'ada')).status).toBe(429);
  });

  it('of texts is shared so, and so are rows of numbers', async () => {
    const number = '+31612345601';
    const people = [withNumber(number, 0), personNamed('linus')];
    const bench = await limited({ row: 1, unused: 1 }, { people });
    expect((await text(bench, 0, number)).status).toBe(200);
    expect((await text(bench, 0, number)).status).toBe(429);
    expect((await send(await toReview(bench, 'linus'), 'sms', '+31612345602')).status).toBe(200);
    expect((await send(await toReview(bench, 'linus'), 'sms', '+31612345603')).status).toBe(429);
  });
});
