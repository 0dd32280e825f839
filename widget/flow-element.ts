import { render, type TemplateResult } from 'lit/html.js';
import type { Driver, Problem, Reply } from '../backends/driver.ts';
import type { FlowKind, StartRequest, Step } from '../backends/protocol/index.ts';
import { isKnownAddress, shared } from './config.ts';
import { ConfiguredElement } from './configured.ts';
import { tellOf } from './events.ts';
import { Flow, type FlowHost } from './flow.ts';
import { showButton } from './parts/field.ts';
import { noScreen, notice } from './parts/form.ts';
import { type AnyScreens, type Context, type Screen, screenFor } from './screen.ts';
import type { State } from './state.ts';
import { msg, speaking } from './words.ts';

let count = 0;

// What stands behind an element without a usable backend: "something is wrong here" to everything.
const broken = async (): Promise<Reply> => ({ problem: { code: 'bad-reply' } });
const noDriver: Driver = { start: broken, answer: broken, cancel: () => {} };

// Where the focus goes after a problem: the first of these that is there.
const mendable = [
  '[aria-invalid=true]',
  '.kt-choice:has(:checked)+.kt-confirm input',
  'input:not([readonly])',
];

// Answers to security questions too: an old one under a new question would be wrong besides.
const secrets = '.kt-form :is([name=password],[name=code],[name^=answer-])';

/**
 * What reset and change have in common: a flow in the light DOM, one form per step. Where the page already carries the
 * first form, the element takes it over as it stands.
 */
export abstract class FlowElement extends ConfiguredElement implements FlowHost {
  protected abstract readonly flowKind: FlowKind;
  protected abstract readonly screens: AnyScreens;
  readonly #id = `keyturn-${++count}`;
  readonly #flow = new Flow(this);
  /** Ends what the step on show has begun. */
  #over = new AbortController();
  /** Chosen when a flow begins; there is none while the element isn't in use. */
  #driver?: Driver;
  /** The first form as the page brought it, until something else is to be shown. */
  #given?: HTMLFormElement;
  /** What was on show after the last rendering: the focus moves only when that has changed. */
  #seen: { turn: number; problem?: Problem } = { turn: 0 };

  abstract firstStep(): Step;

  override connectedCallback(): void {
    super.connectedCallback();
    // Later on, the form in the element is its own.
    if (!this.#seen.turn)
      this.#given = this.querySelector<HTMLFormElement>(':scope>.kt-form') ?? undefined;
    // It was only moved: everything stays as it is.
    if (this.#driver) return;
    this.#flow.start();
    // Where somebody has asked for the element, even its first step is news.
    if (!this.autofocus) this.#seen.turn = this.#flow.state.turn;
    this.addEventListener('submit', this.#submit);
    addEventListener('pagehide', this.#forget);
  }

  // What is put back within the same task was moved, and goes on.
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected || !this.#driver) return;
      this.#flow.stop();
      this.#over.abort();
      this.#driver = undefined;
      this.#forget();
      if (!this.#given) this.clear();
      removeEventListener('pagehide', this.#forget);
    });
  }

  /** @internal What the person has begun stays. */
  override begin(): void {
    if (!this.#driver || this.#flow.deeds) return;
    this.#driver = undefined;
    this.#flow.start();
  }

  opens(): boolean {
    return !!this.chosenDriver().hosted;
  }

  request(_opening: boolean): StartRequest | Promise<StartRequest> {
    const { flowKind: flow, language: locale, username, intent, returnTo } = this;
    return {
      flow,
      locale,
      username: username ?? undefined,
      intent: intent ?? undefined,
      returnTo: returnTo ?? undefined,
    };
  }

  // A wrong configuration is the page's fault: its developer reads why, the person is told whom to ask.
  chosenDriver(): Driver {
    try {
      this.#driver ??= shared.driverFor!(this, this.settings);
    } catch (error) {
      this.#driver = noDriver;
      reportError(error);
    }
    return this.#driver;
  }

  screenAt(step: Step): Screen | undefined {
    return screenFor(this.screens, step);
  }

  moved(before: State, after: State): void {
    tellOf(this, before, after);
  }

  protected override update(): void {
    const { state } = this.#flow;
    const { turn, problem } = this.#seen;
    if (this.#given && state.turn === turn && !state.problem?.fields)
      this.#markGiven(this.#given, this.#context(state));
    else {
      if (this.#given) this.#given.remove();
      else if (state.turn !== turn) this.clear();
      this.#given = undefined;
      super.update();
    }
    this.#seen = { turn: state.turn, problem: state.problem };
    this.#attend(state, turn, problem);
    if (state.turn === turn) return;
    this.#over.abort();
    this.#over = new AbortController();
    this.screenAt(state.step)?.shown?.(state.step, this, this.#over.signal);
  }

  protected override view(): TemplateResult {
    const { state } = this.#flow;
    const screen = this.screenOf(state);
    return speaking(
      this.words,
      () =>
        shared.instead?.(this.settings) ??
        (screen
          ? screen.view(this.#named(state), this.#context(state))
          : noScreen(this.#context(state))),
    );
  }

  /** What shows a state; none for a step that this element doesn't know. */
  protected screenOf({ step }: State): Screen | undefined {
    return this.screenAt(step);
  }

  // The focus goes to the new step's heading, or to the first thing that has to be mended.
  #attend(state: State, turn: number, problem: Problem | undefined): void {
    const news = state.problem !== problem && state.problem;
    if (news && !news.fields) this.#forget();
    // An opening is nobody's deed: the focus isn't ours to move.
    if (!this.autofocus && this.#flow.deeds <= +this.opens()) return;
    if (state.turn !== turn) this.#focus('.kt-title');
    else if (news && mendable.some((selector) => this.#focus(selector)) && !news.fields)
      this.querySelector('.kt-notice p')?.scrollIntoView({ block: 'nearest' });
  }

  #focus(selector: string): boolean {
    const target = this.querySelector<HTMLElement>(`.kt-form ${selector}`);
    target?.focus();
    return target !== null;
  }

  #context({ at, problem }: State): Context {
    const flow = this.#flow;
    const { help, origins } = this.settings;
    return {
      id: this.#id,
      locale: this.language,
      busy: at === 'sending',
      problem,
      elapsed: flow.elapsed,
      waited: flow.waited,
      help,
      broken: flow.broken,
      mayLeaveTo: (url) => this.#driver?.hosted === true || isKnownAddress(url, origins),
      send: (answer) => flow.send(answer),
      judge: (password) => void flow.judge(password),
      restart: () => flow.start(),
    };
  }

  // As the person types it: under that name a password manager has the old password, and shall keep the new one.
  #named({ step, username }: State): Step {
    const { kind } = step;
    return username && (kind === 'identify' || kind === 'sign-in' || kind === 'new-password')
      ? { ...step, username }
      : step;
  }

  #submit = (event: Event): void => {
    const form = event.target as HTMLFormElement;
    // A form that the page has put into the element is the page's.
    if (!form.matches('.kt-form')) return;
    event.preventDefault();
    const { step } = this.#flow.state;
    const read = this.screenAt(step)?.read?.(new FormData(form), step);
    for (const shown of form.querySelectorAll<HTMLElement>('[aria-pressed=true]')) shown.click();
    if (!read) return;
    if (typeof read === 'function') this.#flow.send(read);
    else if ('missing' in read)
      this.#flow.object({
        code: 'invalid-answer',
        fields: [{ field: read.missing, problem: 'missing' }],
      });
    else if (read.kind !== 'new-password' || this.#keepsRules(read.password)) this.#flow.send(read);
  };

  // What the page can see to be wrong isn't sent: the password stays where it is and can be mended.
  #keepsRules(password: string): boolean {
    const broken = [...this.#flow.judge(password)];
    if (!broken[0]) return true;
    this.#flow.object({ code: 'password-rejected', broken, fields: [] });
    return false;
  }

  /** Empties every field that holds a secret. */
  #forget = (): void => {
    for (const input of this.querySelectorAll<HTMLInputElement>(secrets)) input.value = '';
    this.#flow.judge('');
  };

  // A form that goes away after a call that came back well was a success to a password manager: it would offer to keep
  // the password that was wrong. So the page's own form stays where it is, and says what was wrong.
  #markGiven(form: HTMLFormElement, context: Context): void {
    const busy = String(context.busy);
    form.ariaBusy = busy;
    form.querySelector('button')!.ariaDisabled = busy;
    speaking(this.words, () => {
      render(notice(context), form, { renderBefore: form.querySelector('.kt-field') });
      const text = context.busy ? msg('One moment…', { id: 'busy' }) : '';
      form.querySelector('[role=status]')!.textContent = text;
      const box = form.querySelector<HTMLElement>('[type=password]')?.parentElement;
      // Not before: what stands there at first would move.
      if (box && context.problem) render(showButton(), box);
    });
  }
}
