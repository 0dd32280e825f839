// A mail as it travels. Nodemailer builds one as a chain of streams, for attachments of any size; a letter is two short
// texts, and its encoders do them in a quarter of the time.
import MimeNode, { type MimeNodeHeaderMap } from 'nodemailer/lib/mime-node';
import { bothParts, boundaryOf, part } from '../../templates/eml.ts';
import { isLatin } from '../../templates/index.ts';
import type { Outgoing } from './delivery.ts';

const boundary = boundaryOf('letter');

/** A letter below its headers, ready to be sent; the date and whatever else each mail has to have is added. */
export const mailOf = (
  { text, html, subject }: Pick<Outgoing, 'text' | 'html' | 'subject'>,
  headers: MimeNodeHeaderMap,
): Buffer => {
  const latin = isLatin(text);
  const kind = `multipart/alternative; boundary="${boundary}"`;
  const head = new MimeNode(html === undefined ? false : kind, { textEncoding: latin ? 'Q' : 'B' })
    .setHeader(headers)
    .setHeader('subject', subject)
    .buildHeaders();
  const body =
    html === undefined
      ? part('text/plain', text, latin)
      : `\r\n${bothParts({ text, html }, boundary)}`;
  return Buffer.from(`${head}\r\n${body}`);
};
