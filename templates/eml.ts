import MailComposer from 'nodemailer/lib/mail-composer';
import type { SetLetter } from './letter.ts';

const stale = /^(?:Date|Message-ID|From|To):.*\r\n(?:[ \t].*\r\n)*/gim;

/**
 * A letter as a draft that mail programs open for editing (`X-Unsent`): no sender, date or id that would be stale.
 * Letters in scripts beyond ASCII are sent as base64, which is half as long there as quoted-printable.
 */
export const draftOf = async (
  { subject, html, text }: SetLetter,
  name: string,
): Promise<string> => {
  const latin = /^[\u0000-\u024f\u2010-\u2044]*$/.test(text);
  const composer = new MailComposer({
    subject,
    html,
    text,
    headers: { 'X-Unsent': '1' },
    textEncoding: latin ? 'quoted-printable' : 'base64',
    baseBoundary: `keyturn-${name}`,
  });
  const message = (await composer.compile().build()).toString('latin1');
  const end = message.indexOf('\r\n\r\n');
  return message.slice(0, end + 2).replace(stale, '') + message.slice(end + 2);
};
