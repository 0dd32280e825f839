import type { TemplateResult } from 'lit/html.js';
import type { StepOf } from '../../backends/protocol/index.ts';
import { field } from '../parts/field.ts';
import { back, form } from '../parts/form.ts';
import { select } from '../parts/select.ts';
import { type Context, type Screen, textIn } from '../screen.ts';
import { knowFlaws } from '../sentences.ts';
import { fill, msg } from '../words.ts';

const length = (): string => msg('It’s too short or too long.', { id: 'flaw-length' });

knowFlaws({
  twice: () => msg('Each one can be used only once.', { id: 'flaw-twice' }),
  'too-short': length,
  'too-long': length,
  'in-question': () => msg('The question gives this away.', { id: 'flaw-in-question' }),
});

type Pool = StepOf<'set-questions'>['pool'];

// Each list begins at another question, so that nobody has to change them all.
const choice = (context: Context, pool: Pool, index: number): TemplateResult =>
  select(context, {
    name: `question-${index}`,
    label: fill(msg('Question {n}', { id: 'question-n' }), { n: index + 1 }),
    options: pool.map(({ id, text }) => ({ value: id, label: text })),
    chosen: pool[index]?.id,
  });

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Questions from the pool, each with its answer, all on one page. */
export const setQuestions: Screen<'set-questions'> = {
  view: ({ pool, required, rules }, context) =>
    form(context, {
      title: msg('Choose your questions', { id: 'set-questions-title' }),
      lead: fill(
        msg(
          'Choose what only you know and nobody can find out. At least {n} characters each, no two alike.',
          { id: 'set-questions-lead' },
        ),
        { n: rules.minAnswer },
      ),
      body: numbers(required).map((index) => [
        choice(context, pool, index),
        field(context, {
          name: `answer-${index}`,
          label: fill(msg('Answer {n}', { id: 'answer-n' }), { n: index + 1 }),
        }),
      ]),
      submit: msg('Save', { id: 'save' }),
      more: back(context),
    }),
  read: (data, { required }) => {
    const questions = numbers(required).map((index) => ({
      id: textIn(data, `question-${index}`),
      answer: textIn(data, `answer-${index}`).trim(),
    }));
    const empty = questions.findIndex(({ answer }) => !answer);
    return empty < 0 ? { kind: 'set-questions', questions } : { missing: `answer-${empty}` };
  },
};
