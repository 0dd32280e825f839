// What a backend really sends, where the shape alone of test/widget/page/steps.ts isn't enough to look at.
import type { Step } from '../../backends/protocol/index.ts';
import { qrPath } from '../../templates/qr.ts';
import { type Locale, predefinedQuestions, wordsFor } from '../../locales/index.ts';
import type { WordKey } from '../../locales/tables.ts';
import { steps } from '../widget/page/steps.ts';

const { uri } = steps['add-totp'];
const { 'enter-code': code, 'review-methods': review, 'add-contact': contact } = steps;
const signIn = 'https://login.contoso.com/';

const questionsIn = (locale: Locale): { id: string; text: string }[] => {
  const say = wordsFor(locale);
  return predefinedQuestions
    .slice(0, 5)
    .map((id, index) => ({ id: `q${index + 1}`, text: say(`gateway.question.${id}` as WordKey) }));
};

/** Steps in a language, for what a backend puts into words itself. */
export const samplesIn = (locale: Locale) => {
  const pool = questionsIn(locale);
  return {
    totpCode: { ...code, method: 'totp', sentTo: undefined, resendAfter: 0, expiresIn: 0 },
    backupCode: { ...code, method: 'backup-code', sentTo: undefined, resendAfter: 0, expiresIn: 0 },
    tooFew: { ...review, registered: review.registered.slice(0, 1), canFinish: false },
    mail: { kind: 'add-contact', method: 'email' },
    office: { ...contact, method: 'call-office', prefill: '+31 20 555 01 23' },
    totp: { ...steps['add-totp'], qr: qrPath(uri) },
    codes: {
      kind: 'show-codes',
      codes: [
        ...steps['show-codes'].codes,
        'W8NC-4GQT',
        'B3XJ-9RMK',
        'Q6PV-7DWH',
        'T2KX-5NYC',
        'M9RB-8JGF',
        'H4WD-3VPQ',
      ],
    },
    answerQuestions: { kind: 'answer-questions', questions: pool.slice(0, 2) },
    setQuestions: { ...steps['set-questions'], pool },
    done: { ...steps.done, returnTo: signIn },
    stopped: { ...steps.stopped, retryAt: '2027-01-15T12:00:00Z', reason: 'locked' },
    leave: { kind: 'leave', url: `${signIn}recover` },
  } satisfies Record<string, Step>;
};
