// What somebody may do at any moment, in any of three flows.
import fc from 'fast-check';

const names = ['ada', 'noor', 'nobody'] as const;
/** Whose names are typed; the last is nobody's. */
export type Name = (typeof names)[number];

/** A code that somebody has had since they registered. */
export const backupCode = 'K7QM2XPD';

const person = fc.constantFrom(...names);
const nth = fc.nat({ max: 2 });

/** A move says which flow it's for, and whose secret it takes. */
export const move = fc.oneof(
  // What an honest person would do next: without them nobody would come far.
  {
    weight: 24,
    arbitrary: fc.record({
      kind: fc.constant('on' as const),
      flow: nth,
      name: person,
      method: nth,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('identify' as const), flow: nth, name: person }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('choose' as const),
      flow: nth,
      method: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('code' as const),
      flow: nth,
      from: nth,
      older: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      flow: nth,
      code: fc.constantFrom(backupCode, 'AAAAAAAA'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('answers' as const), flow: nth, name: person }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('sign-in' as const),
      flow: nth,
      name: person,
      right: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('password' as const), flow: nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('back' as const, 'other-method' as const, 'resend' as const),
      flow: nth,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('begin' as const),
      flow: nth,
      as: fc.constantFrom('reset' as const, 'change' as const, 'register' as const),
    }),
  },
);
/** One of them. */
export type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;
