// A mail that Outlook's Word engine, Gmail and Apple Mail all show (caniemail 2026-05): tables for layout, lengths in
// pixels, colours as #rrggbb on every element, a VML button, dark colours where they are honoured.
import { languages } from '../../locales/languages.ts';
import { footerLines } from '../footer.ts';
import { type Html, html } from '../html.ts';
import type { Letter, LetterInput } from '../letter.ts';
import { blockHtml, font, type Setting, word } from './blocks.ts';
import { styles } from './dark.ts';
import { linked } from './linked.ts';

const logoOrName = ({ input, light, start }: Setting): Html => {
  const { logo, tenant } = input;
  const name = tenant.organization.name;
  // The logo stands on a light tile of its own: most logos have no dark variant, and mail programs invert at will.
  // So does the name in its place while pictures are blocked; the brand's own ink may be a light one.
  return logo
    ? html`<td class="k-pad" align="${start}" style="padding:20px 32px;background-color:#ffffff"><img src="${logo.src}" width="${logo.width}" height="${logo.height}" alt="${name}" style="display:block;border:0;width:${logo.width}px;height:${logo.height}px;${font};font-size:20px;line-height:26px;color:#1b1b1b"></td>`
    : html`<td class="k-pad" align="${start}" style="padding:24px 32px;${font};font-size:20px;line-height:26px;font-weight:bold;color:${light.onBrand};background-color:${light.brand}">${name}</td>`;
};

// The line above the first of them parts the letter from what is under every letter.
const footer = ({ input, light, start }: Setting, letter: Letter): Html[] =>
  footerLines(letter, input).map(({ text, links }, index) => {
    const top =
      index === 0 ? `padding:20px 0 8px;border-top:1px solid ${light.line}` : 'padding:0 0 8px';
    return html`<tr><td class="k-soft k-line" align="${start}" style="${top};${font};font-size:14px;line-height:21px;color:${light.inkSoft}">${linked(text, links, light.link)}</td></tr>`;
  });

// Word obeys a table's width but not max-width in every release: it gets a frame of its own.
const framed = (card: Html): Html =>
  html`${word(
    html`<table role="presentation" align="center" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td>`,
  )}${card}${word(html`</td></tr></table>`)}`;

const card = (setting: Setting, letter: Letter): Html => {
  const { input, light, dir, start } = setting;
  const title = html`<h1 class="k-ink" style="margin:0;${font};font-size:26px;line-height:33px;font-weight:bold;color:${light.ink}">${letter.title}</h1>`;
  return html`<table class="k-card k-line" role="presentation" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;word-break:break-word;border:1px solid ${light.line};background-color:${light.surface}">
<tr><td style="height:6px;line-height:6px;font-size:1px;background-color:${light.brand}">&nbsp;</td></tr>
<tr>${logoOrName(setting)}</tr>
<tr><td class="k-pad" style="padding:20px 32px 16px">
<table role="presentation" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="${start}" style="padding:0 0 16px">${title}</td></tr>
${letter.blocks.map((block) => blockHtml(setting, block))}
<tr><td class="k-ink" align="${start}" style="padding:8px 0 24px;${font};font-size:16px;line-height:25px;font-weight:bold;color:${light.ink}">${input.tenant.organization.name}</td></tr>
${footer(setting, letter)}
</table></td></tr></table>`;
};

const body = (setting: Setting, letter: Letter): Html => {
  const { input, light, dir } = setting;
  return html`<div class="k-canvas" lang="${input.locale}" dir="${dir}" style="background-color:${light.canvas}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${letter.preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="k-out" align="center" style="padding:24px 12px">
${framed(card(setting, letter))}</td></tr></table></div>`;
};

/** The letter as an HTML mail. */
export const htmlOf = (letter: Letter, input: LetterInput): string => {
  const { dir } = languages[input.locale];
  const { light, dark } = input.tokens;
  const setting: Setting = { input, light, dir, start: dir === 'rtl' ? 'right' : 'left' };
  return html`<!doctype html>
<html lang="${input.locale}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${letter.subject}</title>
${word(html`<xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>`)}
${styles(dark)}
</head>
<body class="k-canvas" lang="${input.locale}" dir="${dir}" style="margin:0;padding:0;background-color:${light.canvas}">
${body(setting, letter)}
</body>
</html>
`.markup;
};
