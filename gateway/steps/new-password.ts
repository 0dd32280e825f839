import { trouble } from '../flow/outcome.ts';
import { judge, publicPassword } from '../passwords.ts';
import { setPasswordOrUnlock } from './commit.ts';
import type { StepRoom } from './step.ts';

/** The new password: judged here by the very rules that the widget showed, then by the directory. */
export const newPassword: StepRoom<'new-password'> = {
  show: async ({ gateway, state }) => ({
    kind: 'new-password',
    username: state.subject!.username,
    policy: { ...publicPassword(gateway.tenant), ...state.at.least },
  }),
  answers: {
    'new-password': async (turn, { password }) => {
      const { gateway, state } = turn;
      const broken = await judge(gateway, password, state.subject!.username);
      return broken.length > 0
        ? trouble(state, 'password-rejected', { broken })
        : setPasswordOrUnlock(turn, {}, password);
    },
  },
};
