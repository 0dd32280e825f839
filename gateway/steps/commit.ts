// The one place from which a directory is changed.
import type { Outcome } from '../../backends/protocol/index.ts';
import { DirectoryUnavailable } from '../directory/directory.ts';
import type { Verdict } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import { proofCounter } from '../limiter.ts';
import { notices } from '../notices.ts';
import type { Unit } from '../store/store.ts';
import type { Ground } from './step.ts';

const finished = async ({ gateway, state }: Ground, outcome: Outcome): Promise<Verdict> => {
  const { username, personId } = state.subject!;
  const changed = outcome !== 'unlocked';
  return {
    state: { ...state, at: { kind: 'done', outcome } },
    unit: {
      clears: [proofCounter(gateway, username)],
      messages: changed ? await notices(gateway, personId!, state.locale) : [],
      events: [{ event: outcome, username }],
    },
  };
};

const unavailable = (before: FlowState): Verdict => ({
  state: before,
  unit: { events: [{ event: 'directory unavailable', username: before.subject?.username }] },
  trouble: { code: 'directory-unavailable', retryAfter: 60 },
});

// Between the two writes the flow says that the directory was asked. Whoever finds it so after a crash knows that the
// outcome is unknown, and says that instead of guessing.
const change = async (ground: Ground, password: string | undefined): Promise<Verdict> => {
  const { gateway, state } = ground;
  const { personId } = state.subject!;
  const before = {
    ...state,
    at:
      password === undefined
        ? ({ kind: 'choose-method' } as const)
        : ({ kind: 'new-password' } as const),
  };
  try {
    if (password === undefined) {
      await gateway.directory.unlock(personId!);
      return await finished(ground, 'unlocked');
    }
    const answer = await gateway.directory.setPassword(personId!, password);
    if (answer.result === 'rejected')
      return { state: before, trouble: { code: 'password-rejected', broken: answer.broken } };
    return await finished(ground, state.flow === 'change' ? 'password-changed' : 'password-reset');
  } catch (error) {
    if (error instanceof DirectoryUnavailable) return unavailable(before);
    throw error;
  }
};

/** Asks the directory to set a password, or to lift the lock where none is given; success is what it has confirmed. */
export const setPasswordOrUnlock = (
  ground: Ground,
  unit: Unit = {},
  password?: string,
): Verdict => ({
  state: { ...ground.state, at: { kind: 'committing', since: Date.now() } },
  unit,
  act: () => change(ground, password),
});
