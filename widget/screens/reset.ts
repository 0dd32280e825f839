import type { Screens } from '../screen.ts';
import { answerQuestions } from './answer-questions.ts';
import { awaitApproval } from './await-approval.ts';
import { chooseIntent } from './choose-intent.ts';
import { chooseMethod } from './choose-method.ts';
import { done, leave, resetOutcomes, stopped } from './ends.ts';
import { enterCode } from './enter-code.ts';
import { identify } from './identify.ts';
import { newPassword } from './new-password.ts';

/** What a reset or an unlock may ask. */
export const resetScreens: Screens<
  | 'identify'
  | 'choose-intent'
  | 'choose-method'
  | 'enter-code'
  | 'await-approval'
  | 'answer-questions'
  | 'new-password'
  | 'done'
  | 'stopped'
  | 'leave'
> = {
  identify,
  'choose-intent': chooseIntent,
  'choose-method': chooseMethod,
  'enter-code': enterCode,
  'await-approval': awaitApproval,
  'answer-questions': answerQuestions,
  'new-password': newPassword,
  done: done(resetOutcomes),
  stopped,
  leave,
};
