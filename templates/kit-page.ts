import { languages, type Locale } from '../locales/languages.ts';
import { tokensCss } from '../tenant/brand/css.ts';
import { escape, type Html, html, style } from './html.ts';
import { kitLetters, type Piece } from './kit-letters.ts';
import { type Stationery, wordsOf } from './letter.ts';

const css = `
*{box-sizing:border-box}
html{color-scheme:light dark;background:var(--keyturn-canvas);color:var(--keyturn-ink);font:1.0625rem/1.6 var(--keyturn-font)}
body{max-width:84rem;margin:0 auto;padding:clamp(1.25rem,4vw,4rem)}
h1{margin:0;font-size:clamp(2rem,1.3rem + 3vw,3.25rem);line-height:1.1;letter-spacing:-.02em}
h2{margin:3.5rem 0 0;font-size:1.75rem}
h3{margin:2.25rem 0 0;font-size:1.125rem;color:var(--keyturn-ink-soft)}
p{margin:.75rem 0 0;max-width:44rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:1.5rem}
a{display:inline-block;padding:.5rem 0;color:var(--keyturn-link);font-weight:600;text-underline-offset:.2em}
ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:1.75rem;margin:1rem 0 0;padding:0;list-style:none}
li{overflow:hidden;border:1px solid var(--keyturn-line);border-radius:calc(var(--keyturn-radius)*1.4);background:var(--keyturn-surface)}
li>div{padding:1rem 1.25rem 1.25rem}
li b{display:block;font-size:1.125rem}
li small{display:block;margin-top:.25rem;color:var(--keyturn-ink-soft);font-size:.9375rem}
li nav{gap:.25rem 1.125rem;margin-top:.5rem;font-size:1rem}
iframe{display:block;width:100%;height:26rem;border:0;border-bottom:1px solid var(--keyturn-line);background:var(--keyturn-canvas)}
:focus-visible{outline:3px solid var(--keyturn-focus);outline-offset:2px}
`.replaceAll('\n', '');

// The preview shows the logo from the kit's own folder: it works before the portal is published. Without the page's own
// origin it couldn't load a file beside it; scripts stay off all the same.
const previewOf = ({ letter }: Piece, { logo }: Stationery): string =>
  logo ? letter.html.replace(`src="${escape(logo.src)}"`, 'src="logo.png"') : letter.html;

const card = (piece: Piece, input: Stationery): Html => {
  const { name, locale, letter } = piece;
  const say = wordsOf({ tenant: input.tenant, locale });
  const title = say(`mail.kit.${name}`);
  const path = `${locale}/${name}`;
  return html`<li>
<iframe title="${say('mail.kit.preview', { name: title })}" srcdoc="${previewOf(piece, input)}" sandbox="allow-same-origin" loading="lazy"></iframe>
<div><b>${title}</b><small>${say('mail.kit.subject')}: ${letter.subject}</small><small>${say('mail.kit.preheader')}: ${letter.preheader}</small>
<nav aria-label="${title}"><a href="${path}.eml" download>${say('mail.kit.draft')}</a><a href="${path}.html">${say('mail.kit.html')}</a><a href="${path}.txt">${say('mail.kit.text')}</a></nav></div></li>`;
};

const group = (
  kind: 'campaign' | 'service',
  locale: Locale,
  pieces: readonly Piece[],
  input: Stationery,
): Html => {
  const say = wordsOf({ tenant: input.tenant, locale });
  const own = pieces.filter(
    (piece) => piece.locale === locale && kitLetters[piece.name].kind === kind,
  );
  const lead = kind === 'service' && html`<p>${say('mail.kit.service-lead')}</p>`;
  return html`<h3>${say(`mail.kit.${kind}`)}</h3>${lead}<ul>${own.map((piece) => card(piece, input))}</ul>`;
};

/** The kit's own page: every letter with a preview and its files. It works from a folder, without a server. */
export const kitPage = (input: Stationery, pieces: readonly Piece[]): string => {
  const { tenant, tokens } = input;
  const say = wordsOf({ tenant, locale: tenant.defaultLocale });
  const title = say('mail.kit.title', { organization: tenant.organization.shortName });
  const sections = tenant.locales.map((locale) => {
    const { name, dir } = languages[locale];
    return html`<section id="${locale}" lang="${locale}" dir="${dir}"><h2>${name}</h2>${group('campaign', locale, pieces, input)}${group('service', locale, pieces, input)}</section>`;
  });
  const links = tenant.locales.map(
    (code) =>
      html`<a href="#${code}" hreflang="${code}" lang="${code}">${languages[code].name}</a>`,
  );
  return html`<!doctype html>
<html lang="${tenant.defaultLocale}" dir="${say.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
${style(tokensCss(tokens) + css)}
</head>
<body>
<header><h1>${title}</h1>
<p>${say('mail.kit.lead')}</p>
<nav aria-label="${say('site.languages')}">${links}</nav></header>
<main>${sections}</main>
</body>
</html>
`.markup;
};
