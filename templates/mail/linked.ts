import { type Html, html } from '../html.ts';
import { isolate, type Link } from '../letter.ts';

// A number that breaks in the middle can't be read out; a long address must break, or it widens the letter.
const wrapping = ({ url }: Link): string =>
  url.startsWith('tel:') ? 'white-space:nowrap' : 'word-break:break-word';

/** A sentence whose links can be followed: each stands between isolates, as the words have it. */
export const linked = (text: string, links: readonly Link[], color: string): Html => {
  const pieces = text.split(/(\u2068[^\u2069]*\u2069)/u).map((piece) => {
    const link = links.find((one) => isolate(one.text) === piece);
    return link
      ? html`\u2068<a class="k-link" dir="ltr" href="${link.url}" style="color:${color};text-decoration:underline;${wrapping(link)}">${link.text}</a>\u2069`
      : piece;
  });
  return html`${pieces}`;
};
