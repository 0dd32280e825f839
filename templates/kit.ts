// The rollout kit: every letter of a tenant in every language, as draft, page and text, with a page that shows them.
import { draftOf } from './eml.ts';
import { setLetter, type Stationery } from './index.ts';
import { kitLetters, lettersFor, type Piece } from './kit-letters.ts';
import { kitPage } from './kit-page.ts';

/** A file of the kit: a path below its folder, and its content. */
export type KitFile = { path: string; body: string | Uint8Array };

const pieceFiles = ({ name, locale, letter }: Piece): KitFile[] => {
  const path = `${locale}/${name}`;
  return [
    { path: `${path}.html`, body: letter.html },
    { path: `${path}.txt`, body: letter.text },
    { path: `${path}.eml`, body: draftOf(letter, `${locale}-${name}`) },
  ];
};

/** Yields the files of a tenant's kit. `logo` is the PNG that the mails show, for previews without a network. */
export async function* kitFiles(
  input: Stationery,
  logo: Uint8Array | undefined,
): AsyncGenerator<KitFile> {
  const pieces: Piece[] = [];
  for (const locale of input.tenant.locales) {
    const own = { ...input, locale };
    for (const name of lettersFor(own)) {
      const piece = { name, locale, letter: setLetter(kitLetters[name].write(own), own) };
      pieces.push(piece);
      yield* pieceFiles(piece);
    }
  }
  if (logo) yield { path: 'logo.png', body: logo };
  yield { path: 'index.html', body: kitPage(input, pieces) };
}
