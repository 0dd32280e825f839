// For the help desk: who is calling, what to say, what the screens mean.
import { lockValues } from '../../tenant/answers.ts';
import { type LetterInput, wordsOf } from '../letter.ts';
import { typed } from '../letters/phrases.ts';
import type { Paper, Part } from './paper.ts';

// Every way in which a flow of our own protocol ends without success; the others are what people call about besides.
const stops = ['not-eligible', 'locked', 'unavailable', 'no-code', 'refused'] as const;

const screens = (input: LetterInput): Part => {
  const say = wordsOf(input);
  return {
    kind: 'table',
    head: [say('kit.handbook.sees'), say('kit.handbook.means'), say('kit.handbook.do')],
    rows: stops.map((stop) => [
      say(`kit.stop.${stop}`),
      say(`kit.stop.${stop}-means`, lockValues),
      say(`kit.stop.${stop}-do`),
    ]),
  };
};

const code = (input: LetterInput): Part[] => {
  if (input.tenant.backend.kind !== 'http') return [];
  const say = wordsOf(input);
  return [
    { kind: 'heading', text: say('kit.handbook.code') },
    { kind: 'text', text: say('kit.handbook.code-is') },
    ...(input.tenant.gateway
      ? [
          {
            kind: 'code' as const,
            label: say('kit.handbook.code'),
            code: 'grep K7Q2-M9XD gateway.log',
          },
        ]
      : []),
  ];
};

/** The handbook of the help desk. */
export const handbook = (input: LetterInput): Paper => {
  const say = wordsOf(input);
  return {
    name: 'handbook',
    title: say('kit.handbook.title'),
    lead: say('kit.handbook.lead'),
    parts: [
      { kind: 'heading', text: say('kit.handbook.identity') },
      {
        kind: 'list',
        items: [
          say('kit.handbook.identity-call'),
          say('kit.handbook.identity-video'),
          say('kit.handbook.identity-not'),
          say('kit.handbook.identity-hurry'),
          say('mail.help-desk.never'),
        ],
      },
      { kind: 'heading', text: say('kit.handbook.script') },
      {
        kind: 'list',
        ordered: true,
        items: [
          say('kit.handbook.script-hello'),
          say('kit.handbook.script-go', { address: typed(input) }),
          say('kit.handbook.script-code'),
          say('kit.handbook.script-end'),
        ],
      },
      { kind: 'heading', text: say('kit.handbook.screens') },
      screens(input),
      ...code(input),
      { kind: 'heading', text: say('kit.handbook.escalate') },
      {
        kind: 'list',
        items: [
          say('kit.handbook.escalate-attack'),
          say('kit.handbook.escalate-outage'),
          say('kit.handbook.escalate-admin'),
        ],
      },
    ],
  };
};
