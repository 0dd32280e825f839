import type { Driver, Problem, Reply } from '../backends/driver.ts';
import type { Answer, BrokenRule, StartRequest, Step } from '../backends/protocol/index.ts';
import type { Ask, Screen } from './screen.ts';
import { begin, type Happening, reduce, type State } from './state.ts';

/** What a flow needs of its element. */
export interface FlowHost {
  /** The step to show before any backend was asked. */
  firstStep(): Step;
  /** Whether the backend begins without a question of ours. */
  opens(): boolean;
  /** What a flow begins with; `opening` tells whether nothing was asked before. */
  request(opening: boolean): StartRequest | Promise<StartRequest>;
  chosenDriver(): Driver;
  /** What shows a step, if the element can. */
  screenAt(step: Step): Screen | undefined;
  /** Told after each change of state. */
  moved(before: State, after: State): void;
  requestUpdate(): void;
}

const secondsSince = (time: number): number => Math.floor((performance.now() - time) / 1000);

/** Performs a flow's effects, in one place: calls, timers, aborts. What they lead to is decided by the pure reducer. */
export class Flow {
  state: State = begin({ kind: 'identify' });
  /** Which rules the password typed so far breaks: rules only, never the password. */
  broken: readonly BrokenRule[] | undefined;
  /** How often the person has done something: before the first time, the focus is not ours to move. */
  deeds = 0;
  readonly #host: FlowHost;
  #call = new AbortController();
  #shownAt = 0;
  #toldAt = 0;
  #timer = 0;

  constructor(host: FlowHost) {
    this.#host = host;
  }

  /** Begins, or begins anew: whatever was under way is given up. */
  start(): void {
    this.stop();
    this.#call = new AbortController();
    this.#happen({ type: 'restarted', step: this.#host.firstStep() });
    if (this.#host.opens()) void this.#perform();
  }

  /** The element has left the page, or the person gives up: nothing goes on behind it. */
  stop(): void {
    this.#call.abort();
    clearInterval(this.#timer);
    const { flow, step } = this.state;
    const over = step.kind === 'done' || step.kind === 'stopped';
    if (flow && !over) this.#host.chosenDriver().cancel(flow);
  }

  /** Whole seconds since the present step came from the backend; a wrong clock doesn't matter to it. */
  get elapsed(): number {
    return secondsSince(this.#shownAt);
  }

  /** The same since the present problem was told. */
  get waited(): number {
    return secondsSince(this.#toldAt);
  }

  /** Sends an answer to the present step, unless another one is on its way. */
  send(answer: Answer | Ask): void {
    if (this.state.at === 'asking') void this.#perform(answer);
  }

  /** Shows what the form itself found wrong; nothing was sent. */
  object(problem: Problem): void {
    this.deeds += 1;
    this.#happen({ type: 'objected', problem });
  }

  /** Judges the password typed so far, and says what it breaks. */
  judge(password: string): readonly BrokenRule[] {
    const { step } = this.state;
    const broken = this.#host.screenAt(step)?.judge?.(password, step) ?? [];
    this.broken = password ? broken : undefined;
    this.#host.requestUpdate();
    return broken;
  }

  async #perform(answer?: Answer | Ask): Promise<void> {
    const ticket = ++this.deeds;
    const { signal } = this.#call;
    const username = answer && 'username' in answer ? answer.username : undefined;
    this.#happen({ type: 'sent', ticket, username });
    // A driver of somebody's own, or a browser without what a puzzle needs: nothing may wait for ever.
    const reply = await this.#ask(answer, signal).catch((): Reply => ({
      problem: { code: 'bad-reply' },
    }));
    if (!signal.aborted) this.#happen({ type: 'replied', ticket, reply });
  }

  async #ask(answer: Answer | Ask | undefined, signal: AbortSignal): Promise<Reply> {
    if (typeof answer === 'function') {
      const given = await answer(signal);
      return 'problem' in given ? given : this.#ask(given, signal);
    }
    const { flow } = this.state;
    const driver = this.#host.chosenDriver();
    if (flow && answer)
      return driver.answer(flow, await this.#finished(this.state.step, answer, signal), signal);
    const started = await driver.start(await this.#host.request(!answer), signal);
    // The first question was asked by the page itself, so its answer is already there.
    if ('problem' in started || !started.flow || started.step.kind !== answer?.kind) return started;
    return driver.answer(started.flow, await this.#finished(started.step, answer, signal), signal);
  }

  #finished(step: Step, answer: Answer, signal: AbortSignal): Answer | Promise<Answer> {
    if (step.kind !== answer.kind) return answer;
    return this.#host.screenAt(step)?.finish?.(answer, step, signal) ?? answer;
  }

  #happen(happening: Happening): void {
    const before = this.state;
    const after = reduce(before, happening);
    const { step, problem } = after;
    this.state = after;
    if (step !== before.step) {
      this.broken = undefined;
      this.#shownAt = performance.now();
    }
    if (problem !== before.problem) this.#toldAt = performance.now();
    clearInterval(this.#timer);
    if (step.kind === 'enter-code' || step.kind === 'await-approval' || problem?.retryAfter)
      this.#timer = Number(setInterval(() => this.#tick(), 1000));
    this.#host.moved(before, after);
    this.#host.requestUpdate();
  }

  #tick(): void {
    const { elapsed } = this;
    const { step } = this.state;
    const waiting = step.kind === 'await-approval' && elapsed < step.expiresIn;
    if (waiting && elapsed % Math.max(1, step.pollAfter) === 0)
      this.send({ kind: 'await-approval' });
    this.#host.requestUpdate();
  }
}
