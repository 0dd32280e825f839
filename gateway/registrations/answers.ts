import { slowHash } from '../slow-hash.ts';
import type { NewAnswer } from './registrations.ts';

/** An answer as it is compared: no capitals, accents, spaces or punctuation. */
export const plainAnswer = (answer: string): string =>
  answer
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** An answer as it is kept. */
export type HashedAnswer = Omit<NewAnswer, 'answer'> & { hash: string };

/** Hashes answers, each with a salt of its own. */
export const hashedAnswers = (answers: readonly NewAnswer[]): Promise<HashedAnswer[]> =>
  Promise.all(
    answers.map(async ({ id, text, answer }) => ({
      id,
      text,
      hash: await slowHash(plainAnswer(answer)),
    })),
  );
