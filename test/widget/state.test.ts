import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../backends/driver.ts';
import { problem as problemSchema, problemStatus, step } from '../../backends/protocol/index.ts';
import type { ProblemBody, ProblemCode, Step } from '../../backends/protocol/index.ts';
import { begin, type Happening, reduce, type State } from '../../widget/state.ts';
import { arbitraryOf } from '../backends/from-schema.ts';

const identify: Step = { kind: 'identify' };
const code: Step = {
  kind: 'enter-code',
  method: 'sms',
  length: 6,
  resendAfter: 30,
  expiresIn: 300,
};
const approval: Step = { kind: 'await-approval', method: 'push', pollAfter: 3, expiresIn: 60 };

const steps = arbitraryOf(step) as fc.Arbitrary<Step>;
const handle = fc.record({ id: fc.string(), revision: fc.nat() });
const problems = fc
  .tuple(
    arbitraryOf(problemSchema) as fc.Arbitrary<ProblemBody>,
    fc.constantFrom(...(Object.keys(problemStatus) as ProblemCode[]), 'unreachable', 'bad-reply'),
  )
  .map(([body, code]) => ({ ...body, code }));

const replies: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ step: steps, flow: handle }),
  fc.record({ step: steps }),
  fc.record({ problem: problems, flow: handle }),
  fc.record({ problem: problems }),
);
const tickets = fc.nat({ max: 3 });
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.record(
    { type: fc.constant('sent' as const), ticket: tickets, username: fc.string() },
    { requiredKeys: ['type', 'ticket'] },
  ),
  fc.record({ type: fc.constant('replied' as const), ticket: tickets, reply: replies }),
  fc.record({ type: fc.constant('objected' as const), problem: problems }),
  fc.record({ type: fc.constant('restarted' as const), step: steps }),
);
const histories = fc.array(happenings, { maxLength: 25 });

const after = (history: readonly Happening[]): State => history.reduce(reduce, begin(identify));

const asked = (now: Step, reply: Reply): State =>
  after([
    { type: 'restarted', step: identify },
    { type: 'sent', ticket: 1, username: 'ada' },
    { type: 'replied', ticket: 1, reply: { step: now, flow: { id: 'f' } } },
    { type: 'sent', ticket: 2 },
    { type: 'replied', ticket: 2, reply },
  ]);

describe('the state of a widget, whatever happens', () => {
  it('is always one that can be shown, and counts its steps upwards', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let state = begin(identify);
        for (const happening of history) {
          const next = reduce(state, happening);
          expect(['asking', 'sending']).toContain(next.at);
          expect(step.safeParse(next.step).success).toBe(true);
          expect(next.turn - state.turn === 0 || next.turn - state.turn === 1).toBe(true);
          if (next.step.kind !== state.step.kind) expect(next.turn).toBe(state.turn + 1);
          state = next;
        }
      }),
    );
  });

  it('is not moved by a reply that it doesn’t wait for', () => {
    fc.assert(
      fc.property(histories, tickets, replies, (history, ticket, reply) => {
        const state = after(history);
        fc.pre(state.at === 'asking' || state.ticket !== ticket);
        expect(reduce(state, { type: 'replied', ticket, reply })).toBe(state);
      }),
    );
  });

  it('is not moved by a second answer while one is on its way, nor by the form’s own objections', () => {
    fc.assert(
      fc.property(histories, tickets, problems, (history, ticket, problem) => {
        const state = after(history);
        fc.pre(state.at === 'sending');
        expect(reduce(state, { type: 'sent', ticket })).toBe(state);
        expect(reduce(state, { type: 'objected', problem })).toBe(state);
      }),
    );
  });

  it('is never changed in place', () => {
    const frozen = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      Object.values(Object.freeze(value)).forEach(frozen);
    };
    fc.assert(
      fc.property(histories, (history) => {
        let state = begin(identify);
        for (const happening of history) {
          frozen(state);
          frozen(happening);
          state = reduce(state, happening);
        }
      }),
    );
  });

  it('has only these fields, none of which is an answer', () => {
    const known = new Set('at step first turn flow username problem ticket'.split(' '));
    fc.assert(
      fc.property(histories, (history) => {
        const state = after(history);
        expect(Object.keys(state).filter((key) => !known.has(key))).toEqual([]);
        if (state.at === 'asking') expect(state).not.toHaveProperty('ticket');
      }),
    );
  });
});

describe('a reply', () => {
  it('brings the next step and the flow to go on with', () => {
    const state = asked(identify, { step: code, flow: { id: 'g', revision: 2 } });
    expect(state).toMatchObject({ at: 'asking', step: code, flow: { id: 'g', revision: 2 } });
    expect(asked(identify, { step: code }).flow).toEqual({ id: 'f' });
  });

  it('shows a step of the same kind anew after a success, and keeps its form after a problem', () => {
    const before = asked(identify, { step: code }).turn;
    expect(asked(code, { step: { ...code } }).turn).toBe(before + 1);
    const kept = asked(code, { problem: { code: 'wrong-code', step: { ...code, triesLeft: 2 } } });
    expect(kept.turn).toBe(before);
    expect(kept.step).toMatchObject({ triesLeft: 2 });
  });

  it('of “not yet” leaves the waiting as it is, but not where another device is asked', () => {
    const waiting = asked(approval, { step: { ...approval, expiresIn: 57 } });
    expect(waiting.step).toBe(approval);
    const other = asked(approval, { step: { ...approval, method: 'call-mobile' } });
    expect(other.turn).toBe(waiting.turn + 1);
  });

  it('to an answer that came too late just goes on', () => {
    const late = asked(identify, { problem: { code: 'stale-answer', step: code } });
    expect(late).toMatchObject({ step: code, problem: undefined });
    const same = asked(code, { problem: { code: 'stale-answer', step: { ...code } } });
    expect(same.problem?.code).toBe('stale-answer');
  });

  it('of a flow that took too long forgets the flow and keeps the name', () => {
    const state = asked(code, { problem: { code: 'flow-expired' }, flow: { id: 'f' } });
    expect(state).toMatchObject({ step: identify, username: 'ada', flow: undefined });
    expect(state.problem?.code).toBe('flow-expired');
  });
});
