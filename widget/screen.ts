import type { TemplateResult } from 'lit/html.js';
import type { Problem } from '../backends/driver.ts';
import type {
  Answer,
  BrokenRule,
  Help,
  Step,
  StepKind,
  StepOf,
} from '../backends/protocol/index.ts';

/** What a screen may know and do beside its step. */
export type Context = {
  /** Prefix of the ids on this element, so that two widgets on a page don't share any. */
  id: string;
  locale: string;
  /** An answer is on its way: nothing can be sent twice. */
  busy: boolean;
  /** What was wrong with the last answer to this step. */
  problem: Problem | undefined;
  /** Whole seconds since the step came, by the browser's own steady clock. */
  elapsed: number;
  /** The same since the present problem was told. */
  waited: number;
  /** Whom to ask, from the configuration of the element. */
  help: Help | undefined;
  /** The rules that the password typed so far breaks; undefined before anything was typed. */
  broken: readonly BrokenRule[] | undefined;
  /** Whether an address from a backend may be followed. */
  mayLeaveTo: (url: string) => boolean;
  send: (answer: Answer) => void;
  judge: (password: string) => void;
  restart: () => void;
};

/** An answer that the browser has to be asked for first, in a dialog of its own; it never throws. */
export type Ask = (signal: AbortSignal) => Promise<Answer | { problem: Problem }>;

/** What a form said: an answer, where to get it, or the name of the field that still has to be filled in. */
export type Read = Answer | Ask | { missing: string };

/** One step kind on show. */
export type Screen<K extends StepKind = StepKind> = {
  view(step: StepOf<K>, context: Context): TemplateResult;
  /** Reads the form when it is submitted; a screen without a form has none. */
  read?(form: FormData, step: StepOf<K>): Read;
  /** Which rules a password typed so far breaks. */
  judge?(password: string, step: StepOf<K>): BrokenRule[];
  /** Adds to an answer what the step as the backend sends it demands of a browser. */
  finish?(
    answer: Extract<Answer, { kind: K }>,
    step: StepOf<K>,
    signal: AbortSignal,
  ): Promise<Answer>;
  /** Done once when the step is on show; `signal` tells when it's over. */
  shown?(step: StepOf<K>, element: HTMLElement, signal: AbortSignal): void;
};

/** A screen for each of these kinds: the compiler counts them. */
export type Screens<K extends StepKind> = { readonly [kind in K]: Screen<kind> };

/** The screens that an element has; another kind of step is one it can't show. */
export type AnyScreens = { readonly [kind in StepKind]?: Screen<kind> };

/** The screen for a step, if the element has it. */
export const screenFor = (screens: AnyScreens, step: Step): Screen | undefined =>
  screens[step.kind] as Screen | undefined;

/** The text in a field of a form; a file or nothing is no text. */
export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** What a field that must be filled in says, made an answer, white space around it left out. */
export const required = (form: FormData, name: string, answer: (value: string) => Answer): Read => {
  const value = textIn(form, name).trim();
  return value ? answer(value) : { missing: name };
};
