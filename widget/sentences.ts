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
/** What only some screens can lead to: each of those brings its own sentences. */
type LaterCode =
  | 'wrong-answer'
  | 'wrong-number'
  | 'wrong-password'
  | 'wrong-challenge'
  | 'wrong-passkey'
  | 'known-passkey'
  | 'password-rejected'
  | 'not-signed-in'
  | 'outcome-unknown';

const said: Sentences<Exclude<Code, LaterCode>> & Partial<Sentences<LaterCode>> = {
  'wrong-code': () =>
    msg('That code isn’t right. Only the newest one works.', { id: 'wrong-code' }),
  'not-approved': () =>
    msg('This was refused on your phone. Try again, or take another way.', { id: 'not-approved' }),
  'code-expired': () => msg('That code is too old. Send a new one.', { id: 'code-expired' }),
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
  unreachable: () =>
    msg('There is no answer. Check your connection and try again.', {
      id: 'unreachable',
    }),
  'bad-reply': () =>
    msg('Something is wrong with this service. Please ask for help.', { id: 'bad-reply' }),
};

/** Brings the sentences of a screen: a page that doesn't show it needn't carry them. */
export const knowSentences = (sentences: Partial<Sentences<LaterCode>>): void => {
  Object.assign(said, sentences);
};

const flaws = new Map([['missing', () => msg('Please fill this in.', { id: 'field-missing' })]]);

/** Brings sentences about what can be wrong with a field, by the protocol's word for it. */
export const knowFlaws = (sentences: Record<string, () => string>): void => {
  for (const [flaw, sentence] of Object.entries(sentences)) flaws.set(flaw, sentence);
};

/** What is wrong with a field; where there is no sentence for it, the problem's own. */
export const sentenceForField = (flaw: string, problem: Problem): string =>
  flaws.get(flaw)?.() ?? sentenceFor(problem);

/** What went wrong, in a sentence of ours: never a backend's own text. */
export const sentenceFor = (problem: Problem): string =>
  (said[problem.code] ?? said['bad-reply'])() + triesLeft(problem);
