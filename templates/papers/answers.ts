// Questions and words: what people ask, and what the words of the campaign mean.
import type { WordKey } from '../../locales/tables.ts';
import { answersOf } from '../../tenant/answers.ts';
import { methodsPhrase } from '../../tenant/phrases.ts';
import { type LetterInput, offers, wordsOf } from '../letter.ts';
import { canRegister } from '../letters/registration.ts';
import { reconfirms } from '../letters/renewal.ts';
import type { Paper, Part } from './paper.ts';

const own = ['no-phone', 'shared', 'reader'] as const;
/** Frequent questions. */
export const faq = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  const { tenant } = input;
  const { required, reconfirmDays } = tenant.policy.registration;
  const values = {
    methods: methodsPhrase(tenant, say),
    required: required ? 'yes' : 'no',
    days: reconfirms(input) ? reconfirmDays : 0,
  };
  const answer = (key: string): Part => ({
    kind: 'answer',
    question: say(key as WordKey),
    answer: say(`${key}-answer` as WordKey, values),
  });
  const registering = canRegister(input) ? ['kit.faq.must', 'kit.faq.again'] : [];
  return {
    name: 'faq',
    title: say('kit.faq.title'),
    lead: say('kit.faq.lead'),
    parts: [
      ...own.map((name) => answer(`kit.faq.${name}`)),
      ...registering.map(answer),
      // What the portal's help page answers too.
      ...answersOf({ say, tenant }).map(([question, answer]): Part => ({
        kind: 'answer',
        question,
        answer,
      })),
    ],
  };
};

const methodTerms = ['email', 'sms', 'totp', 'passkey', 'backup-code', 'questions'] as const;

/** The words of the campaign: those alone that this tenant uses. */
export const glossary = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  const { policy, backend } = input.tenant;
  const terms = [
    'reset',
    offers(input, 'unlock') === 'yes' && 'unlock',
    'method',
    ...methodTerms.filter((kind) => policy.methods.includes(kind)),
    backend.kind === 'http' && 'support-code',
  ].filter((term) => term !== false);
  return {
    name: 'glossary',
    title: say('kit.glossary.title'),
    lead: say('kit.glossary.lead'),
    parts: terms.map((term) => ({
      kind: 'answer',
      question: say(`kit.term.${term}` as WordKey),
      answer: say(`kit.term.${term}-is` as WordKey),
    })),
  };
};
