import type { BrokenRule } from '../../backends/protocol/index.ts';
import { DirectoryUnavailable } from '../directory/directory.ts';
import { trouble, type Verdict } from '../flow/outcome.ts';
import { judge, publicPassword } from '../passwords.ts';
import { setPasswordOrUnlock, unavailable } from './commit.ts';
import type { StepRoom, Turn } from './step.ts';

const judged = async (
  { gateway, state }: Turn<'new-password'>,
  password: string,
): Promise<BrokenRule[]> => {
  const { username, personId } = state.subject!;
  const account = await gateway.directory.read(personId!);
  return judge(gateway, password, { username, name: account?.name });
};

const answered = async (turn: Turn<'new-password'>, password: string): Promise<Verdict> => {
  try {
    const broken = await judged(turn, password);
    return broken.length > 0
      ? trouble(turn.state, 'password-rejected', { broken })
      : setPasswordOrUnlock(turn, {}, password);
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
