import type { At, AtKind } from '../flow/state.ts';
import { addContact, verifyContact } from './add-contact.ts';
import { addPasskey } from './add-passkey.ts';
import { addTotp } from './add-totp.ts';
import { answerQuestions } from './answer-questions.ts';
import { awaitApproval } from './await-approval.ts';
import { chooseIntent } from './choose-intent.ts';
import { chooseMethod } from './choose-method.ts';
import { done, stopped } from './ends.ts';
import { enterCode } from './enter-code.ts';
import { identify } from './identify.ts';
import { newPassword } from './new-password.ts';
import { reviewMethods } from './review-methods.ts';
import { setQuestions } from './set-questions.ts';
import { showCodes } from './show-codes.ts';
import { signIn } from './sign-in.ts';
import type { StepRoom } from './step.ts';
import { typeCode } from './type-code.ts';
import { verifyCall } from './verify-call.ts';
import { usePasskey } from './use-passkey.ts';

/** Where a flow can stand and be asked about. While the directory is asked, there is nothing to show. */
export type Shown = Exclude<AtKind, 'committing'>;

const rooms: { [K in Shown]: StepRoom<K> } = {
  identify,
  'sign-in': signIn,
  'choose-intent': chooseIntent,
  'choose-method': chooseMethod,
  'enter-code': enterCode,
  'await-approval': awaitApproval,
  'answer-questions': answerQuestions,
  'type-code': typeCode,
  'use-passkey': usePasskey,
  'new-password': newPassword,
  'review-methods': reviewMethods,
  'add-contact': addContact,
  'verify-contact': verifyContact,
  'verify-call': verifyCall,
  'set-questions': setQuestions,
  'add-totp': addTotp,
  'show-codes': showCodes,
  'add-passkey': addPasskey,
  done,
  stopped,
};

/** The room for where a flow stands, or undefined while the directory is being asked. */
export const roomFor = ({ kind }: At): StepRoom<AtKind> | undefined =>
  kind === 'committing' ? undefined : (rooms[kind] as unknown as StepRoom<AtKind>);
