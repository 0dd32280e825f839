import type { Problem } from '../backends/driver.ts';
import { fill, msg } from './words.ts';

const triesLeft = ({ triesLeft: n }: Problem): string =>
  n === undefined ? '' : ' ' + fill(msg('Tries left: {n}.', { id: 'tries-left' }), { n });

/** When another try makes sense, in the language's own phrase: "in 5 minutes". */
export const waitFor = (seconds: number, locale: string): string => {
  if (!(seconds > 0 && seconds < 1e9)) return '';
  const [size, unit] =
    seconds > 5400
      ? ([3600, 'hour'] as const)
      : seconds > 90
        ? ([60, 'minute'] as const)
        : ([1, 'second'] as const);
  const time = new Intl.RelativeTimeFormat(locale).format(Math.ceil(seconds / size), unit);
  return fill(msg('You can try again {time}.', { id: 'wait' }), { time });
};

type Code = Problem['code'];
type Sentences<C extends Code> = Record<C, () => string>;
/** What only an element that signs in can be told; see screens/sign-in.ts. */
type SignInCode = 'wrong-password' | 'not-signed-in';

const said: Sentences<Exclude<Code, SignInCode>> & Partial<Sentences<SignInCode>> = {
  'wrong-code': () => msg('That code isn’t right. Check the newest message.', { id: 'wrong-code' }),
  'wrong-answer': () =>
    msg('At least one answer isn’t right. Here are new questions.', { id: 'wrong-answer' }),
  'wrong-number': () =>
    msg('That isn’t the number we know. Type it in full, with the country code.', {
      id: 'wrong-number',
    }),
  'wrong-challenge': () =>
    msg('The check of your browser didn’t work. Please try again.', { id: 'wrong-challenge' }),
  'wrong-passkey': () =>
    msg('That passkey didn’t work. Try again, or take another way.', { id: 'wrong-passkey' }),
  'not-approved': () =>
    msg('This was refused on your phone. Try again, or take another way.', { id: 'not-approved' }),
  'code-expired': () => msg('That code is too old. Send a new one.', { id: 'code-expired' }),
  'password-rejected': () =>
    msg('This password breaks a rule. Please choose another one.', { id: 'password-rejected' }),
  'invalid-answer': () => msg('This doesn’t look right. Please check it.', { id: 'field-wrong' }),
  'stale-answer': () =>
    msg('This page was out of date. Please continue from here.', { id: 'stale-answer' }),
  'flow-expired': () =>
    msg('That took too long, so we start again. Nothing was changed.', { id: 'flow-expired' }),
  'too-many-tries': () =>
    msg('Too many tries. Please wait before the next one.', { id: 'too-many-tries' }),
  locked: () =>
    msg('Too many tries. For your safety this service is closed to this account for now.', {
      id: 'locked',
    }),
  'not-eligible': () =>
    msg('This can’t be done here for your account. Please ask for help.', { id: 'not-eligible' }),
  'directory-unavailable': () =>
    msg(
      'The service can’t be reached right now. Nothing was changed. Try again in a few minutes.',
      {
        id: 'directory-unavailable',
      },
    ),
  'outcome-unknown': () =>
    msg(
      'We couldn’t see whether your new password was set. Try to sign in with the new one, then with the old one. If neither works, ask for help.',
      { id: 'outcome-unknown' },
    ),
  unreachable: () =>
    msg('There is no answer. Check your connection and try again.', {
      id: 'unreachable',
    }),
  'bad-reply': () =>
    msg('Something is wrong with this service. Please ask for help.', { id: 'bad-reply' }),
};

/** Brings the sentences about signing in: a page that only resets needn't carry them. */
export const knowSignIn = (sentences: Sentences<SignInCode>): void => {
  Object.assign(said, sentences);
};

/** What went wrong, in a sentence of ours: never a backend's own text. */
export const sentenceFor = (problem: Problem): string =>
  (said[problem.code] ?? said['bad-reply'])() + triesLeft(problem);
