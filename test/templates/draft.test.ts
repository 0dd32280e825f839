import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { draftOf } from '../../templates/eml.ts';
import { type Letter, setLetter } from '../../templates/index.ts';
import { anyString, hostile } from './hostile.ts';
import { contoso, samples } from './stationery.ts';

const input = { ...contoso, locale: 'en' as const };
const withSubject = (subject: string) => {
  const letter: Letter = { subject, preheader: 'p', title: 't', blocks: [] };
  return setLetter(letter, input);
};

const headersOf = (eml: string): string[] =>
  eml
    .slice(0, eml.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n');

const names = ['X-Unsent', 'Subject', 'MIME-Version', 'Content-Type'];
const nameOf = (header: string): string => header.split(':')[0]!;
const crlf = (text: string): string => text.replaceAll(/\r?\n/g, '\n');

describe('the draft of', () => {
  it.each(samples)('%s holds what the letter says', async (name, { letter }) => {
    const eml = draftOf(letter, name.replaceAll(' ', '-'));
    const mail = await PostalMime.parse(eml);
    expect(mail.subject).toBe(letter.subject);
    expect(crlf(mail.text!).trimEnd()).toBe(letter.text.trimEnd());
    expect(crlf(mail.html!).trimEnd()).toBe(letter.html.trimEnd());
    expect(mail.attachments).toEqual([]);
    expect(mail.headers.find(({ key }) => key === 'x-unsent')?.value).toBe('1');
    expect(mail.headers.map(({ key }) => key)).toEqual(names.map((one) => one.toLowerCase()));
  });

  it.each(samples)('%s is legal mail: ASCII, CRLF, short lines', (name, { letter }) => {
    const eml = draftOf(letter, name.replaceAll(' ', '-'));
    expect(eml).toMatch(/^[\r\n\t -~]*$/);
    expect(eml.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const longest = Math.max(...eml.split('\r\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(78);
    for (const word of eml.match(/=\?utf-8\?[\s\S]*?\?=/gi) ?? []) {
      expect(word.length).toBeLessThanOrEqual(75);
      expect(word).not.toMatch(/\s/);
    }
  });

  it.each(samples)(
    '%s has two parts, the plain one first, each with its charset',
    (name, { letter }) => {
      const eml = draftOf(letter, name.replaceAll(' ', '-'));
      const boundary = /boundary="([^"]+)"/.exec(eml)![1]!;
      const pieces = eml.split(`--${boundary}`);
      expect(pieces).toHaveLength(4);
      expect(pieces[1]).toMatch(/^\r\nContent-Type: text\/plain; charset=utf-8\r\n/);
      expect(pieces[2]).toMatch(/^\r\nContent-Type: text\/html; charset=utf-8\r\n/);
      expect(pieces[3]).toBe('--\r\n');
      const encoding = /Content-Transfer-Encoding: (\S+)/.exec(pieces[2]!)![1];
      expect(encoding).toBe(/\p{Script=Arabic}/u.test(letter.text) ? 'base64' : 'quoted-printable');
    },
  );

  it.each(samples)(
    '%s has the same bytes every time, and nothing that grows stale',
    (name, { letter }) => {
      const eml = draftOf(letter, name);
      expect(draftOf(letter, name)).toBe(eml);
      expect(headersOf(eml).map(nameOf)).toEqual(names);
    },
  );
});

describe('a draft', () => {
  it('has a subject that says what it should, and no header of a stranger', async () => {
    await fc.assert(
      fc.asyncProperty(anyString, async (subject) => {
        const letter = withSubject(subject);
        const eml = draftOf(letter, 'x');
        expect(headersOf(eml).map(nameOf)).toEqual(names);
        expect(eml).toMatch(/^[\r\n\t -~]*$/);
        const mail = await PostalMime.parse(eml);
        expect(mail.subject ?? '').toBe(letter.subject.toWellFormed());
      }),
      { numRuns: 300, examples: hostile.map((one): [string] => [one]) },
    );
  });

  it('keeps its lines short, however long the subject’s words are', async () => {
    for (const subject of [
      'x'.repeat(3000),
      'é'.repeat(900),
      'م'.repeat(900),
      'two words '.repeat(200),
    ]) {
      const letter = withSubject(subject);
      const eml = draftOf(letter, 'x');
      expect(Math.max(...eml.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
      expect((await PostalMime.parse(eml)).subject).toBe(letter.subject);
    }
  });

  it('isn’t ended by a text that looks like its boundary', async () => {
    const letter = withSubject('x');
    const boundary = /boundary="([^"]+)"/.exec(draftOf(letter, 'x'))![1]!;
    const text = `before\n--${boundary}--\n\n--${boundary}\n\nafter\n`;
    const mail = await PostalMime.parse(draftOf({ ...letter, text }, 'x'));
    expect(crlf(mail.text!).trimEnd()).toBe(text.trimEnd());
  });

  it('holds any text, whatever its line breaks', async () => {
    await fc.assert(
      fc.asyncProperty(anyString, async (text) => {
        const letter = { ...withSubject('x'), text: `${text}.` };
        const eml = draftOf(letter, 'x');
        expect(eml.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const held = (await PostalMime.parse(eml)).text ?? '';
        const lines = (one: string) => one.toWellFormed().replaceAll(/\r\n?/g, '\n').trimEnd();
        expect(lines(held)).toBe(lines(letter.text));
      }),
      { numRuns: 200 },
    );
  });
});
