import { html, type TemplateResult } from 'lit/html.js';
import type { StepOf } from '../../backends/protocol/index.ts';
import { field } from '../parts/field.ts';
import { form, quiet } from '../parts/form.ts';
import { type Context, type Screen, textIn } from '../screen.ts';
import { fill, msg } from '../words.ts';

type Pool = StepOf<'set-questions'>['pool'];

// Each list begins at another question, so that nobody has to change them all.
const choice = ({ id: own }: Context, pool: Pool, index: number): TemplateResult => {
  const id = `${own}-question-${index}`;
  return html`
    <div class="kt-field">
      <label for=${id}>
        ${fill(msg('Question {n}', { id: 'question-n' }), { n: index + 1 })}
      </label>
      <select class="kt-input" id=${id} name="question-${index}">
        ${pool.map(
          (one, place) =>
            html`<option value=${one.id} ?selected=${place === index}>${one.text}</option>`,
        )}
      </select>
    </div>
  `;
};

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
      more: quiet(context, msg('Back', { id: 'back' }), { kind: 'back' }),
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
