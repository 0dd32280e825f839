import { field } from '../parts/field.ts';
import { form, otherWay } from '../parts/form.ts';
import { type Screen, textIn } from '../screen.ts';
import { knowSentences } from '../sentences.ts';
import { msg } from '../words.ts';

knowSentences({
  'wrong-answer': () =>
    msg('At least one answer isn’t right. Here are new questions.', { id: 'wrong-answer' }),
});

/** Security questions, all on one page: all answers must be right. */
export const answerQuestions: Screen<'answer-questions'> = {
  view: ({ questions }, context) =>
    form(context, {
      title: msg('Answer your questions', { id: 'questions-title' }),
      lead: msg('Capitals and spaces don’t matter.', { id: 'questions-lead' }),
      body: questions.map(({ id, text }) =>
        field(context, { name: `answer-${id}`, label: text ?? id }),
      ),
      submit: msg('Next', { id: 'next' }),
      more: otherWay(context),
    }),
  read: (data, { questions }) => {
    const answers = questions.map(({ id }) => ({
      id,
      answer: textIn(data, `answer-${id}`).trim(),
    }));
    const empty = answers.find(({ answer }) => !answer);
    return empty ? { missing: `answer-${empty.id}` } : { kind: 'answer-questions', answers };
  },
};
