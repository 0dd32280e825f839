// "Is this message genuine?": every message of the campaign with its sender, its subject and a picture.
import { deskLinks, deskWays } from '../desk.ts';
import { dayInWords, type LetterInput, wordsOf } from '../letter.ts';
import { typed } from '../letters/phrases.ts';
import type { Piece } from '../pieces.ts';
import { type Paper, kitWords } from './paper.ts';

/** A letter, and the days on which it goes out. */
export type Shown = { piece: Piece; days: readonly string[] };

/** The page that tells genuine messages from others, with all of them on it. */
export const genuine = (input: LetterInput, shown: readonly Shown[]): Paper => {
  const say = wordsOf(input);
  const { nameOf } = kitWords(say);
  const { sender } = input.tenant.rollout;
  const name = sender?.name ?? input.tenant.organization.name;
  const sentBy = sender ? `${name} <${sender.address}>` : name;
  const when = (days: readonly string[]): string =>
    days.length > 0
      ? days.map((day) => dayInWords(day, input)).join('; ')
      : say('kit.genuine.any-time');
  return {
    name: 'genuine',
    title: say('kit.genuine.title'),
    lead: say('kit.genuine.lead'),
    parts: [
      { kind: 'heading', text: say('kit.genuine.signs') },
      {
        kind: 'list',
        items: [
          say('kit.genuine.sign-link', { address: typed(input) }),
          say('kit.genuine.sign-password'),
          say('kit.genuine.sign-threat'),
        ],
      },
      {
        kind: 'text',
        text: say('kit.genuine.doubt', { ways: deskWays(input) }),
        links: deskLinks(input.tenant),
      },
      ...shown.flatMap(({ piece, days }) => [
        { kind: 'heading' as const, text: nameOf(piece.name) },
        {
          kind: 'table' as const,
          head: [say('kit.genuine.sender'), say('mail.kit.subject'), say('kit.genuine.when')],
          rows: [[sentBy, piece.fixed.subject, when(days)]],
        },
        { kind: 'letter' as const, path: piece.path, label: nameOf(piece.name) },
      ]),
    ],
  };
};
