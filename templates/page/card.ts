import { languages, type Locale } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import { escape, type Html, html } from '../html.ts';
import type { Stationery } from '../letter.ts';
import { isPrinted, kitWords } from '../papers/paper.ts';
import { paperText } from '../papers/text.ts';
import type { PaperPiece } from '../papers/index.ts';
import type { PrintPlace } from '../print/places.ts';
import { fingerprintOf, isReviewed, type Piece } from '../pieces.ts';
import { secondsFor, wordsIn } from '../reading.ts';

/** What every card is made with: the words of the page's own language. */
export type Desk = { input: Stationery; say: Words };

type Placed = Pick<Piece, 'locale' | 'wave' | 'path'>;

// The preview shows the logo from the kit's own folder: it works before the portal is published. Without the page's own
// origin it couldn't load a file beside it; scripts stay off all the same.
const previewOf = ({ letter }: Piece, { logo }: Stationery): string =>
  logo ? letter.html.replace(`src="${escape(logo.src)}"`, 'src="logo.png"') : letter.html;

const chips = ({ locale, wave }: Placed, text: string, { say }: Desk): Html[] => {
  const words = wordsIn(text).length;
  const number = wave?.number;
  return [
    html`<li lang="${locale}" dir="${languages[locale].dir}">${languages[locale].name}</li>`,
    ...(number === undefined ? [] : [html`<li>${say('kit.page.wave')} ${number}</li>`]),
    html`<li>${say('kit.page.words', { n: words })}</li>`,
    html`<li>${say('kit.page.seconds', { n: secondsFor(words) })}</li>`,
  ];
};

const copier = (what: 'rich' | 'html' | 'text', name: string, { say }: Desk): Html => {
  const text = say(what === 'html' ? 'kit.page.copy-html' : 'kit.page.copy-rich');
  const first = what === 'html' ? '' : 'first';
  return html`<button type="button" class="${first}" data-copy="${what}" aria-label="${text}: ${name}" hidden>${text}</button>`;
};

const wavePart = ({ wave }: Placed): string => String(wave?.number ?? '');

const reviewOf = (piece: Piece, { input, say }: Desk): Html =>
  isReviewed(piece, input.tenant)
    ? html`<li class="done">${say('kit.page.reviewed')}</li>`
    : html`<li class="open">${say('kit.page.unreviewed')}</li>`;

/** A letter: how it looks, what it's called, and its files. */
export const letterCard = (piece: Piece, desk: Desk): Html => {
  const { locale, letter, path } = piece;
  const { input, say } = desk;
  const { dir } = languages[locale];
  const title = kitWords(say).nameOf(piece.name);
  const name = `${title}, ${languages[locale].name}`;
  return html`<li data-card data-language="${locale}" data-wave="${wavePart(piece)}" data-channel="mails">
<div class="stage"><iframe title="${say('mail.kit.preview', { name })}" srcdoc="${previewOf(piece, input)}" sandbox="allow-same-origin" loading="lazy"></iframe></div>
<div class="facts-of"><h3>${title}</h3><ul class="chips">${chips(piece, letter.text, desk)}${reviewOf(piece, desk)}</ul>
<dl><dt>${say('mail.kit.subject')}</dt><dd lang="${locale}" dir="${dir}">${letter.subject}</dd><dt>${say('mail.kit.preheader')}</dt><dd lang="${locale}" dir="${dir}">${letter.preheader}</dd></dl><code dir="ltr">${path} ${fingerprintOf(piece)}</code></div>
<div class="acts">${copier('rich', name, desk)}${copier('html', name, desk)}</div>
<nav class="files" aria-label="${name}, ${path}"><a href="${path}.eml" download>${say('kit.page.draft')}</a><a href="${path}.oft" download>${say('kit.page.windows')}</a><a href="${path}.emltpl" download>${say('kit.page.mac')}</a><a href="${path}.html">${say('mail.kit.html')}</a><a href="${path}.txt">${say('kit.page.plain')}</a></nav></li>`;
};

const firstWords = (text: string, locale: Locale, short: boolean): Html =>
  html`<div class="stage text"><pre class="words" data-text lang="${locale}" dir="${languages[locale].dir}" tabindex="0">${short ? text.split('\n\n').slice(0, 5).join('\n\n') : text}</pre></div>`;

/** A paper: what it says, and its files. */
export const paperCard = (
  { paper, ...placed }: PaperPiece,
  desk: Desk,
  channel: 'channels' | 'guides',
): Html => {
  const { locale, path } = placed;
  const { say } = desk;
  const { dir } = languages[locale];
  const title = kitWords(say).paperName(paper.name);
  const name = `${title}, ${languages[locale].name}`;
  const text = paperText(paper, dir === 'rtl');
  const copies = channel === 'channels';
  return html`<li data-card data-language="${locale}" data-wave="${wavePart(placed)}" data-channel="${channel}">
${firstWords(text, locale, !copies)}
<div class="facts-of"><h3>${title}</h3><ul class="chips">${chips(placed, text, desk)}</ul></div>
${copies && html`<div class="acts">${copier('text', name, desk)}</div>`}
<nav class="files" aria-label="${name}, ${path}"><a href="${path}.html">${say('kit.page.open')}</a>${isPrinted(paper.name) && html`<a href="${path}.pdf">PDF</a>`}<a href="${path}.txt">${say('kit.page.plain')}</a></nav></li>`;
};

/** Something to print, or to show on a screen. */
export const printCard = ({ name, locale, path }: PrintPlace, { say }: Desk): Html => {
  const title = say(`print.name.${name}`);
  const picture = path.endsWith('.png');
  return html`<li data-card data-language="${locale}" data-wave="" data-channel="print">
${picture && html`<div class="stage"><img src="${path}" alt="${title}" width="320" height="180" loading="lazy"></div>`}
<div class="facts-of"><h3>${title}</h3><ul class="chips"><li lang="${locale}" dir="${languages[locale].dir}">${languages[locale].name}</li><li>${picture ? 'PNG' : 'PDF'}</li></ul></div>
<nav class="files" aria-label="${title}, ${languages[locale].name}"><a href="${path}">${say('kit.page.open')}</a><a href="${path}" download>${say('print.download')}</a></nav></li>`;
};
