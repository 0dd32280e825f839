// A name that nobody has is led through a flow that could be anyone's: nothing in it is a thing that only people, or only
// decoys, have.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { predefinedQuestions } from '../../locales/questions.ts';
import { decoyOffers } from '../../gateway/decoys.ts';
import { maskEmail } from '../../gateway/masks.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type Bench, benchGateway, personNamed, toMethods, withPolicy } from './harness.ts';

const questionsFrom = (predefined: 'all' | (typeof predefinedQuestions)[number][]): Tenant =>
  withPolicy({ questions: { register: 4, reset: 2, predefined, custom: [] } });
const tenant = questionsFrom('all');

afterEach(() => void vi.useRealTimers());

const hintsOf = async (bench: Bench, username: string): Promise<string[]> => {
  const { step } = await toMethods(bench, username);
  const methods = step.kind === 'choose-method' ? step.methods : [];
  return methods.filter(({ kind }) => kind === 'email').map(({ hint }) => hint!);
};

// All questions that a name is asked without ever giving an answer.
const askedOf = async (bench: Bench, username: string, rounds: number): Promise<string[]> => {
  const asked: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const walk = await toMethods(bench, username);
    for (let turn = 0; turn < 3; turn += 1) {
      const { questions } = await walk.go(
        { kind: 'choose-method', method: 'questions-1' },
        'answer-questions',
      );
      asked.push(questions.map(({ id }) => id).join(' '));
      await walk.go({ kind: 'other-method' }, 'choose-method');
    }
  }
  return asked;
};

describe('A masked address', () => {
  it.each([
    ['zoe.q@yahoo.co.uk', 'z•••@y•••'],
    ['Quentin@Ziggo.NL', 'q•••@z•••'],
    ['x@x.museum', 'x•••@x•••'],
  ])('of %s says as much as a decoy’s', (address, mask) => {
    expect(maskEmail(address)).toBe(mask);
  });

  it('of a decoy can be whatever a person’s can be', async () => {
    const few = withPolicy({ methods: ['email', 'sms', 'questions'] });
    const bench = await benchGateway({ tenant: few });
    const all: string[][] = [];
    for (let index = 0; index < 600; index += 1) {
      // One a second: more at once meet a puzzle.
      vi.useFakeTimers({ toFake: ['Date'], now: index * 1000 });
      all.push(await hintsOf(bench, `max${index}`));
    }
    const hints = all.flat();
    for (const hint of hints) expect(hint).toMatch(/^[a-z]•••@[a-z]•••$/);
    expect(hints.some((hint) => !hint.startsWith('m'))).toBe(true);
    expect(hints.filter((hint) => hint.startsWith('m')).length).toBeGreaterThan(hints.length / 2);
    expect(new Set(hints.map((hint) => hint.split('@')[1])).size).toBeGreaterThan(22);
    expect(all.some(({ length }) => length === 2)).toBe(true);
  });
});

describe('What a decoy has', () => {
  const methods: Tenant['policy']['methods'] = [
    'email',
    'sms',
    'totp',
    'passkey',
    'backup-code',
    'questions',
  ];
  const offered = (gates: 1 | 2) => {
    const secrets = secretsFrom(new Uint8Array(32));
    const gateway = { secrets, able: methods, tenant: withPolicy({ methods, gates }) };
    return Array.from({ length: 6000 }, (_, index) => decoyOffers(gateway, `nobody${index}`));
  };

  it.each([1, 2] as const)('can be whatever a person can have, at %i gates', (gates) => {
    const sets = offered(gates).map((offers) =>
      [...new Set(offers.map(({ kind }) => kind))].join(' '),
    );
    // All sets of six, but the empty one and, for two gates, those of one.
    expect(new Set(sets).size).toBe(gates === 1 ? 63 : 57);
    const small = sets.filter((set) => set.split(' ').length <= gates + 2);
    expect(small.length).toBeGreaterThan(sets.length * 0.75);
  });

  it('can be two or three addresses or numbers', () => {
    for (const wanted of ['email', 'sms']) {
      const counts = offered(1).map((one) => one.filter(({ kind }) => kind === wanted).length);
      expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3]));
      expect(counts.filter((count) => count > 1).length).toBeLessThan(counts.length / 4);
    }
  });
});

describe('Questions', () => {
  it('stay the same until one was answered wrong, for people and decoys alike', async () => {
    const questions = predefinedQuestions.slice(0, 6).map((id) => ({ id, answer: 'right' }));
    const bench = await benchGateway({
      tenant,
      people: [{ ...personNamed('ada'), questions }],
    });
    const names = ['ada'];
    for (let index = 0; names.length < 4; index += 1) {
      const { step } = await toMethods(bench, `nobody${index}`);
      if (JSON.stringify(step).includes('questions-1')) names.push(`nobody${index}`);
    }
    for (const name of names) {
      expect(new Set(await askedOf(bench, name, 3)).size, name).toBe(1);
      const walk = await toMethods(bench, name);
      const drawn = new Set<string>();
      const { questions: first } = await walk.go(
        { kind: 'choose-method', method: 'questions-1' },
        'answer-questions',
      );
      let ids = first.map(({ id }) => id);
      for (let round = 0; round < 4; round += 1) {
        drawn.add(ids.join(' '));
        const answers = ids.map((id) => ({ id, answer: 'wrong' }));
        const { step } = await walk.fails({ kind: 'answer-questions', answers });
        ids = step?.kind === 'answer-questions' ? step.questions.map(({ id }) => id) : [];
      }
      expect(drawn.size, name).toBeGreaterThan(1);
    }
  });

  it('of decoys follow no pattern', async () => {
    const bench = await benchGateway({ tenant: withPolicy({ methods: ['questions'] }) });
    const gaps = new Set<number>();
    for (let index = 0; index < 40; index += 1) {
      const [asked] = await askedOf(bench, `nobody${index}`, 1);
      const places = asked!.split(' ').map((id) => predefinedQuestions.indexOf(id as never));
      places.sort((a, b) => a - b);
      gaps.add(places[1]! - places[0]!);
    }
    expect(gaps.size).toBeGreaterThan(4);
  });

  it('of decoys are those that the tenant lets people register', async () => {
    const own = predefinedQuestions.slice(3, 8);
    const { policy } = questionsFrom(own);
    const bench = await benchGateway({ tenant: withPolicy({ ...policy, methods: ['questions'] }) });
    for (let index = 0; index < 10; index += 1) {
      const [asked] = await askedOf(bench, `nobody${index}`, 1);
      expect(own).toEqual(expect.arrayContaining(asked!.split(' ')));
    }
  });

  it('of decoys are the tenant’s own, too', async () => {
    const custom = ['Which project did you work on first?', 'Who showed you the coffee machine?'];
    const questions = { register: 4, reset: 3, predefined: [...predefinedQuestions].slice(0, 2) };
    const bench = await benchGateway({
      tenant: withPolicy({ methods: ['questions'], questions: { ...questions, custom } }),
    });
    const walk = await toMethods(bench, 'nobody');
    const asked = await walk.go(
      { kind: 'choose-method', method: 'questions-1' },
      'answer-questions',
    );
    // Three of four: one of the tenant's own at least.
    expect(asked.questions).toHaveLength(3);
    expect(custom).toEqual(
      expect.arrayContaining(
        asked.questions.filter(({ id }) => id.startsWith('own-')).map(({ text }) => text),
      ),
    );
    expect(asked.questions.some(({ id }) => id.startsWith('own-'))).toBe(true);
  });
});
