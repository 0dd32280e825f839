import * as base64 from 'nodemailer/lib/base64';
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import * as quotedPrintable from 'nodemailer/lib/qp';
import { isLatin, type SetLetter } from './letter.ts';

const crlf = (text: string): string => text.replace(/\r\n?|\n/g, '\r\n');

/** One part of a mail, with its own headers; as quoted-printable where it's `latin`, else as base64. */
export const part = (type: string, text: string, latin: boolean): string => {
  const body = crlf(text);
  const encoded = latin
    ? quotedPrintable.wrap(quotedPrintable.encode(body))
    : base64.wrap(base64.encode(Buffer.from(body)));
  return [
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${latin ? 'quoted-printable' : 'base64'}`,
    '',
    encoded,
  ].join('\r\n');
};

// Plain ASCII is written as it is, unless it looks encoded (RFC 2047, 2) or has a word too long for folding.
const headerText = (text: string, latin: boolean): string =>
  /[^ -~]|=\?|\S{60}/.test(text) ? encodeWord(text, latin ? 'Q' : 'B', 52) : text;

/** What separates the parts of a letter. `=_` can't occur in quoted-printable (RFC 2045, 6.7) nor in base64, so no body holds it. */
export const boundaryOf = (name: string): string => `=_keyturn-${name}`;

/** Two parts that say the same, the plain one first (RFC 2046, 5.1.4), between their boundaries. */
export const bothParts = ({ html, text }: Pick<SetLetter, 'html' | 'text'>, boundary: string) => {
  const latin = isLatin(text);
  return [
    `--${boundary}`,
    part('text/plain', text, latin),
    `--${boundary}`,
    part('text/html', html, latin),
    `--${boundary}--`,
    '',
  ].join('\r\n');
};

/**
 * A letter as a draft that mail programs open for editing (`X-Unsent`): no sender, date or id that would be stale. Encoders
 * and folding are nodemailer's.
 */
export const draftOf = (letter: SetLetter, name: string): string => {
  const boundary = boundaryOf(name);
  return [
    'X-Unsent: 1',
    foldLines(`Subject: ${headerText(letter.subject, isLatin(letter.text))}`, 76),
    'MIME-Version: 1.0',
    foldLines(`Content-Type: multipart/alternative; boundary="${boundary}"`, 76),
    '',
    bothParts(letter, boundary),
  ].join('\r\n');
};
