// The one place from which a directory is changed.
import type { BrokenRule, Outcome } from '../../backends/protocol/index.ts';
import { ChangeRefused, DirectoryUnavailable } from '../directory/directory.ts';
import { trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import { changeCounter, proofCounter, tryGuard } from '../limiter.ts';
import { noticesTo } from '../notices.ts';
import { publicPassword } from '../passwords.ts';
import { readPerson } from '../person.ts';
import type { Message, Unit } from '../store/store.ts';
import type { Ground } from './step.ts';

const settled = (verdict: Verdict, settle: Unit['settle']): Verdict => ({
  ...verdict,
  unit: { ...verdict.unit, settle },
});

const finished = ({ gateway, state }: Ground, outcome: Outcome): Verdict => {
  const { username } = state.subject!;
  return {
    state: { ...state, at: { kind: 'done', outcome } },
    unit: {
      clears: [proofCounter(gateway, username), tryGuard(gateway, username).counter],
      hits: outcome === 'unlocked' ? [] : [changeCounter(gateway, username)],
      events: [{ event: outcome, username }],
    },
  };
};

const lift = async (ground: Ground, personId: string): Promise<Verdict> => {
  await ground.gateway.directory.unlock(personId);
  return settled(finished(ground, 'unlocked'), 'release');
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
  const answer = await gateway.directory.setPassword(personId, password);
  if (answer.result === 'rejected') return settled(refused(ground, answer.broken), 'drop');
  const outcome = state.flow === 'change' ? 'password-changed' : 'password-reset';
  return settled(finished(ground, outcome), 'release');
};

/** Nothing was changed, since the directory didn't answer; the next try is another one. */
export const unavailable = (before: FlowState): Verdict => ({
  state: before,
  unit: { events: [{ event: 'directory unavailable', username: before.subject?.username }] },
  trouble: { code: 'directory-unavailable', retryAfter: 60 },
});

// The last proof was used up by what failed: another try to unlock begins with giving one again.
const proveAgain = (state: FlowState): Verdict =>
  unavailable({ ...state, proved: state.proved.slice(0, -1), at: { kind: 'choose-method' } });

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
    if (error instanceof ChangeRefused) return settled(shut(ground, error.reason), 'drop');
    if (!(error instanceof DirectoryUnavailable)) throw error;
    return settled(
      password === undefined
        ? proveAgain(state)
        : unavailable({ ...state, at: { kind: 'new-password' } }),
      'drop',
    );
  }
};

const asked = (ground: Ground, unit: Unit, password?: string): Verdict => ({
  state: { ...ground.state, at: { kind: 'committing', since: Date.now() } },
  unit,
  act: () => change(ground, password),
});

// Whoever is to be told of it is written down before: should this gateway die before it knows how it ended, they are told
// all the same, and it's in the audit log. Nobody to tell is written down too, for the log's sake.
const heldBack = (
  { state, supportCode }: Ground,
  letter: Message['letter'],
  told: readonly Message[],
  hits: string[],
): Message[] => {
  const { username } = state.subject!;
  const event = { event: 'outcome unknown', username, supportCode };
  const data = { username, at: new Date().toISOString() };
  const nobody: Message = { channel: 'email', letter, locale: state.locale, data };
  const [first = nobody, ...others] = told;
  return [{ ...first, orphaned: { event, hits } }, ...others];
};

/**
 * Asks the directory to lift the lock; success is what it has confirmed, and the person is told of it. `unit` is written
 * before.
 */
export const unlockAccount = async (ground: Ground, unit: Unit): Promise<Verdict> => {
  const { gateway, state } = ground;
  try {
    const person = await readPerson(gateway, state.subject!.personId!);
    const told = person ? noticesTo(gateway, person, 'unlocked', state.locale) : [];
    return asked(ground, { ...unit, held: heldBack(ground, 'unlocked', told, []) });
  } catch (error) {
    if (error instanceof DirectoryUnavailable) return proveAgain(state);
    throw error;
  }
};

/** Asks the directory to set a password; success is what it has confirmed. `told` is who hears of it. */
export const setPassword = (ground: Ground, password: string, told: Message[]): Verdict => {
  const { gateway, state } = ground;
  const hits = [changeCounter(gateway, state.subject!.username)];
  return asked(ground, { held: heldBack(ground, 'password-reset', told, hits) }, password);
};
