// The rollout kit: every letter of a tenant in every language, as draft, page and text, with a page that shows them.
import type { Locale } from '../locales/languages.ts';
import { draftOf } from './eml.ts';
import { announcement, code, invitation, type Letter, type LetterInput, passwordReset, reminder, type SetLetter, setLetter } from './index.ts';
import { kitPage } from './kit-page.ts';

/** A file of the kit: a path below its folder, and its content. */
export type KitFile = { path: string; body: string | Uint8Array };

/** The letters of the kit. Service letters are sent by the gateway; the kit shows what the genuine ones look like. */
export const kitLetters = {
  announcement: { kind: 'campaign', write: announcement },
  invitation: { kind: 'campaign', write: invitation },
  reminder: { kind: 'campaign', write: reminder },
  code: {
    kind: 'service',
    write: (input) => code(input, { code: '482913', minutes: 5, username: exampleName(input) }),
  },
  'password-reset': {
    kind: 'service',
    write: (input) =>
      passwordReset(input, { username: exampleName(input), at: '2027-03-01T09:30:00.000Z' }),
  },
} as const satisfies Record<
  string,
  { kind: 'campaign' | 'service'; write: (input: LetterInput) => Letter }
>;
export type KitLetter = keyof typeof kitLetters;

const exampleName = ({ tenant }: LetterInput): string => `ada@${tenant.organization.domains[0]}`;

/** A letter of the kit, set, with its name and language. */
export type Piece = { name: KitLetter; locale: Locale; letter: SetLetter };

const pieceFiles = async ({ name, locale, letter }: Piece): Promise<KitFile[]> => {
  const path = `${locale}/${name}`;
  return [
    { path: `${path}.html`, body: letter.html },
    { path: `${path}.txt`, body: letter.text },
    { path: `${path}.eml`, body: await draftOf(letter, `${locale}-${name}`) },
  ];
};

/** Yields the files of a tenant's kit. `logo` is the PNG that the mails show, for previews without a network. */
export async function* kitFiles(
  input: Omit<LetterInput, 'locale'>,
  logo: Uint8Array | undefined,
): AsyncGenerator<KitFile> {
  const pieces: Piece[] = [];
  for (const locale of input.tenant.locales)
    for (const name of Object.keys(kitLetters) as KitLetter[]) {
      const own = { ...input, locale };
      const piece = { name, locale, letter: setLetter(kitLetters[name].write(own), own) };
      pieces.push(piece);
      yield* await pieceFiles(piece);
    }
  if (logo) yield { path: 'logo.png', body: logo };
  yield { path: 'index.html', body: kitPage(input, pieces) };
}
