// The one place from which a directory is changed.
import type { Outcome } from '../../backends/protocol/index.ts';
import { DirectoryUnavailable } from '../directory/directory.ts';
import { trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import { changeCounter, proofCounter } from '../limiter.ts';
import { noticesTo } from '../notices.ts';
import { readPerson } from '../person.ts';
import type { Message, Unit } from '../store/store.ts';
import type { Ground } from './step.ts';

const finished = (
  { gateway, state }: Ground,
  outcome: Outcome,
  messages: Message[] = [],
): Verdict => {
  const { username } = state.subject!;
  return {
    state: { ...state, at: { kind: 'done', outcome } },
    unit: {
      clears: [proofCounter(gateway, username)],
      hits: outcome === 'unlocked' ? [] : [changeCounter(gateway, username)],
      messages,
      events: [{ event: outcome, username }],
    },
  };
};

const lift = async (ground: Ground, personId: string): Promise<Verdict> => {
  await ground.gateway.directory.unlock(personId);
  return finished(ground, 'unlocked');
};

const set = async (ground: Ground, personId: string, password: string): Promise<Verdict> => {
  const { gateway, state } = ground;
  // Read before anything is changed: a directory that fails here has changed nothing, and can be said to.
  const person = await readPerson(gateway, personId);
  const messages = person ? noticesTo(gateway, person, 'password-reset', state.locale) : [];
  const answer = await gateway.directory.setPassword(personId, password);
  if (answer.result === 'rejected')
    return trouble({ ...state, at: { kind: 'new-password' } }, 'password-rejected', {
      broken: answer.broken,
    });
  const outcome = state.flow === 'change' ? 'password-changed' : 'password-reset';
  return finished(ground, outcome, messages);
};

const unavailable = (before: FlowState): Verdict => ({
  state: before,
  unit: { events: [{ event: 'directory unavailable', username: before.subject?.username }] },
  trouble: { code: 'directory-unavailable', retryAfter: 60 },
});

// Between the two writes the flow says that the directory was asked. Whoever finds it so after a crash knows that the
// outcome is unknown, and says that instead of guessing.
const change = async (ground: Ground, password: string | undefined): Promise<Verdict> => {
  const { state } = ground;
  const personId = state.subject!.personId!;
  try {
    return await (password === undefined
      ? lift(ground, personId)
      : set(ground, personId, password));
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    // The last proof was used up by what failed: another try to unlock begins with giving one again.
    return password === undefined
      ? unavailable({ ...state, proved: state.proved.slice(0, -1), at: { kind: 'choose-method' } })
      : unavailable({ ...state, at: { kind: 'new-password' } });
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
