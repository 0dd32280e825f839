import { backupCodesOf, printedCode } from '../backup-codes.ts';
import { moveTo } from '../flow/outcome.ts';
import { registering } from './registering.ts';
import type { StepRoom } from './step.ts';

/** Backup codes, told this once. They count when the person says that they have them, and all older ones are void. */
export const showCodes: StepRoom<'show-codes'> = {
  show: async ({ flowId, state }) => ({
    kind: 'show-codes',
    codes: backupCodesOf(flowId, state.at.salt).map(printedCode),
  }),
  answers: {
    'show-codes': async (turn) => {
      const codes = backupCodesOf(turn.flowId, turn.state.at.salt);
      const { backupCodes } = turn.gateway.registrations;
      return registering(turn, 'method added', 'backup-code', (person) =>
        backupCodes.set(person, codes),
      );
    },
    back: async ({ state }) => moveTo(state, { kind: 'review-methods' }),
  },
};
