import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { isProblem, isReply, isStep } from '../../backends/guards.ts';
import { knowResetSteps } from '../../backends/guards-reset.ts';
import { knowRegisterSteps } from '../../backends/guards-register.ts';
import { answerReply, problem, startReply, step } from '../../backends/protocol/index.ts';
import { steps } from '../../backends/protocol/steps.ts';
import { arbitraryOf, damaged } from './from-schema.ts';

knowRegisterSteps();
knowResetSteps();

const runs = { numRuns: 400 };

const agree = (guard: (value: unknown) => boolean, schema: z.ZodType, value: unknown): void => {
  expect(guard(value), JSON.stringify(value)).toBe(schema.safeParse(value).success);
};

describe('the guards that ship to browsers', () => {
  for (const [kind, schema] of Object.entries(steps))
    it(`judge the step ${kind} as its zod schema does, whole and damaged`, () => {
      fc.assert(
        fc.property(arbitraryOf(schema), damaged, (value, damage) => {
          agree(isStep, step, value);
          agree(isStep, step, damage(value));
        }),
        runs,
      );
    });

  it('judge replies and starts as the zod schemas do', () => {
    fc.assert(
      fc.property(arbitraryOf(answerReply), damaged, (value, damage) => {
        agree(isReply, answerReply, value);
        agree(isReply, answerReply, damage(value));
      }),
      runs,
    );
    fc.assert(
      fc.property(arbitraryOf(startReply), (value) => agree(isReply, startReply, value)),
      runs,
    );
  });

  it('judge problems as the zod schema does', () => {
    fc.assert(
      fc.property(arbitraryOf(problem), damaged, (value, damage) => {
        agree(isProblem, problem, value);
        agree(isProblem, problem, damage(value));
      }),
      runs,
    );
  });

  it('refuse what is no object at all, and kinds that only a prototype has', () => {
    for (const value of [
      undefined,
      null,
      0,
      '',
      [],
      'step',
      { kind: 'constructor' },
      { kind: '__proto__' },
    ])
      expect(isStep(value)).toBe(false);
  });
});
