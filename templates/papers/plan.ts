// The plan as a page: a table per wave, and how to find those who haven't registered yet.
import { daysAfter, type Wave } from '../../tenant/waves.ts';
import { dayInWords, type LetterInput, wordsOf } from '../letter.ts';
import { canRegister } from '../letters/registration.ts';
import type { Sending } from '../plan.ts';
import { kitWords, type Paper, type Part } from './paper.ts';

/** A wave with its sendings. */
export type Planned = { wave: Wave; sendings: readonly Sending[] };

// Only the first methods that somebody registers count; two months before the launch nobody had any.
const reportFrom = ({ wave, sendings }: Planned): string => {
  const first = sendings[0]?.day ?? wave.rollout.launch;
  return first ? ` --from ${daysAfter(first, -60)}` : '';
};

const graph =
  'GET https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails?$filter=isSsprRegistered eq false&$select=userPrincipalName';

/** How to get the list of those who haven't registered, for the backend that the tenant has. */
const unregisteredCommand = ({ tenant }: LetterInput, planned: Planned): string => {
  if (tenant.backend.kind === 'entra') return graph;
  return tenant.gateway
    ? `keyturn report registrations tenant.yaml --data data${reportFrom(planned)} --csv > registered.csv`
    : '';
};

const listOf = (input: LetterInput, planned: Planned | undefined): Part[] => {
  if (!planned || !canRegister(input)) return [];
  const say = wordsOf(input);
  const command = unregisteredCommand(input, planned);
  const hosted = command === '';
  const lead = command === graph ? 'kit.plan.list-entra' : 'kit.plan.list-lead';
  return [
    { kind: 'heading', text: say('kit.plan.list') },
    { kind: 'text', text: say(hosted ? 'kit.plan.list-hosted' : lead) },
    ...(hosted ? [] : [{ kind: 'code' as const, label: say('kit.plan.list'), code: command }]),
  ];
};

/** The plan of all waves. */
export const planPaper = (input: LetterInput, planned: readonly Planned[]): Paper => {
  const say = wordsOf(input);
  const { nameOf, segmentOf } = kitWords(say);
  const waves = planned.flatMap(({ wave, sendings }): Part[] => [
    {
      kind: 'heading',
      text:
        wave.number === undefined
          ? say('kit.plan.everybody')
          : say('kit.plan.wave', { number: wave.number, names: wave.names.join(', ') }),
    },
    sendings.length === 0
      ? { kind: 'text', text: say('kit.plan.undated') }
      : {
          kind: 'table',
          head: [say('kit.plan.day'), say('kit.plan.letter'), say('kit.plan.to')],
          rows: sendings.map(({ letter, day, segment }) => [
            `${dayInWords(day, input)}, ${wave.rollout.sendAt} (${wave.timeZone})`,
            nameOf(letter),
            segmentOf(segment),
          ]),
        },
  ]);
  return {
    name: 'plan',
    title: say('kit.plan.title'),
    lead: say('kit.plan.lead'),
    parts: [...waves, ...listOf(input, planned[0])],
  };
};
