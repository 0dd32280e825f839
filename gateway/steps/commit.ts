// The one place from which a directory is changed.
import type { BrokenRule, Outcome } from '../../backends/protocol/index.ts';
import { ChangeRefused, DirectoryUnavailable } from '../directory/directory.ts';
import { trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import { changeCounter, proofCounter } from '../limiter.ts';
import { noticesTo, noticesToAdministrators } from '../notices.ts';
import { publicPassword } from '../passwords.ts';
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

// A directory may ask for more than the policy says: then the rules that are shown are the directory's. Where it doesn't
// say which rule it is, or one that the password keeps as it's shown, its own verdict is shown beside the rules.
const refused = ({ gateway, state }: Ground, broken: readonly BrokenRule[]): Verdict => {
  const shown = publicPassword(gateway.tenant);
  const need = (rule: BrokenRule['rule']): number =>
    broken.find((one) => one.rule === rule)?.need ?? 0;
  const [minLength, classes] = [need('min-length'), need('classes')];
  const least = {
    ...(minLength > shown.minLength && { minLength }),
    ...(classes > shown.classes && { classes }),
  };
  const unsaid = broken.filter(
    ({ rule, need = 0 }) =>
      (rule === 'min-length' && need <= shown.minLength) ||
      (rule === 'classes' && need <= shown.classes),
  );
  return trouble({ ...state, at: { kind: 'new-password', least } }, 'password-rejected', {
    broken: [...broken, ...unsaid.slice(0, 1).map(() => ({ rule: 'directory' as const }))],
  });
};

const set = async (ground: Ground, personId: string, password: string): Promise<Verdict> => {
  const { gateway, state } = ground;
  // Read before anything is changed: a directory that fails here has changed nothing, and can be said to.
  const person = await readPerson(gateway, personId);
  const own = person ? noticesTo(gateway, person, 'password-reset', state.locale) : [];
  // A password that is changed by who knows it is nobody else's business.
  const told =
    person && state.flow === 'reset' ? await noticesToAdministrators(gateway, person) : [];
  const answer = await gateway.directory.setPassword(personId, password);
  if (answer.result === 'rejected') return refused(ground, answer.broken);
  const outcome = state.flow === 'change' ? 'password-changed' : 'password-reset';
  return finished(ground, outcome, [...own, ...told]);
};

/** Nothing was changed, since the directory didn't answer; the next try is another one. */
export const unavailable = (before: FlowState): Verdict => ({
  state: before,
  unit: { events: [{ event: 'directory unavailable', username: before.subject?.username }] },
  trouble: { code: 'directory-unavailable', retryAfter: 60 },
});

// No other password and no other proof would help: somebody must be asked who may do more.
const shut = ({ state }: Ground, detail: string): Verdict => ({
  state: { ...state, at: { kind: 'stopped', reason: 'not-eligible' } },
  unit: { events: [{ event: 'refused', username: state.subject!.username, detail }] },
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
    if (error instanceof ChangeRefused) return shut(ground, error.reason);
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
