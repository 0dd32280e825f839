// A mail that Outlook's Word engine, Gmail and Apple Mail all show (caniemail 2026-05): tables for layout, lengths in
// pixels, colours as #rrggbb on every element, a VML button, dark colours where they are honoured.
import { languages } from '../../locales/languages.ts';
import type { Palette } from '../../tenant/brand/index.ts';
import { footerLines } from '../footer.ts';
import { type Html, html } from '../html.ts';
import type { Block, Letter, LetterInput } from '../letter.ts';

type Setting = { input: LetterInput; light: Palette; dir: 'ltr' | 'rtl'; start: 'left' | 'right' };

const font = "font-family:'Segoe UI',system-ui,Roboto,'Helvetica Neue',Arial,sans-serif";

const paragraph = ({ light, start }: Setting, text: string, more = ''): Html =>
  html`<tr><td class="k-ink" align="${start}" style="padding:0 0 16px;${font};font-size:16px;line-height:25px;color:${light.ink};${more}">${text}</td></tr>`;

// The Word engine reads the one, everything else the other.
const word = (markup: Html): Html => html`<!--[if mso]>${markup}<![endif]-->`;
const notWord = (markup: Html): Html => html`<!--[if !mso]><!-->${markup}<!--<![endif]-->`;

const button = ({ light, start, input }: Setting, label: string, url: string): Html => {
  const { action, onAction, actionEdge } = light;
  const width = Math.min(520, 60 + [...label].length * 9);
  const round = Math.min(50, Math.round((input.tokens.radius / 48) * 100));
  const text = `${font};font-size:16px;font-weight:bold;color:${onAction};text-decoration:none`;
  return html`<tr><td align="${start}" style="padding:8px 0 24px">${word(
    html`<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word" href="${url}" style="height:48px;v-text-anchor:middle;width:${width}px" arcsize="${round}%" strokecolor="${actionEdge}" fillcolor="${action}"><w:anchorlock/><center style="${text}">${label}</center></v:roundrect>`,
  )}${notWord(
    html`<a class="k-action" href="${url}" style="display:inline-block;padding:13px 26px;border:2px solid ${actionEdge};border-radius:${input.tokens.radius}px;background-color:${action};line-height:22px;${text}">${label}</a>`,
  )}</td></tr>`;
};

const codeBox = ({ light, start }: Setting, code: string): Html =>
  html`<tr><td align="${start}" style="padding:4px 0 20px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="k-tint k-ink" dir="ltr" translate="no" style="padding:14px 26px;background-color:${light.tint};color:${light.ink};font-family:Consolas,Menlo,'Courier New',monospace;font-size:30px;line-height:36px;letter-spacing:6px;font-weight:bold">${code}</td></tr></table></td></tr>`;

const note = ({ light, start }: Setting, text: string): Html =>
  html`<tr><td style="padding:0 0 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="k-sunken k-ink" align="${start}" style="padding:14px 18px;background-color:${light.sunken};color:${light.ink};${font};font-size:16px;line-height:25px">${text}</td></tr></table></td></tr>`;

const addressLine = ({ light, start }: Setting, lead: string, address: string, url: string): Html =>
  html`<tr><td class="k-soft" align="${start}" style="padding:0 0 16px;${font};font-size:16px;line-height:25px;color:${light.inkSoft}">${lead} <a class="k-link" dir="ltr" href="${url}" style="color:${light.link};font-weight:bold;text-decoration:underline">${address}</a></td></tr>`;

const blockHtml = (setting: Setting, block: Block): Html => {
  switch (block.kind) {
    case 'text':
      return paragraph(setting, block.text);
    case 'note':
      return note(setting, block.text);
    case 'button':
      return button(setting, block.label, block.url);
    case 'code':
      return codeBox(setting, block.code);
    case 'address':
      return addressLine(setting, block.lead, block.address, block.url);
  }
};

// Apple Mail and new Outlook honour the query; Outlook on the web and phones set data-ogsc and data-ogsb instead.
const darkRules = (dark: Palette): [string, string][] => [
  ['.k-canvas', `background-color:${dark.canvas}`],
  ['.k-card', `background-color:${dark.surface}`],
  ['.k-ink', `color:${dark.ink}`],
  ['.k-soft', `color:${dark.inkSoft}`],
  ['.k-link', `color:${dark.link}`],
  ['.k-tint', `background-color:${dark.tint}`],
  ['.k-sunken', `background-color:${dark.sunken}`],
  ['.k-action', `background-color:${dark.action};border-color:${dark.actionEdge};color:${dark.onAction}`],
];

const important = (rule: string): string => rule.replaceAll(';', '!important;');

const styles = (dark: Palette): Html => {
  const rules = darkRules(dark);
  const query = rules.map(([name, rule]) => `${name}{${important(rule)}!important}`).join('');
  const outlook = rules
    .map(([name, rule]) => `[data-ogsc] ${name},[data-ogsb] ${name}{${important(rule)}!important}`)
    .join('');
  return html`<style>:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${query}}${outlook}</style>`;
};

const logoOrName = ({ input, light, start }: Setting): Html => {
  const { logo, tenant } = input;
  const name = tenant.organization.name;
  // The logo stands on a light tile of its own: most logos have no dark variant, and mail programs invert at will.
  return logo
    ? html`<td align="${start}" style="padding:20px 32px;background-color:#ffffff"><img src="${logo.src}" width="${logo.width}" height="${logo.height}" alt="${name}" style="display:block;border:0;width:${logo.width}px;height:${logo.height}px;${font};font-size:20px;line-height:26px;color:${light.ink}"></td>`
    : html`<td align="${start}" style="padding:24px 32px;${font};font-size:20px;line-height:26px;font-weight:bold;color:${light.onBrand};background-color:${light.brand}">${name}</td>`;
};

const body = (setting: Setting, letter: Letter): Html => {
  const { input, light, dir, start } = setting;
  const footer = footerLines(input).map(
    (line) =>
      html`<tr><td class="k-soft" align="${start}" style="padding:0 0 8px;${font};font-size:14px;line-height:21px;color:${light.inkSoft}">${line}</td></tr>`,
  );
  return html`<div class="k-canvas" lang="${input.locale}" dir="${dir}" style="background-color:${light.canvas}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${letter.preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table class="k-card" role="presentation" dir="${dir}" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background-color:${light.surface}">
<tr><td style="height:6px;line-height:6px;font-size:1px;background-color:${light.brand}">&nbsp;</td></tr>
<tr>${logoOrName(setting)}</tr>
<tr><td style="padding:20px 32px 16px">
<table role="presentation" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="${start}" style="padding:0 0 16px"><h1 class="k-ink" style="margin:0;${font};font-size:26px;line-height:33px;font-weight:bold;color:${light.ink}">${letter.title}</h1></td></tr>
${letter.blocks.map((block) => blockHtml(setting, block))}
<tr><td class="k-ink" align="${start}" style="padding:8px 0 24px;${font};font-size:16px;line-height:25px;font-weight:bold;color:${light.ink}">${input.tenant.organization.name}</td></tr>
${footer}
</table></td></tr></table></td></tr></table></div>`;
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
