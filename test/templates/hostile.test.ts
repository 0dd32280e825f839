import { describe, expect, it } from 'vitest';
import { localeCodes } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import { code, passwordReset, setLetter } from '../../templates/index.ts';
import { asWord, skeleton } from './dom.ts';
import { hostile } from './hostile.ts';
import { changed, contoso, piecesOf, type Stationery } from './stationery.ts';

// The same string wherever the tenant file or a directory has free text. A text of its own is read as a message: there,
// braces and apostrophes mean something, and the door refuses those that don't fit.
const withText = (text: string): Stationery => {
  const wording = text.replaceAll(/['{}]/g, '');
  const own = { 'mail.greeting': wording, 'mail.never': wording };
  return changed(contoso, 'hostile', ({ organization, support }) => ({
    organization: { ...organization, name: text, shortName: text },
    support: { ...support, name: text, hours: { en: text, nl: text, ar: text } },
    text: Object.fromEntries(localeCodes.map((locale) => [locale, own])),
  }));
};

const benign = piecesOf(withText('Fine'));

describe.each(hostile)('a tenant that is called %j', (text) => {
  const pieces = piecesOf(withText(text));

  it('gets letters of the same build as every other, in browsers and in Word', () => {
    for (const [index, { letter }] of pieces.entries()) {
      expect(skeleton(letter.html)).toEqual(skeleton(benign[index]!.letter.html));
      expect(skeleton(asWord(letter.html))).toEqual(skeleton(asWord(benign[index]!.letter.html)));
    }
  });

  it('gets subjects of one line, without control or direction-changing characters', () => {
    for (const { letter } of pieces) {
      expect(letter.subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(letter.subject).toBe(letter.subject.trim());
    }
  });

  it('turns no other text around', () => {
    const input = { ...contoso, locale: 'en' as Words['locale'] };
    for (const letter of [
      code(input, { code: '482913', minutes: 5, username: text }),
      passwordReset(input, { username: text, at: '2027-03-01T09:30:00.000Z' }),
    ]) {
      const set = setLetter(letter, input);
      expect(set.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(set.html).not.toMatch(/[\u202a-\u202e]/);
      const opened = set.html.match(/\u2068/g)?.length;
      expect(set.html.match(/\u2069/g)?.length).toBe(opened);
    }
  });
});
