// The CSS custom properties that the forms are drawn with. Their names and defaults come from the style that ships.
import { formCss, plainTokensCss } from '../../../widget/generated/styles.ts';
import type { Named } from './facts.ts';

/** A CSS custom property; `preset` is its value where nobody gave another. */
export type LookFact = Named & { preset: string };

/** What each is for. A test holds this equal to what the style uses. */
const meanings: Record<string, string> = {
  canvas: 'The page’s ground.',
  surface: 'The ground of fields and of the dialog.',
  sunken: 'The ground of what stands back: help, notices.',
  ink: 'Text.',
  'ink-soft': 'Text that stands back: hints.',
  line: 'Lines that only divide.',
  edge: 'Edges of fields and choices; 3:1 against the ground.',
  brand: 'The organisation’s colour, as a ground.',
  'on-brand': 'Text on the organisation’s colour.',
  action: 'The main button’s ground.',
  'on-action': 'The main button’s text.',
  'action-edge': 'The main button’s edge; 3:1 against the ground.',
  'action-hover': 'The main button’s ground below the pointer.',
  link: 'Links, quiet buttons, and what is chosen.',
  tint: 'The ground of what is chosen.',
  focus: 'The focus ring; 3:1 against the ground.',
  danger: 'What is wrong.',
  'danger-tint': 'The ground of a notice about what is wrong.',
  success: 'What is right.',
  'success-tint': 'The ground of what is right.',
  radius: 'Roundness of fields, buttons and cards.',
  font: 'The fonts, as in `font-family`.',
};

const named = (css: string, pattern: RegExp): string[] => [
  ...new Set([...css.matchAll(pattern)].map((match) => match[1]!)),
];

/** The properties that the style reads, in alphabetical order. */
export const usedLooks = (): string[] => named(formCss, /var\(--keyturn-([\w-]+)/g).toSorted();

// Said for the element, or else where it is read.
const presetOf = (name: string): string =>
  new RegExp(`--keyturn-${name}:([^;}]+)`).exec(plainTokensCss)?.[1] ??
  new RegExp(`var\\(--keyturn-${name},\\s*([^)]+)\\)`).exec(formCss)?.[1] ??
  '';

/** The properties with what they are for. */
export const looks = (): LookFact[] =>
  usedLooks().map((name) => ({
    name: `--keyturn-${name}`,
    description: meanings[name] ?? '',
    preset: presetOf(name),
  }));

/** The classes on which a page may count. A test finds each of them in the style. */
export const classes: readonly Named[] = [
  { name: 'kt-form', description: 'A step: its form, or what stands in its place.' },
  { name: 'kt-title', description: 'The heading of a step.' },
  { name: 'kt-lead', description: 'The sentence below it.' },
  { name: 'kt-field', description: 'A label, its input and what is said about them.' },
  { name: 'kt-button', description: 'The main button.' },
  { name: 'kt-quiet', description: 'A button or link that stands back.' },
  { name: 'kt-choice', description: 'A choice among several.' },
  { name: 'kt-notice', description: 'What went wrong.' },
  { name: 'kt-help', description: 'Whom to ask.' },
  { name: 'kt-access', description: 'The link or button of `<keyturn-access>`.' },
  { name: 'kt-dialog', description: 'Its dialog.' },
  { name: 'kt-card', description: 'What `<keyturn-reminder>` says.' },
];
