import type { Palette } from '../../tenant/brand/index.ts';
import { type Html, html } from '../html.ts';
import type { Block, LetterInput, Link } from '../letter.ts';
import { linked } from './linked.ts';

/** What every part of a mail needs to know. */
export type Setting = {
  input: LetterInput;
  light: Palette;
  dir: 'ltr' | 'rtl';
  start: 'left' | 'right';
};

/** Fonts as mail programs know them. Without quotes: every cell says them again, and quotes are long in an attribute. */
export const font = 'font-family:Segoe UI,system-ui,Roboto,Helvetica,Arial,sans-serif';

const paragraph = ({ light, start }: Setting, text: string): Html =>
  html`<tr><td class="k-ink" align="${start}" style="padding:0 0 16px;${font};font-size:16px;line-height:25px;color:${light.ink}">${text}</td></tr>`;

// A real list: screen readers count its items. Word knows margins of lists, and no padding (caniemail 2026-05).
const list = ({ light, start }: Setting, items: readonly string[]): Html =>
  html`<tr><td class="k-ink" align="${start}" style="padding:0 0 8px;${font};font-size:16px;line-height:25px;color:${light.ink}"><ul style="margin:0;padding:0;margin-${start}:22px">${items.map((item) => html`<li style="margin:0 0 8px">${item}</li>`)}</ul></td></tr>`;

/** Only Outlook's Word engine reads it. */
export const word = (markup: Html): Html => html`<!--[if mso]>${markup}<![endif]-->`;
const notWord = (markup: Html): Html => html`<!--[if !mso]><!-->${markup}<!--<![endif]-->`;

const button = ({ light, start, input }: Setting, label: string, url: string): Html => {
  const { action, onAction, actionEdge } = light;
  const width = Math.min(520, 60 + [...label].length * 9);
  const round = Math.min(50, Math.round((input.tokens.radius / 48) * 100));
  const text = `${font};font-size:16px;font-weight:bold;color:${onAction};text-align:center;text-decoration:none`;
  return html`<tr><td align="${start}" style="padding:8px 0 24px">${word(
    html`<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word" href="${url}" style="height:48px;v-text-anchor:middle;width:${width}px" arcsize="${round}%" strokecolor="${actionEdge}" fillcolor="${action}"><w:anchorlock/><center style="${text}">${label}</center></v:roundrect>`,
  )}${notWord(
    html`<a class="k-action" href="${url}" style="display:inline-block;padding:13px 26px;border:2px solid ${actionEdge};border-radius:${input.tokens.radius}px;background-color:${action};line-height:22px;${text}">${label}</a>`,
  )}</td></tr>`;
};

const codeBox = ({ light, start }: Setting, code: string): Html =>
  html`<tr><td align="${start}" style="padding:4px 0 20px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="k-tint k-ink" dir="ltr" translate="no" style="padding:14px 26px;background-color:${light.tint};color:${light.ink};font-family:Consolas,Menlo,'Courier New',monospace;font-size:30px;line-height:36px;letter-spacing:6px;font-weight:bold">${code}</td></tr></table></td></tr>`;

const note = ({ light, start }: Setting, text: string, links: readonly Link[]): Html =>
  html`<tr><td style="padding:0 0 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="k-sunken k-ink" align="${start}" style="padding:14px 18px;background-color:${light.sunken};color:${light.ink};${font};font-size:16px;line-height:25px">${linked(text, links, light.link)}</td></tr></table></td></tr>`;

const addressLine = ({ light, start }: Setting, lead: string, address: string, url: string): Html =>
  html`<tr><td class="k-soft" align="${start}" style="padding:0 0 16px;${font};font-size:16px;line-height:25px;color:${light.inkSoft}">${lead} <a class="k-link" dir="ltr" href="${url}" style="color:${light.link};font-weight:bold;text-decoration:underline">${address}</a></td></tr>`;

const linkLine = ({ light, start }: Setting, label: string, url: string): Html =>
  html`<tr><td class="k-ink" align="${start}" style="padding:0 0 16px;${font};font-size:16px;line-height:25px;word-break:break-word"><a class="k-link" href="${url}" style="color:${light.link};font-weight:bold;text-decoration:underline">${label}</a></td></tr>`;

/** One piece of a letter as a table row. */
export const blockHtml = (setting: Setting, block: Block): Html => {
  switch (block.kind) {
    case 'text':
      return paragraph(setting, block.text);
    case 'list':
      return list(setting, block.items);
    case 'note':
      return note(setting, block.text, block.links ?? []);
    case 'button':
      return button(setting, block.label, block.url);
    case 'link':
      return linkLine(setting, block.label, block.url);
    case 'code':
      return codeBox(setting, block.code);
    case 'address':
      return addressLine(setting, block.lead, block.address, block.url);
  }
};
