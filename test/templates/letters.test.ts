import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Locale, localeCodes } from '../../locales/languages.ts';
import {
  administratorReset,
  code,
  invitation,
  type LetterInput,
  passwordReset,
  setLetter,
} from '../../templates/index.ts';
import { kitLetters } from '../../templates/kit-letters.ts';
import { undirected } from '../../templates/letter.ts';
import { attribute, elementsIn, elementsOf, textIn } from './dom.ts';
import { changed, contoso, examples, piecesOf, samples, type Stationery } from './stationery.ts';

const data = { code: '482913', minutes: 5, username: 'ada@contoso.com' };
const at = '2027-03-01T09:30:00.000Z';
const inLanguage = (locale: Locale): LetterInput => ({ ...contoso, locale });
const codeLetter = (locale: Locale, more: Partial<typeof data> = {}) =>
  setLetter(code(inLanguage(locale), { ...data, ...more }), inLanguage(locale));

describe.each(localeCodes)('the letter with the code in %s', (locale) => {
  const letter = codeLetter(locale);

  it('has the code in both parts, in one piece, and not where a locked screen shows it', () => {
    const holders = elementsOf(letter.html).filter(
      (one) => textIn(one) === data.code && elementsIn(one).length === 0,
    );
    expect(holders).toHaveLength(1);
    const [holder] = holders;
    // One text node: it is copied whole and read whole; left to right in every language, and never translated.
    expect(holder!.childNodes).toHaveLength(1);
    expect([attribute(holder!, 'dir'), attribute(holder!, 'translate')]).toEqual(['ltr', 'no']);
    expect(letter.text.split('\n').filter((line) => line.trim() === data.code)).toHaveLength(1);
    for (const shown of [letter.subject, letter.preheader, letter.title])
      expect(shown).not.toContain(data.code);
  });

  it('keeps leading zeros', () => {
    const zeros = codeLetter(locale, { code: '004071' });
    expect(zeros.text).toContain('    004071\n');
    expect(zeros.html).toContain('>004071<');
  });

  it('names the account, for several people may read the same mailbox', () => {
    expect(undirected(letter.text)).toContain('ada@contoso.com');
    expect(undirected(textIn(elementsOf(letter.html)[0]!))).toContain('ada@contoso.com');
  });

  it('says where the code is from, and that nothing has to be clicked', () => {
    expect(undirected(letter.text)).toContain('passwords.contoso.com');
    expect(elementsOf(letter.html).some((one) => attribute(one, 'class') === 'k-action')).toBe(
      false,
    );
  });
});

describe('how long a code lives', () => {
  it.each([
    ['en', 1, '1 minute'],
    ['en', 5, '5 minutes'],
    ['nl', 1, '1 minuut'],
    ['nl', 5, '5 minuten'],
    ['ar', 1, 'دقيقة واحدة'],
    ['ar', 2, 'دقيقتين'],
    ['ar', 5, '5 دقائق'],
    ['ar', 10, '10 دقائق'],
    ['ar', 15, '15 دقيقة'],
    ['ar', 100, '100 دقيقة'],
  ] as const)('is said in %s for %i as “%s”', (locale, minutes, words) => {
    const { text, preheader } = codeLetter(locale, { minutes });
    expect(text).toMatch(new RegExp(`(?<![\\d\\p{L}])${words}(?![\\d\\p{L}])`, 'u'));
    expect(preheader).toContain(words);
  });
});

describe('the number of methods to register', () => {
  it.each([
    ['en', 1, 'at least one of these:'],
    ['en', 2, 'at least 2 of these:'],
    ['nl', 1, 'minstens één van deze'],
    ['nl', 3, 'minstens 3 van deze'],
    ['ar', 1, 'طريقة واحدة على الأقل'],
    ['ar', 2, 'طريقتين على الأقل'],
    ['ar', 3, '3 طرق على الأقل'],
    ['ar', 11, '11 طريقة على الأقل'],
  ] as const)('is said in %s for %i as “%s”', (locale, requiredToRegister, words) => {
    const stationery = changed(contoso, 'x', ({ policy }) => ({
      policy: { ...policy, requiredToRegister },
    }));
    const input = { ...stationery, locale };
    expect(setLetter(invitation(input), input).text).toContain(words);
  });
});

describe.each(localeCodes)('the notice of a reset in %s', (locale) => {
  const input = inLanguage(locale);
  const letter = setLetter(passwordReset(input, { username: 'ada@contoso.com', at }), input);

  it('says whose, when, and has a way to say “that wasn’t me” for each way to the help desk', () => {
    const { phone, email, url } = contoso.tenant.support;
    expect(undirected(letter.text)).toContain('ada@contoso.com');
    expect(letter.text).toMatch(/2027.*UTC/);
    const note = elementsOf(letter.html).find(
      (one) => attribute(one, 'class') === 'k-sunken k-ink',
    )!;
    const ways = elementsIn(note).map((one) => [attribute(one, 'href'), textIn(one)]);
    expect(ways).toEqual([
      ['tel:+31205550123', phone],
      [`mailto:${email}`, email],
      [url, url],
    ]);
  });

  it('has no field for a password, and no button to click in alarm', () => {
    const secret = 'correct horse battery staple';
    const given = { username: 'ada@contoso.com', at, password: secret };
    const set = setLetter(passwordReset(input, given), input);
    expect(set.html + set.text + set.subject).not.toContain(secret);
    expect(elementsOf(set.html).some((one) => attribute(one, 'class') === 'k-action')).toBe(false);
  });
});

describe.each(localeCodes)('the notice to other administrators in %s', (locale) => {
  it('says whose and when, and sends nobody to the help desk', () => {
    const input = inLanguage(locale);
    const letter = setLetter(administratorReset(input, { username: 'ada@contoso.com', at }), input);
    expect(undirected(letter.text)).toContain('ada@contoso.com');
    expect(letter.text).toMatch(/2027.*UTC/);
    expect(elementsOf(letter.html).some((one) => attribute(one, 'class') === 'k-action')).toBe(
      false,
    );
    const note = elementsOf(letter.html).find(
      (one) => attribute(one, 'class') === 'k-sunken k-ink',
    );
    expect(elementsIn(note!).filter((one) => attribute(one, 'href'))).toEqual([]);
  });
});

describe('an extension', () => {
  it('is dialled after the number', () => {
    const stationery = changed(contoso, 'x', () => ({
      support: { phone: '+1 (425) 555-0100 ext. 42' },
    }));
    const input = { ...stationery, locale: 'en' as const };
    const { html } = setLetter(passwordReset(input, { username: 'x', at }), input);
    expect(html).toContain('href="tel:+14255550100;ext=42"');
  });
});

describe('a letter never says what isn’t so:', () => {
  it.each(samples)(
    '%s names the place that its button leads to',
    (_name, { letter, locale, stationery }) => {
      const button = elementsOf(letter.html).find((one) => attribute(one, 'class') === 'k-action');
      if (!button) return;
      const { host } = new URL(attribute(button, 'href')!);
      const lines = undirected(letter.text).split('\n').slice(-4, -1);
      expect(lines.some((line) => line.includes(host))).toBe(true);
      expect(localeCodes).toContain(locale);
      expect(attribute(button, 'href')!.startsWith(stationery.tenant.portal.url)).toBe(true);
    },
  );

  it('names the hosted page when registering happens there', () => {
    const stationery = changed(contoso, 'x', ({ portal }) => ({
      portal: { ...portal, pages: ['reset'] },
      backend: {
        kind: 'links',
        reset: 'https://accounts.contoso.net/reset',
        register: 'https://accounts.contoso.net/register',
      },
    }));
    const input = { ...stationery, locale: 'en' as const };
    const { text } = setLetter(invitation(input), input);
    expect(text).toContain('https://accounts.contoso.net/register');
    expect(text).toContain('button leads to accounts.contoso.net and nowhere else');
  });

  it('nobody is invited to register where that can’t be done', () => {
    const wingtip = examples.find(({ id }) => id === 'wingtip')!;
    expect(piecesOf(wingtip).map(({ name }) => name)).toEqual([
      'help-desk',
      'managers',
      'leader',
      'announcement',
      'live',
      'thanks',
      'code',
      'password-reset',
    ]);
    const campaign = (stationery: Stationery): string =>
      piecesOf(stationery)
        .filter(({ locale, name }) => locale === 'en' && kitLetters[name].kind === 'campaign')
        .map(({ letter }) => letter.text)
        .join();
    expect(campaign(wingtip)).not.toMatch(/invit|recovery methods/);
    expect(campaign(contoso)).toMatch(/invit[\s\S]*recovery methods/);
  });

  it('unlocking is named where it is offered', () => {
    const locked = changed(contoso, 'x', ({ portal }) => ({
      portal: { ...portal, pages: ['reset', 'register'] },
    }));
    const [offered, not] = [contoso, locked].map((one) =>
      piecesOf(one)
        .filter(({ locale }) => locale === 'en')
        .map(({ letter }) => letter.text)
        .join(),
    );
    expect(offered).toMatch(/unlock your account[\s\S]*are locked out/);
    expect(not).not.toMatch(/unlock|locked out/);
  });
});

describe('any user name', () => {
  it('stands in the letter as it is typed', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (username) => {
        expect(codeLetter('en', { username }).text).toContain(`account ${username}.`);
        expect(codeLetter('ar', { username }).text).toContain(`\u2068${username}\u2069`);
      }),
      { numRuns: 50 },
    );
  });
});
