import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBanned } from '../../../gateway/banned/banned.ts';
import { plainWord } from '../../../gateway/banned/plain.ts';
import { scoreOf } from '../../../gateway/banned/score.ts';
import { Words } from '../../../gateway/banned/words.ts';
import { benchGateway, contoso, personNamed, toPassword } from '../harness.ts';

const score = (password: string, ...words: string[]): number =>
  scoreOf(plainWord(password), [new Words(words)]);

describe('The points of a password', () => {
  it.each([
    ['C0ntos0Blank12', 4],
    ['ContoS0Bl@nkf9!', 5],
  ])('are those of the reference’s own example: %s has %i', (password, points) => {
    expect(score(password, 'contoso', 'blank')).toBe(points);
  });

  it.each([
    ['abcdef', 1],
    ['abcdeg', 1],
    ['abcdefg', 2],
    ['abcxdef', 1],
    ['abcde', 1],
    ['abdef', 1],
    ['xabcdef', 2],
    ['abcdxxx', 5],
  ])('are few for what is one edit away from a word: %s has %i', (password, points) => {
    expect(score(password, 'abcdef')).toBe(points);
  });

  it('are the fewest of all ways to cut it up', () => {
    expect(score('winterland1', 'winter', 'winterland', 'landl')).toBe(2);
    expect(score('abcdabcdabcd', 'abcd')).toBe(3);
    expect(score('abcdabcdabcdabcdabcd', 'abcd')).toBe(5);
    expect(score('abc', 'zzzz')).toBe(3);
    expect(score('', 'abcd')).toBe(0);
  });

  it('are found by the index exactly where counting edits finds them, but for a sign beside a word', () => {
    const sign = fc.constantFrom('a', 'b', 'c');
    const word = fc.array(sign, { minLength: 5, maxLength: 8 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), word, (words, text) => {
        const beside = (one: string): boolean =>
          one !== text && (text.startsWith(one) || text.endsWith(one));
        expect(new Words(words).has(text)).toBe(
          words.some((one) => edits(one, text) <= 1 && !beside(one)),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

// Wagner and Fischer's table, written down as in the textbook.
const edits = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, sign] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, wanted] of [...other].entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (sign === wanted ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
};

describe('A banned password', () => {
  it.each([
    ' '.repeat(12),
    '\u3000'.repeat(12),
    'a'.repeat(128),
    '😀'.repeat(12),
    'abababababab',
    'abcxabcxabcx',
    'AaAaAaAaAaAa',
    'abcdefghijkl',
    '987654321098',
    '1234abcd5678',
    '            a',
  ])('is long, and yet told by its beginning: %j', (password) => {
    expect(isBanned(contoso, password)).toBe(true);
  });

  it.each([
    'bees feed in a tree',
    'deed, feed and bed',
    'قهوة وهيل وكتاب',
    '2026-11-22 08:15',
    'пароль-лес',
  ])('isn’t %j, in which signs come again as in any words', (password) => {
    expect(isBanned(contoso, password)).toBe(false);
  });

  it.each([
    'my contoso umbrella',
    'my C0NT0S0 umbrella',
    'my ćóñtøso umbrella',
    'my c0nt0$0 umbrella',
    'my ｃｏｎｔｏｓｏ umbrella',
    'my c.o.n.t.o.s.o',
  ])('holds the organisation’s name in any guise: %s', (password) => {
    expect(isBanned(contoso, password)).toBe(true);
  });

  it.each([
    ['violet lovelace 7 umbrella', 'Ada Lovelace', true],
    ['violet L0V3L@CE 7 umbrella', 'Ada Lovelace', true],
    ['violet hartog 7 umbrella', 'Jan den-Hártog', true],
    ['violet nadal 7 umbrella', 'Ada Lovelace', false],
    ['قهوة وهيل والهاشمي وكتاب', 'نور الهاشمي', true],
  ])('holds a part of the person’s name from four letters: %s, %s', (password, name, banned) => {
    expect(isBanned(contoso, password, name)).toBe(banned);
  });

  it.each([
    'Password1234',
    'P@ssw0rd!',
    'passwordpassword',
    'Welkom2026',
    'Summer-1969!',
    'qwertyuiop12',
    'Qwertyuiop1!',
    '111111111111',
    'dragonmonkey12',
    'iloveyou123!',
    'sunshine-football',
    'ｐａｓｓｗｏｒｄ１２',
  ])('is made of what everybody tries: %s', (password) => {
    expect(isBanned(contoso, password)).toBe(true);
  });

  it.each([
    'violet umbrella seventy',
    'correct horse battery',
    'analytical engine 1843',
    'fiets in de regen',
    'قهوة وهيل وكتاب',
    '𐐷𐐀𐐱𐐊𐐨𐐡𐐷𐐀𐐱𐐊𐐨𐐡',
    'xK7#mQ2$vL9p',
    'hunter-in-the-violet-dark',
  ])('is not one that nobody would try: %s', (password) => {
    expect(isBanned(contoso, password, 'Grace Hopper')).toBe(false);
  });

  it('is hardly ever one that a password manager has made', () => {
    const sign = fc.constantFrom(...'abcdefghijkmnopqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ');
    const made = fc.array(sign, { minLength: 12, maxLength: 20 }).map((signs) => signs.join(''));
    const refused = fc
      .sample(made, { numRuns: 3000, seed: 1 })
      .filter((one) => isBanned(contoso, one));
    expect(refused).toEqual([]);
  });

  it('is judged in a moment, however long it is and whatever it’s made of', () => {
    const began = performance.now();
    for (const part of ['a', 'password', 'passwor', 'pa55w0rd ', '𐐷'])
      isBanned(contoso, part.repeat(Math.ceil(256 / part.length)), 'Ada Lovelace');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('is refused with the step to try again, by the name that the directory knows', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, 'ada');
    expect(personNamed('ada').name).toBe('Ada Lovelace');
    for (const password of [
      'violet lovelace umbrella',
      'Passwordpassword',
      'Contoso in the rain',
    ]) {
      const { code, broken } = await walk.fails({ kind: 'new-password', password });
      expect({ code, broken }).toEqual({ code: 'password-rejected', broken: [{ rule: 'banned' }] });
    }
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
  });
});
