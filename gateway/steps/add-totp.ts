import { limits } from '../../backends/limits.ts';
import { moveTo, trouble } from '../flow/outcome.ts';
import { qrPath } from '../../templates/qr.ts';
import { totpSecretOf, totpStep, totpUri } from '../totp.ts';
import { registering } from './registering.ts';
import type { StepRoom, Turn } from './step.ts';

const secretOf = ({ flowId, state }: Turn<'add-totp'>): string =>
  totpSecretOf(flowId, state.at.salt);

/** An authenticator app: its secret is shown, and nothing is kept before the app has given a right code. */
export const addTotp: StepRoom<'add-totp'> = {
  show: async (turn) => {
    const secret = secretOf(turn);
    const uri = totpUri(turn.gateway.tenant, turn.state.subject!.username, secret);
    return { kind: 'add-totp', secret, uri, qr: qrPath(uri), length: limits.codeLength };
  },
  answers: {
    // A wrong code counts against nobody: whoever guesses here has the secret before them.
    'add-totp': async (turn, { code }) => {
      const secret = secretOf(turn);
      const step = totpStep(secret, code);
      if (step === undefined) return trouble(turn.state, 'wrong-code');
      const { totp } = turn.gateway.registrations;
      return registering(turn, 'method added', 'totp', (person) => totp.set(person, secret, step));
    },
    back: async ({ state }) => moveTo(state, { kind: 'review-methods' }),
  },
};
