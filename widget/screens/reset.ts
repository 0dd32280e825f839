import { knowResetSteps } from '../../backends/guards-reset.ts';
import type { Screens } from '../screen.ts';
import { answerQuestions } from './answer-questions.ts';
import { anyCode } from './any-code.ts';
import { awaitApproval } from './await-approval.ts';
import { chooseIntent } from './choose-intent.ts';
import { chooseMethod } from './choose-method.ts';
import { done, leave, passwordAdvice, resetOutcomes, stopped } from './ends.ts';
import { identify } from './identify.ts';
import { newPassword } from './new-password.ts';
import { usePasskey } from './use-passkey.ts';

knowResetSteps();

/** What a reset or an unlock may ask. */
export const resetScreens: Screens<
  | 'identify'
  | 'choose-intent'
  | 'choose-method'
  | 'enter-code'
  | 'await-approval'
  | 'answer-questions'
  | 'use-passkey'
  | 'new-password'
  | 'done'
  | 'stopped'
  | 'leave'
> = {
  identify,
  'choose-intent': chooseIntent,
  'choose-method': chooseMethod,
  'enter-code': anyCode,
  'await-approval': awaitApproval,
  'answer-questions': answerQuestions,
  'use-passkey': usePasskey,
  'new-password': newPassword,
  done: done(resetOutcomes, passwordAdvice),
  stopped,
  leave,
};
