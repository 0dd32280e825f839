// The protocol as a careful caller speaks it: everything that comes back is held against its schema.
import type * as z from 'zod';
import {
  type Answer,
  answerReply,
  problem,
  type ProblemBody,
  type ProblemCode,
  problemCodes,
  problemStatus,
  startReply,
  type StartRequest,
  type Step,
} from '../../backends/protocol/index.ts';
import { solves } from '../../gateway/puzzle.ts';
import { Broken, insist } from './check.ts';
import type { Heard, Said, Wire } from './wire.ts';

/** A problem, with its code told apart. */
export type Trouble = ProblemBody & { code: ProblemCode; heard: Heard };

const json = { 'content-type': 'application/json' };

/** A POST with JSON. */
export const post = (
  wire: Wire,
  path: string,
  body: unknown,
  headers: Said['headers'] = {},
): Promise<Heard> =>
  wire(path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** What a reply says. @throws Broken when it isn't what the schema says. */
export const parsed = <T>(schema: z.ZodType<T>, { status, text }: Heard): T => {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Broken(`wanted a body of the protocol, got ${status} ${text.slice(0, 120)}`);
  }
};

/** The problem in a reply. @throws Broken when it's none, or not sent as one. */
export const troubleIn = (heard: Heard): Trouble => {
  const type = heard.headers['content-type'] ?? '';
  insist(type.startsWith('application/problem+json'), 'application/problem+json', type);
  const body = parsed(problem, heard);
  const code = problemCodes.find((one) => one === body.type.split(/[/:#]/).at(-1));
  if (!code) throw new Broken(`wanted a problem of the protocol, got ${body.type}`);
  return { ...body, code, heard };
};

/** What solves the step's challenge, where it has one. */
export const nonceFor = (step: Step): string | undefined => {
  if (step.kind !== 'identify' || !step.challenge) return undefined;
  let nonce = 0;
  while (!solves(step.challenge, String(nonce))) nonce += 1;
  return String(nonce);
};

/** One flow, as a browser holds it. */
export class Talk {
  readonly wire: Wire;
  readonly id: string;
  readonly expiresAt: string;
  step: Step;
  revision: number | undefined;

  private constructor(wire: Wire, begun: z.infer<typeof startReply>) {
    this.wire = wire;
    this.id = begun.id;
    this.expiresAt = begun.expiresAt;
    this.step = begun.step;
    this.revision = begun.revision;
  }

  /** Begins a flow. */
  static async begin(
    wire: Wire,
    request: Partial<StartRequest> = {},
    headers: Said['headers'] = {},
  ): Promise<Talk> {
    const heard = await post(
      wire,
      '/flows',
      { flow: 'reset', locale: 'en', intent: 'reset', ...request },
      headers,
    );
    insist(heard.status === 201, '201', `${heard.status} ${heard.text}`);
    return new Talk(wire, parsed(startReply, heard));
  }

  get path(): string {
    return `/flows/${encodeURIComponent(this.id)}`;
  }

  /** Sends an answer as it is. */
  send(answer: unknown, revision = this.revision, headers: Said['headers'] = {}): Promise<Heard> {
    return post(this.wire, this.path, { answer, revision }, headers);
  }

  /** Sends an answer that has to be taken. */
  async go(answer: Answer, headers: Said['headers'] = {}): Promise<Step> {
    const heard = await this.send(answer, this.revision, headers);
    insist(heard.status === 200, `200 to ${answer.kind}`, `${heard.status} ${heard.text}`);
    const { step, revision } = parsed(answerReply, heard);
    this.step = step;
    this.revision = revision;
    return step;
  }

  /** Sends an answer that has to be refused with this problem, at the status that belongs to it. */
  async fails(answer: Answer, code: ProblemCode, revision = this.revision): Promise<Trouble> {
    const heard = await this.send(answer, revision);
    insist(heard.status >= 400, `${code} to ${answer.kind}`, `${heard.status} ${heard.text}`);
    const trouble = troubleIn(heard);
    insist(trouble.code === code, code, trouble.code);
    insist(heard.status === problemStatus[code], String(problemStatus[code]), heard.status);
    if (trouble.step) this.step = trouble.step;
    this.revision = trouble.revision ?? this.revision;
    return trouble;
  }

  /** Says a name, with the proof of work where one is asked for. */
  identify(username: string, headers: Said['headers'] = {}): Promise<Step> {
    return this.go({ kind: 'identify', username, nonce: nonceFor(this.step) }, headers);
  }
}
