import { randomInt } from 'node:crypto';
import { predefinedQuestions } from '../../locales/questions.ts';
import { wordsFor } from '../../locales/words.ts';
import type { WordKey } from '../../locales/tables.ts';
import type { Gateway } from '../context.ts';
import type { RegisteredQuestion } from '../directory/directory.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState, Subject } from '../flow/state.ts';
import { proofFailed, proofHolds } from './proofs.ts';
import type { Ground, StepRoom } from './step.ts';

const shuffled = <T>(list: readonly T[]): T[] => {
  const deck = [...list];
  for (let index = deck.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [deck[index], deck[other]] = [deck[other]!, deck[index]!];
  }
  return deck;
};

// For nobody: questions that are drawn from a hand that stays the same, as a person's own does.
const decoyQuestions = (gateway: Gateway, username: string): RegisteredQuestion[] => {
  const mark = Buffer.from(gateway.secrets.mark('questions', username), 'base64url');
  const { register = 3 } = gateway.tenant.policy.questions ?? {};
  const first = mark[0]! % predefinedQuestions.length;
  return Array.from({ length: register }, (_, index) => ({
    id: predefinedQuestions[(first + index * 4) % predefinedQuestions.length]!,
  }));
};

const questionsOf = async (gateway: Gateway, { personId, username }: Subject) => {
  const person = personId ? await gateway.directory.read(personId) : undefined;
  return person?.questions ?? decoyQuestions(gateway, username);
};

const draw = async (gateway: Gateway, state: FlowState): Promise<string[]> => {
  const all = await questionsOf(gateway, state.subject!);
  const count = gateway.tenant.policy.questions?.reset ?? 3;
  return shuffled(all.map(({ id }) => id)).slice(0, count);
};

/** Draws questions at random from those that the subject registered. */
export const drawQuestions = async ({ gateway, state }: Ground, method: string): Promise<Verdict> =>
  moveTo(state, { kind: 'answer-questions', method, questions: await draw(gateway, state) });

/** Questions, all on one page; one wrong answer draws anew. */
export const answerQuestions: StepRoom<'answer-questions'> = {
  show: async ({ gateway, state }) => {
    const say = wordsFor(state.locale, gateway.tenant.text[state.locale]);
    const own = await questionsOf(gateway, state.subject!);
    const textOf = (id: string): string =>
      own.find((one) => one.id === id)?.text ?? say(`gateway.question.${id}` as WordKey);
    return {
      kind: 'answer-questions',
      questions: state.at.questions.map((id) => ({ id, text: textOf(id) })),
    };
  },
  answers: {
    'answer-questions': async (turn, { answers }) => {
      const { gateway, state } = turn;
      const { method, questions } = state.at;
      const asked = questions.map((id) => answers.find((one) => one.id === id));
      if (asked.includes(undefined) || answers.length !== questions.length)
        return trouble(state, 'invalid-answer', {
          fields: [{ field: 'answers', problem: 'missing' }],
        });
      const right = await gateway.directory.answersRight(state.subject!.personId, answers);
      if (right) return proofHolds(turn, method);
      const anew = await draw(gateway, state);
      return proofFailed(turn, 'wrong-answer', method, { ...state.at, questions: anew });
    },
    'other-method': async ({ state }) => moveTo(state, { kind: 'choose-method' }),
  },
};
