import { moveTo, type Verdict } from '../flow/outcome.ts';
import { creationOptions, newChallenge, newPasskeyIn } from '../passkeys.ts';
import { registering, signedIn } from './registering.ts';
import type { StepRoom, Turn } from './step.ts';

const refused = ({ state }: Turn<'add-passkey'>): Verdict => ({
  ...moveTo(state, { ...state.at, challenge: newChallenge() }),
  trouble: { code: 'wrong-passkey' },
});

/** A new passkey, made by the browser for this flow's challenge. */
export const addPasskey: StepRoom<'add-passkey'> = {
  show: async (turn) => {
    const { gateway, state } = turn;
    const person = await signedIn(turn);
    const { challenge, replaces } = state.at;
    const others = (await gateway.registrations.passkeys.of(person.id)).filter(
      ({ id }) => id !== replaces,
    );
    return {
      kind: 'add-passkey',
      options: { ...(await creationOptions(gateway, person, challenge, others)) },
    };
  },
  answers: {
    'add-passkey': async (turn, { credential }) => {
      const { challenge, replaces } = turn.state.at;
      const { tenant, registrations } = turn.gateway;
      const key = await newPasskeyIn(credential, { tenant, challenge });
      // Whose it is already isn't said: it may be somebody else's (WebAuthn Level 3, 7.1, step 26).
      if (!key || (await registrations.passkeys.isTaken(key.credential))) return refused(turn);
      const event = replaces ? 'method changed' : 'method added';
      return registering(turn, event, 'passkey', (person) =>
        registrations.passkeys.add(person, key, replaces),
      );
    },
    back: async ({ state }) => moveTo(state, { kind: 'review-methods' }),
  },
};
