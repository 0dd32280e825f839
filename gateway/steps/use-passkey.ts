import { moveTo } from '../flow/outcome.ts';
import { newChallenge, requestOptions, usedPasskey } from '../passkeys.ts';
import { proofFailed } from './proofs.ts';
import { spending } from './spending.ts';
import type { StepRoom } from './step.ts';

/** A passkey. Each challenge is good for one answer, and names are asked alike whether they have a passkey or not. */
export const usePasskey: StepRoom<'use-passkey'> = {
  show: async ({ gateway, state }) => ({
    kind: 'use-passkey',
    options: { ...(await requestOptions(gateway, state.at.challenge)) },
  }),
  answers: {
    'use-passkey': async (turn, { credential }) => {
      const { gateway, state } = turn;
      const { method, challenge } = state.at;
      const { personId } = state.subject!;
      const at = { ...state.at, challenge: newChallenge() };
      const { tenant, registrations } = gateway;
      const used = personId
        ? await usedPasskey(gateway, personId, credential, { tenant, challenge })
        : undefined;
      return used
        ? spending(turn, { method, code: 'wrong-passkey', at }, () =>
            registrations.passkeys.spend(personId!, used.id, used.counter),
          )
        : proofFailed(turn, 'wrong-passkey', method, at);
    },
    'other-method': async ({ state }) => moveTo(state, { kind: 'choose-method' }),
  },
};
