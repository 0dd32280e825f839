import type { Locale } from '../../locales/languages.ts';
import type { FlowState } from '../flow/state.ts';
import type { ChainState } from './audit.ts';

/** A flow as it is kept: under the hash of its id, so that the store alone can't continue one. */
export type FlowRow = {
  key: string;
  revision: number;
  state: FlowState;
  /** Unix time in milliseconds. */
  expiresAt: number;
  /** What a person may tell the help desk; it finds the flow's events. */
  supportCode: string;
};

/** A way out. Each has its own queue, so that a slow one delays no other. */
export type Channel = 'email' | 'sms' | 'call' | 'push';

/** Something to be sent. Its data may hold a code, so it is kept encrypted and wiped once it was sent. */
export type Message = {
  /** Given by the outbox: the same at each try to send it. */
  id?: string;
  channel: Channel;
  /** Without one nothing is sent: the flow has nobody behind it, and must cost the same. */
  to?: string;
  letter:
    | 'code'
    | 'approval'
    | 'password-reset'
    | 'unlocked'
    | 'methods-changed'
    | 'administrator-reset'
    | 'help-asked';
  locale: Locale;
  data: Record<string, string>;
  /** When it has lost its sense (Unix ms): a code that is too old would only mislead. */
  goodUntil?: number;
  /** Of one that is held back: what is written if nobody comes back to say how it ended. */
  orphaned?: { event: AuditEvent; hits: string[] };
};

/** Something to approve on another device, kept under the hash of its id. */
export type Approval = {
  key: string;
  channel: Extract<Channel, 'call' | 'push'>;
  /** Unix time in milliseconds; an answer that comes later is none. */
  expiresAt: number;
};

/** What somebody answered; `number` is what they typed, where they were shown one. */
export type ApprovalAnswer = { approved: boolean; number?: string };

/** What people are asked to approve. */
export interface Approvals {
  /** Notes the first answer, if it comes in time and by one of these channels. Whether it was noted. */
  answer(
    key: string,
    channels: readonly Approval['channel'][],
    answer: ApprovalAnswer,
  ): Promise<boolean>;
  /** What was answered in time, if anything. */
  answerTo(key: string): Promise<ApprovalAnswer | undefined>;
}

/** What happened, for the audit log. No field holds a secret. */
export type AuditEvent = {
  event: string;
  supportCode: string;
  username?: string;
  detail?: string;
};

/** A counter that must be below its limit for a write to happen. */
export type Guard = {
  counter: string;
  seconds: number;
  limit: number;
  /** Another counter, and by how much the limit grows for each time that it went up in these `seconds`. */
  earned?: { counter: string; each: number };
};

/** How a write ended: done, or nothing was written because the flow had moved on, or because a limit was reached. */
export type Committed = 'done' | 'stale' | 'over' | 'capped';

/** What is written together with a flow's next state, or not at all. */
export type Unit = {
  /** Checked in the same moment: many answers at once can't pass a limit together. */
  guard?: Guard;
  /** Checked in the same moment too; these only make somebody wait. */
  caps?: Guard[];
  /** Counters that go up by one. */
  hits?: string[];
  /** Counters that start anew. */
  clears?: string[];
  messages?: Message[];
  /** Messages that wait until the flow writes how it ended. If it never does, they go out by themselves. */
  held?: Message[];
  /** How it ended: what the flow holds back goes out now, or never. */
  settle?: 'release' | 'drop';
  approvals?: Approval[];
  events?: Omit<AuditEvent, 'supportCode'>[];
};

/** A message on its way; without it where its seal can't be opened, which no other try will change. */
export type Queued = {
  id: number;
  attempts: number;
  message: Message | undefined;
  /** It was held back, and nobody came back for it: the gateway that did has died, or can't write any more. */
  held: boolean;
};

/** What is to be sent. */
export interface Outbox {
  /** At the start: what this machine had taken before it died is due at once. Sent twice is better than half a minute late. */
  recover(): Promise<void>;
  /** Takes the next message of a channel that is due, for `leaseSeconds`; then it is due again unless it was settled. */
  take(channel: Channel, leaseSeconds: number): Promise<Queued | undefined>;
  /** Keeps a message for so many seconds from now; then it's due again. */
  keep(id: number, leaseSeconds: number): Promise<void>;
  /** How many messages each channel has waiting. */
  depth(): Promise<{ channel: Channel; count: number }[]>;
  /** Wipes a message that was sent, or given up. */
  settle(id: number): Promise<void>;
}

/**
 * What the gateway keeps. Each call is atomic, and outlives the process when it resolves; there are no transactions to
 * forget. What a directory is asked and what it has done outlives a power cut as well, with notices and all that was written
 * before; of counters, codes and the steps that lead there a power cut may take back the last second.
 */
export interface Store {
  readonly outbox: Outbox;
  readonly approvals: Approvals;
  /** Begins a flow. */
  create(row: FlowRow, unit: Unit): Promise<void>;
  /** The flow under this key, unless its time is over. */
  find(key: string): Promise<FlowRow | undefined>;
  /** Moves a flow on, if it still stands at the row's revision and the unit's guard holds. */
  commit(row: FlowRow, state: FlowState, unit: Unit): Promise<Committed>;
  remove(key: string): Promise<void>;
  /** How often a counter went up in the last `seconds`, and when it did last. */
  count(counter: string, seconds: number): Promise<{ count: number; last: number }>;
  hit(counter: string): Promise<void>;
  /** Lets a counter go up unless it's at its limit; resolves with how often it went up before. */
  hitBelow(guard: Guard): Promise<number>;
  /** Lets a counter go down by one again. */
  unhit(counter: string): Promise<void>;
  /** Writes an event that belongs to no flow's step; `unit` may settle what the flow under a key holds back. */
  record(event: AuditEvent, key?: string, unit?: Pick<Unit, 'hits' | 'settle'>): Promise<void>;
  /** Writes what an orphaned message says, unless that was done: it's held back no more. */
  orphan(id: number, orphaned: NonNullable<Message['orphaned']>): Promise<void>;
  /** The newest events first. */
  events(limit: number): Promise<(AuditEvent & { at: number })[]>;
  /** The events from one moment on and before another (Unix ms), the oldest first. */
  between(from: number, to: number): AsyncIterable<AuditEvent & { at: number }>;
  /** Follows the audit log's chain of seals from its beginning, and looks for a seal that was noted elsewhere. */
  followAudit(noted?: string): Promise<ChainState>;
  /** @throws Error when nothing can be kept now. */
  check(): Promise<void>;
  close(): Promise<void>;
}
