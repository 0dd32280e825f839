import type { Palette } from '../../tenant/brand/index.ts';
import { type Html, style } from '../html.ts';

// Apple Mail and new Outlook honour the query; Outlook on the web and phones set data-ogsc and data-ogsb instead.
const darkRules = (dark: Palette): [string, string][] => [
  ['.k-line', `border-color:${dark.line}`],
  ['.k-canvas', `background-color:${dark.canvas}`],
  ['.k-card', `background-color:${dark.surface}`],
  ['.k-ink', `color:${dark.ink}`],
  ['.k-soft', `color:${dark.inkSoft}`],
  ['.k-link', `color:${dark.link}`],
  ['.k-tint', `background-color:${dark.tint}`],
  ['.k-sunken', `background-color:${dark.sunken}`],
  [
    '.k-action',
    `background-color:${dark.action};border-color:${dark.actionEdge};color:${dark.onAction}`,
  ],
];

const important = (rule: string): string => rule.replaceAll(';', '!important;');

// On a phone the letter needs the width for its words. 480 px: every phone held upright.
const narrow =
  '@media (max-width:480px){.k-out{padding:12px 0!important}.k-pad{padding-left:20px!important;padding-right:20px!important}}';

/** The style element: less margin on phones, and dark colours, where they are honoured. */
export const styles = (dark: Palette): Html => {
  const rules = darkRules(dark);
  const query = rules.map(([name, rule]) => `${name}{${important(rule)}!important}`).join('');
  const outlook = rules
    .map(([name, rule]) => `[data-ogsc] ${name},[data-ogsb] ${name}{${important(rule)}!important}`)
    .join('');
  return style(
    `:root{color-scheme:light dark;supported-color-schemes:light dark}${narrow}@media (prefers-color-scheme:dark){${query}}${outlook}`,
  );
};
