import { limits } from '../../backends/limits.ts';
import { backupCodeLength, plainBackupCode } from '../backup-codes.ts';
import type { Gateway } from '../context.ts';
import { moveTo } from '../flow/outcome.ts';
import type { OwnCode, Subject } from '../flow/state.ts';
import { totpStep } from '../totp.ts';
import { proofFailed } from './proofs.ts';
import { spending } from './spending.ts';
import type { StepRoom } from './step.ts';

type Spend = () => Promise<boolean>;

// Nobody's code is compared too, with a secret that no app has.
const nobodysSecret = 'A'.repeat(32);

// How a code that is right would be used up; undefined for a wrong one.
const finders: Record<
  OwnCode,
  (gateway: Gateway, subject: Subject, typed: string) => Promise<Spend | undefined>
> = {
  totp: async ({ registrations: { totp } }, { personId }, typed) => {
    const kept = await totp.read(personId ?? '');
    const step = totpStep(kept?.secret ?? nobodysSecret, typed);
    if (!personId || !kept || step === undefined) return undefined;
    return () => totp.spend(personId, kept.id, step);
  },
  'backup-code': async ({ registrations: { backupCodes } }, { personId }, typed) => {
    const code = plainBackupCode(typed);
    const right = await backupCodes.has(personId ?? '', code);
    return personId && right ? () => backupCodes.spend(personId, code) : undefined;
  },
};

/** A code that the person has without being sent one: nothing can be sent anew, and nothing runs out. */
export const typeCode: StepRoom<'type-code'> = {
  show: async ({ state }) => ({
    kind: 'enter-code',
    method: state.at.from,
    length: state.at.from === 'totp' ? limits.codeLength : backupCodeLength,
    resendAfter: 0,
    expiresIn: 0,
  }),
  answers: {
    'enter-code': async (turn, { code }) => {
      const { gateway, state } = turn;
      const { method, from } = state.at;
      const spend = await finders[from](gateway, state.subject!, code);
      return spend
        ? spending(turn, { method, code: 'wrong-code', at: state.at }, spend)
        : proofFailed(turn, 'wrong-code', method);
    },
    'other-method': async ({ state }) => moveTo(state, { kind: 'choose-method' }),
  },
};
