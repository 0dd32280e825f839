import type { AnswerOf } from '../../backends/protocol/index.ts';
import type { WordKey } from '../../locales/tables.ts';
import { wordsFor } from '../../locales/words.ts';
import type { Gateway } from '../context.ts';
import { moveTo, trouble } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import { answerRules } from '../passwords.ts';
import { questionPool } from '../questions.ts';
import { plainAnswer } from '../registrations/answers.ts';
import type { NewAnswer } from '../registrations/registrations.ts';
import { registering } from './registering.ts';
import type { StepRoom } from './step.ts';

type Question = { id: string; text: string };
type Ground = { gateway: Gateway; state: FlowState };
type Given = AnswerOf<'set-questions'>['questions'];
type Flaw = { field: string; problem: string };

const pool = ({ gateway, state }: Ground): Question[] => {
  const { tenant } = gateway;
  const say = wordsFor(state.locale, tenant.text[state.locale]);
  return questionPool(tenant).map(({ id, text }) => ({
    id,
    text: text ?? say(`gateway.question.${id}` as WordKey),
  }));
};

const length = (answer: string): number => [...plainAnswer(answer)].length;

const flawOf = (
  { id, answer }: Given[number],
  index: number,
  given: Given,
  questions: readonly Question[],
): Flaw | undefined => {
  const { minAnswer, maxAnswer } = answerRules;
  const question = questions.find((one) => one.id === id);
  const twice = (key: 'id' | 'answer', plain: (text: string) => string): boolean =>
    given.findIndex((one) => plain(one[key] ?? '') === plain(given[index]![key] ?? '')) < index;
  if (!question) return { field: `question-${index}`, problem: 'unknown' };
  if (twice('id', String)) return { field: `question-${index}`, problem: 'twice' };
  if (length(answer) < minAnswer) return { field: `answer-${index}`, problem: 'too-short' };
  if ([...answer].length > maxAnswer) return { field: `answer-${index}`, problem: 'too-long' };
  if (twice('answer', plainAnswer)) return { field: `answer-${index}`, problem: 'twice' };
  // An answer that stands in the question is no answer.
  if (plainAnswer(question.text).includes(plainAnswer(answer)))
    return { field: `answer-${index}`, problem: 'in-question' };
  return undefined;
};

/** Which questions, and what the person answers to each: all new, in the place of what was there. */
export const setQuestions: StepRoom<'set-questions'> = {
  show: async (turn) => ({
    kind: 'set-questions',
    pool: pool(turn),
    required: turn.gateway.tenant.policy.questions?.register ?? 3,
    rules: answerRules,
  }),
  answers: {
    'set-questions': async (turn, { questions: given }) => {
      const { gateway, state } = turn;
      const { register = 3 } = gateway.tenant.policy.questions ?? {};
      const questions = pool(turn);
      const flaws = given
        .map((one, index) => flawOf(one, index, given, questions))
        .filter((one) => one !== undefined);
      if (given.length < register)
        flaws.push({ field: `answer-${given.length}`, problem: 'missing' });
      if (flaws.length > 0) return trouble(state, 'invalid-answer', { fields: flaws });
      const answers: NewAnswer[] = given.map(({ id, answer }) => {
        const { text } = questions.find((one) => one.id === id)!;
        return { id: id!, text: id!.startsWith('own-') ? text : undefined, answer };
      });
      return registering(turn, 'method added', 'questions', (person) =>
        gateway.registrations.setQuestions(person, answers),
      );
    },
    back: async ({ state }) => moveTo(state, { kind: 'review-methods' }),
  },
};
