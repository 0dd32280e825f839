// What one conformance run knows and shares between its checks.
import { randomBytes } from 'node:crypto';
import type { OfferedMethod, PublicPasswordPolicy, Step } from '../../backends/protocol/index.ts';
import { type Check, Broken, insist, Untold } from './check.ts';
import type { Inbox } from './inbox.ts';
import { nonceFor, Talk, troubleIn } from './talk.ts';
import type { Said, Wire } from './wire.ts';

/** What the run was given. */
export type Given = {
  /** An account made for this: its password is changed, and put back. */
  account: string;
  password?: string;
  /** A page that the backend lets in. */
  origin?: string;
  /** Where the account's messages can be read. */
  inbox?: Inbox;
};

/** How one check ended. */
export type Finding = {
  id: string;
  promise: string;
  result: 'kept' | 'broken' | 'untold';
  why?: string;
};

/** A name that nobody has, another one each time. */
export const nobody = (): string => `nobody-${randomBytes(5).toString('hex')}`;

// Long, mixed and new: it meets every rule but a ban on words that aren't in it.
const newPassword = (): string => `${randomBytes(9).toString('base64url')}-Aa7!-quiet`;

/** One run against one backend. */
export class Run {
  readonly wire: Wire;
  readonly given: Given;
  #first?: Promise<[Talk, string]>;
  #proved?: Promise<{ talk: Talk; policy: PublicPasswordPolicy }>;
  /** The account's password as it is now, once this run has set one. */
  fresh = newPassword();
  /** Whether the account's password is `fresh`. */
  changed = false;
  /** A flow that stood at its new password when another one set it. */
  waiting?: Talk;
  /** A flow whose mail had links, the one that went on by the first, and the token of the second. */
  surprised?: { talk: Talk; linked: string; stop: string | undefined };

  constructor(wire: Wire, given: Given) {
    this.wire = wire;
    this.given = given;
  }

  begin(request: Parameters<typeof Talk.begin>[1] = {}, headers?: Said['headers']): Promise<Talk> {
    return Talk.begin(this.wire, request, headers);
  }

  /** Until when self-service is closed for the account, if it is: too many wrong proofs, of this run or of others. */
  async closed(): Promise<string | undefined> {
    const talk = await this.begin();
    const { account: username } = this.given;
    const heard = await talk.send({ kind: 'identify', username, nonce: nonceFor(talk.step) });
    if (heard.status < 400) return undefined;
    const { code, retryAt } = troubleIn(heard);
    return code === 'locked' ? (retryAt ?? 'further notice') : undefined;
  }

  /** A flow about a name, as far as the choice of a method. */
  async toMethods(
    username: string,
    headers: Said['headers'] = {},
  ): Promise<[Talk, OfferedMethod[]]> {
    const talk = await this.begin({}, headers);
    const step = await talk.identify(username, headers);
    if (step.kind !== 'choose-method') throw new Broken(`wanted choose-method, got ${step.kind}`);
    return [talk, step.methods];
  }

  /** Has a code sent to the account; tells it. @throws Untold where nobody can read the account's mail. */
  async toCode(headers: Said['headers'] = {}): Promise<[Talk, string]> {
    const [talk, methods] = await this.toMethods(this.given.account, headers);
    return [talk, await this.anotherCode(talk, methods, headers)];
  }

  /** The same in a flow that stands at the choice of a method. */
  async anotherCode(
    talk: Talk,
    methods: readonly OfferedMethod[],
    headers: Said['headers'] = {},
  ): Promise<string> {
    const { inbox } = this.given;
    if (!inbox) throw new Untold('nobody reads the account’s messages: give --outbox or --ask');
    const mail = methods.find(({ kind }) => kind === 'email');
    if (!mail) throw new Untold('the account has no mail address registered');
    const seen = await inbox.count();
    const step = await talk.go({ kind: 'choose-method', method: mail.id }, headers);
    insist(step.kind === 'enter-code', 'enter-code', step.kind);
    return inbox.codeAfter(seen);
  }

  /** A flow of the account to which a code was sent; the same one each time, for messages are counted. */
  first(): Promise<[Talk, string]> {
    this.#first ??= this.toCode();
    return this.#first;
  }

  /** Notes that this flow has come to its new password. */
  keep(talk: Talk): void {
    this.#proved = Promise.resolve({ talk, policy: policyOf(talk.step) });
  }

  /** The same one each time. */
  proved(): Promise<{ talk: Talk; policy: PublicPasswordPolicy }> {
    this.#proved ??= this.toPassword();
    return this.#proved;
  }

  /** A flow of the account that stands at its new password; another one each time. */
  async toPassword(): Promise<{ talk: Talk; policy: PublicPasswordPolicy }> {
    const [talk, code] = await this.toCode();
    return { talk, policy: policyOf(await talk.go({ kind: 'enter-code', code })) };
  }
}

/** The rules in the step that asks for a password. @throws Untold at a further gate. */
export const policyOf = (step: Step): PublicPasswordPolicy => {
  if (step.kind === 'choose-method')
    throw new Untold('the account needs a second proof, which this run can’t give');
  if (step.kind !== 'new-password') throw new Broken(`wanted new-password, got ${step.kind}`);
  return step.policy;
};

// Who is locked out rightly has broken nothing.
const lockedOut = async (run: Run, why: string): Promise<string | undefined> => {
  const until = why.includes('locked') && (await run.closed().catch(() => undefined));
  return until
    ? `self-service is closed for the account until ${until}: wait, or name another one`
    : undefined;
};

const found = async (run: Run, { id, promise, look }: Check): Promise<Finding> => {
  try {
    await look(run);
    return { id, promise, result: 'kept' };
  } catch (error) {
    const why = (error as Error).message;
    if (error instanceof Untold) return { id, promise, result: 'untold', why };
    const closed = await lockedOut(run, why);
    return { id, promise, result: closed ? 'untold' : 'broken', why: closed ?? why };
  }
};

/** Goes through the checks in their order. */
export const runAll = async (run: Run, checks: readonly Check[]): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const check of checks) findings.push(await found(run, check));
  return findings;
};
