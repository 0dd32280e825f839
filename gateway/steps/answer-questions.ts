import { wordsFor } from '../../locales/words.ts';
import type { WordKey } from '../../locales/tables.ts';
import type { Gateway } from '../context.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState, Subject } from '../flow/state.ts';
import { proofGuard } from '../limiter.ts';
import { readPerson } from '../person.ts';
import { questionPool } from '../questions.ts';
import type { RegisteredQuestion } from '../registrations/registrations.ts';
import { proofFailed, proofHolds } from './proofs.ts';
import type { Ground, StepRoom } from './step.ts';

// The same order for the same mark: 32 bytes, one for each thing to put in order.
const shuffledBy = <T>(mark: string, list: readonly T[]): T[] => {
  const bytes = Buffer.from(mark, 'base64url');
  const ranked = list.map((one, index) => ({ one, rank: bytes[index % bytes.length]! }));
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one);
};

// For nobody: a hand of questions that stays the same, as a person's own does, and could be anyone's.
const decoyQuestions = (gateway: Gateway, username: string): RegisteredQuestion[] => {
  const { register = 3 } = gateway.tenant.policy.questions ?? {};
  const pool = questionPool(gateway.tenant);
  return shuffledBy(gateway.secrets.mark('questions', username), pool).slice(0, register);
};

const questionsOf = async (gateway: Gateway, { personId, username }: Subject) => {
  const person = personId ? await readPerson(gateway, personId) : undefined;
  return person?.questions ?? decoyQuestions(gateway, username);
};

// Drawn anew by a wrong answer alone: else anyone would begin again and again, until what is asked is what they know.
const draw = async (gateway: Gateway, state: FlowState, failures = 0): Promise<string[]> => {
  const { username } = state.subject!;
  const { counter, seconds } = proofGuard(gateway, username);
  const { count: before } = await gateway.store.count(counter, seconds);
  const mark = gateway.secrets.mark('draw', `${before + failures} ${username}`);
  const all = await questionsOf(gateway, state.subject!);
  const count = gateway.tenant.policy.questions?.reset ?? 3;
  return shuffledBy(
    mark,
    all.map(({ id }) => id),
  ).slice(0, count);
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
      const right = await gateway.registrations.answersRight(state.subject!.personId, answers);
      if (right) return proofHolds(turn, method);
      const anew = await draw(gateway, state, 1);
      return proofFailed(turn, 'wrong-answer', method, { ...state.at, questions: anew });
    },
    'other-method': async ({ state }) => moveTo(state, { kind: 'choose-method' }),
  },
};
