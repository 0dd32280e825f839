import { DirectoryUnavailable } from '../directory/directory.ts';
import { trouble, type Verdict } from '../flow/outcome.ts';
import { judge, publicPassword } from '../passwords.ts';
import { noticesTo, noticesToAdministrators } from '../notices.ts';
import { type Person, readPerson } from '../person.ts';
import type { Message } from '../store/store.ts';
import { setPassword, unavailable } from './commit.ts';
import type { StepRoom, Turn } from './step.ts';

// Whoever hears of it. A password that is changed by who knows it is nobody else's business.
const toldOf = async (
  { gateway, state }: Turn<'new-password'>,
  person: Person | undefined,
): Promise<Message[]> => {
  if (!person) return [];
  const own = noticesTo(gateway, person, 'password-reset', state.locale);
  return state.flow === 'reset'
    ? [...own, ...(await noticesToAdministrators(gateway, person))]
    : own;
};

// All that is to be read is read before anything is changed: a directory that fails here has changed nothing.
const answered = async (turn: Turn<'new-password'>, password: string): Promise<Verdict> => {
  const { gateway, state } = turn;
  const { username, personId } = state.subject!;
  try {
    const person = await readPerson(gateway, personId!);
    const broken = await judge(gateway, password, { username, name: person?.name });
    return broken.length > 0
      ? trouble(state, 'password-rejected', { broken })
      : setPassword(turn, password, await toldOf(turn, person));
  } catch (error) {
    if (error instanceof DirectoryUnavailable) return unavailable(turn.state);
    throw error;
  }
};

/** The new password: judged here by the very rules that the widget showed, then by the directory. */
export const newPassword: StepRoom<'new-password'> = {
  show: async ({ gateway, state }) => ({
    kind: 'new-password',
    username: state.subject!.username,
    policy: { ...publicPassword(gateway.tenant), ...state.at.least },
  }),
  answers: {
    'new-password': (turn, { password }) => answered(turn, password),
  },
};
