// For administrators: pilot, waves, test cases, who does what, and the way back (sspr.md 10).
import { methodsPhrase } from '../../tenant/phrases.ts';
import type { WordKey } from '../../locales/tables.ts';
import { type LetterInput, offers, wordsOf } from '../letter.ts';
import { typed } from '../letters/phrases.ts';
import { canRegister } from '../letters/registration.ts';
import type { Paper, Part } from './paper.ts';

const teams = ['it', 'comms', 'desk', 'security', 'sponsor'] as const;
type Role = 'r' | 'a' | 'c' | 'i';

// RACI: who does it, answers for it, is asked, is told; in the order of the teams.
const duties = {
  service: ['r', 'i', 'i', 'c', 'a'],
  letters: ['c', 'r', 'i', 'c', 'a'],
  calls: ['c', 'i', 'r', 'i', 'a'],
  attacks: ['c', 'i', 'i', 'r', 'a'],
  go: ['r', 'c', 'c', 'c', 'a'],
} as const satisfies Record<string, readonly Role[]>;

const roles = (input: LetterInput): Part => {
  const say = wordsOf(input);
  return {
    kind: 'table',
    head: [say('kit.checklist.task'), ...teams.map((team) => say(`kit.team.${team}`))],
    rows: (Object.keys(duties) as (keyof typeof duties)[]).map((task) => [
      say(`kit.task.${task}`),
      ...duties[task].map((role) => say(`kit.role.${role}`)),
    ]),
  };
};

/** The administrator's checklist. */
export const checklist = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  const { tenant } = input;
  const values = { address: typed(input), methods: methodsPhrase(tenant, say) };
  const items = (...names: readonly string[]): Part => ({
    kind: 'checks',
    items: names.map((name) => say(`kit.checklist.${name}` as WordKey, values)),
  });
  const heading = (name: 'before' | 'pilot' | 'tests' | 'waves' | 'roles' | 'rollback'): Part => ({
    kind: 'heading',
    text: say(`kit.checklist.${name}`),
  });
  const registers = canRegister(input) ? ['wave-list', 'wave-table'] : [];
  const tests = ['test-reset', 'test-outside', 'test-unregistered', 'test-wrong', 'test-notice'];
  return {
    name: 'checklist',
    title: say('kit.checklist.title'),
    lead: say('kit.checklist.lead'),
    parts: [
      heading('before'),
      items(
        'before-sponsor',
        'before-measure',
        'before-desk',
        'before-mail',
        'before-review',
        'before-link',
      ),
      heading('pilot'),
      items('pilot-who', 'pilot-ask'),
      heading('tests'),
      items(...tests, ...(offers(input, 'unlock') === 'yes' ? ['test-unlock'] : [])),
      heading('waves'),
      items('wave-go', ...registers),
      heading('roles'),
      roles(input),
      heading('rollback'),
      items('rollback-group', 'rollback-notice', 'rollback-tell'),
    ],
  };
};
