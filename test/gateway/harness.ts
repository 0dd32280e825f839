// A gateway as it runs, driven through its routes; only what would leave the machine is caught.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  type Answer,
  answerReply,
  problem,
  type ProblemBody,
  type StartRequest,
  startReply,
  type Step,
} from '../../backends/protocol/index.ts';
import type { StepKind, StepOf } from '../../backends/protocol/steps.ts';
import { readPeople } from '../../cli/people.ts';
import { stationeryFor } from '../../cli/stationery.ts';
import type { ApprovalSecrets } from '../../gateway/approvals.ts';
import type { Database } from '../../gateway/database/database.ts';
import type { Outgoing } from '../../gateway/delivery/delivery.ts';
import type { Ways } from '../../gateway/delivery/worker.ts';
import type { Directory } from '../../gateway/directory/directory.ts';
import type { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { type NewPerson, putPerson } from '../../gateway/directory/people.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { type RunningGateway, startGateway } from '../../gateway/start.ts';
import { lookOf } from '../../site/publish/look.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { databaseIn } from './database-in.ts';

const example = (name: string): string =>
  fileURLToPath(new URL(`../../examples/contoso/${name}`, import.meta.url));

/** Contoso as it is loaded, once. */
export const contoso: Tenant = await loadTenant(example('tenant.yaml'));
const people = readPeople(await readFile(example('people.yaml'), 'utf8'), 'people.yaml');
const stationery = stationeryFor({ tenant: contoso, published: await lookOf(contoso) });

/** A person of the example by the first part of their name. */
export const personNamed = (name: string): NewPerson =>
  people.find(({ username }) => username.startsWith(name))!;

/** Contoso with another policy. */
export const withPolicy = (policy: Partial<Tenant['policy']>): Tenant => ({
  ...contoso,
  policy: { ...contoso.policy, ...policy },
});

export type Setting = {
  tenant?: Tenant;
  ways?: Ways;
  data?: string;
  /** What stands behind it, if not what belongs to `data`. */
  database?: Database;
  breachUrl?: string;
  tokenSecret?: Uint8Array;
  reportToken?: string;
  approvalSecrets?: ApprovalSecrets;
  /** Off unless a test is about it: most would only wait. */
  beat?: number;
  people?: readonly NewPerson[];
  /** Where accounts are, if not in the store; nobody is put into it. */
  directory?: Directory;
};

/** A folder that is gone when the test is over. */
export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export type Bench = RunningGateway & {
  /** Where the next call comes from. */
  address: string;
  /** What left the gateway, in order. */
  sent: Outgoing[];
  /** What the operator's log says. */
  lines: Record<string, unknown>[];
  data: string;
  call(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
};

/** Starts a gateway with Contoso's people. It stops when the test is over. */
export const benchGateway = async (setting: Setting = {}): Promise<Bench> => {
  const sent: Outgoing[] = [];
  const lines: Record<string, unknown>[] = [];
  const keep = async (message: Outgoing): Promise<void> => void sent.push(message);
  const data = setting.data ?? (await tempFolder());
  const tenant = setting.tenant ?? contoso;
  const gateway = startGateway({
    tenant,
    data,
    database: setting.database ?? (await databaseIn(data, secretsFrom(secretIn(data)))),
    stationery: { ...stationery, tenant },
    ways: setting.ways ?? { email: keep, sms: keep },
    // A bench has the embedded directory's hands; who brings another one keeps their own off it.
    directory: setting.directory as EmbeddedDirectory | undefined,
    breachUrl: setting.breachUrl,
    tokenSecret: setting.tokenSecret,
    approvalSecrets: setting.approvalSecrets,
    reportToken: setting.reportToken,
    beat: setting.beat ?? 0,
    log: (line) => void lines.push(line),
  });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= gateway.stop());
  onTestFinished(stop);
  if (!setting.directory && (await gateway.directory.size()) === 0)
    for (const person of setting.people ?? people) await putPerson(gateway, person);
  const call = async (path: string, init?: RequestInit): Promise<Response> =>
    gateway.app.request(path, init, { incoming: { socket: { remoteAddress: bench.address } } });
  const post: Bench['post'] = (path, body, headers = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const bench = { ...gateway, address: '127.0.0.1', stop, sent, lines, data, call, post };
  return bench;
};

/** A problem as a caller sees it. */
export type Problem = ProblemBody & { code: string; retryAfter: number | undefined };

const problemOf = async (response: Response): Promise<Problem> => {
  const body = problem.parse(await response.json());
  const retry = response.headers.get('retry-after');
  return {
    ...body,
    code: body.type.split(':').at(-1)!,
    retryAfter: retry === null ? undefined : Number(retry),
  };
};

/** One flow, as a browser holds it. */
export class Walk {
  readonly id: string;
  step: Step;
  revision: number;
  readonly #bench: Bench;

  constructor(bench: Bench, begun: { id: string; step: Step; revision?: number }) {
    this.#bench = bench;
    this.id = begun.id;
    this.step = begun.step;
    this.revision = begun.revision ?? 0;
  }

  /** Sends an answer and insists that it's taken; returns the next step. */
  async go<K extends StepKind>(answer: Answer, wanted: K): Promise<StepOf<K>> {
    const response = await this.send(answer);
    if (!response.ok) throw new Error(`${answer.kind}: ${await response.text()}`);
    const { step, revision } = answerReply.parse(await response.json());
    this.step = step;
    this.revision = revision ?? this.revision;
    if (step.kind !== wanted) throw new Error(`wanted ${wanted}, got ${step.kind}`);
    return step as StepOf<K>;
  }

  /** Sends an answer and insists that it's refused. */
  async fails(answer: Answer): Promise<Problem> {
    const response = await this.send(answer);
    if (response.ok) throw new Error(`${answer.kind} was taken: ${await response.text()}`);
    const refused = await problemOf(response);
    if (refused.step) this.step = refused.step;
    if (refused.revision !== undefined) this.revision = refused.revision;
    return refused;
  }

  /** Sends an answer as it is. */
  send(answer: Answer, revision = this.revision): Promise<Response> {
    return this.#bench.post(`/flows/${this.id}`, { answer, revision });
  }
}

/** Begins a flow. */
export const begin = async (bench: Bench, request: Partial<StartRequest> = {}): Promise<Walk> => {
  const response = await bench.post('/flows', { flow: 'reset', locale: 'en', ...request });
  if (response.status !== 201) throw new Error(`begin: ${await response.text()}`);
  return new Walk(bench, startReply.parse(await response.json()));
};

/** Begins a reset for somebody and goes as far as the choice of a method. */
export const toMethods = async (
  bench: Bench,
  username: string,
  request: Partial<StartRequest> = {},
): Promise<Walk> => {
  const walk = await begin(bench, { intent: 'reset', ...request });
  await walk.go({ kind: 'identify', username }, 'choose-method');
  return walk;
};

/** Signs somebody in to see what they have registered. */
export const toReview = async (bench: Bench, name: string): Promise<Walk> => {
  const { username, password } = personNamed(name);
  const walk = await begin(bench, { flow: 'register' });
  await walk.go({ kind: 'sign-in', username, password }, 'review-methods');
  return walk;
};

/** Waits until something holds: the outbox is emptied beside the answers. */
export const until = async <T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> => {
  for (let round = 0; round < 300; round += 1) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never came');
};

/** The code in a message. */
export const codeIn = ({ text }: Outgoing): string => /\b\d{6}\b/.exec(text)![0];

/** Waits for the message that comes after so many others, and takes its code. */
export const codeAfter = async ({ sent }: Bench, before: number): Promise<string> =>
  codeIn(await until(() => sent[before]));

/** Goes as far as the code's step by mail, and returns the right code. */
export const toCode = async (bench: Bench, username: string): Promise<[Walk, string]> => {
  const walk = await toMethods(bench, username);
  const before = bench.sent.length;
  await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
  return [walk, await codeAfter(bench, before)];
};

/** Some code that isn't this one. */
export const wrongCode = (right: string): string =>
  String((Number(right) + 1) % 1_000_000).padStart(6, '0');

/** Goes as far as the new password. */
export const toPassword = async (bench: Bench, username: string): Promise<Walk> => {
  const [walk, code] = await toCode(bench, username);
  await walk.go({ kind: 'enter-code', code }, 'new-password');
  return walk;
};
