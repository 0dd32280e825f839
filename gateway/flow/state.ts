import type {
  FlowKind,
  Intent,
  MethodKind,
  Outcome,
  StopReason,
} from '../../backends/protocol/index.ts';
import type { Locale } from '../../locales/languages.ts';

/** Who the flow is about. Without a person behind the name the flow looks the same, and can't succeed. */
export type Subject = {
  /** The name that the directory gives the account; without one the name as it's looked up: folded, with the organisation's domain. */
  username: string;
  personId?: string;
  /** Nobody has this name, so it may be anything that was typed. */
  stranger?: boolean;
  /** Proofs that are needed, where they are more than the policy's. */
  gates?: number;
};

/** A code on its way: only as a keyed hash; `sentAt` in Unix ms. */
export type SentCode = {
  codeHash: string;
  sentAt: number;
  tries: number;
  /** The counter that goes up when it is the right one. */
  served?: string;
};

/** The methods that are approved on another device. */
export type ApprovedKind = Extract<MethodKind, 'call-mobile' | 'call-office' | 'push'>;

/** An approval that somebody was asked for: under its key, so that the flow alone can't give it; `sentAt` in Unix ms. */
export type AskedApproval = {
  approval: string;
  sentAt: number;
  number?: string;
  /** The counter that goes up when it is given. */
  served?: string;
};

/** What can be registered by an address or a number, and is verified by a code that is sent there. */
export type ContactKind = Extract<MethodKind, 'email' | 'sms' | 'call-mobile' | 'call-office'>;

/** Codes that a person has without being sent one. */
export type OwnCode = Extract<MethodKind, 'totp' | 'backup-code'>;

/** Where a flow stands, with what only the gateway may know of it. No secret is in it: a code only as a keyed hash. */
export type At =
  | { kind: 'identify'; challenge?: { salt: string; bits: number } }
  | { kind: 'sign-in' }
  | { kind: 'choose-intent' }
  | { kind: 'choose-method' }
  | ({ kind: 'enter-code'; method: string } & SentCode)
  | ({ kind: 'await-approval'; method: string; by: ApprovedKind } & AskedApproval)
  | { kind: 'answer-questions'; method: string; questions: string[] }
  /** A code that nobody sends: the person has it already. */
  | { kind: 'type-code'; method: string; from: OwnCode }
  | { kind: 'use-passkey'; method: string; challenge: string }
  /** `least` is what the directory asked for beyond the policy's own rules. */
  | { kind: 'new-password'; least?: { minLength?: number; classes?: number } }
  | { kind: 'review-methods' }
  | { kind: 'add-contact'; method: ContactKind; replaces?: string; prefill?: string }
  | ({
      kind: 'verify-contact';
      method: ContactKind;
      by: 'email' | 'sms';
      value: string;
      replaces?: string;
    } & SentCode)
  | ({
      kind: 'verify-call';
      method: ContactKind;
      by: ApprovedKind;
      value: string;
      replaces?: string;
    } & AskedApproval)
  | { kind: 'set-questions' }
  /** What is shown is made from the flow's id and this salt: no secret stands here. */
  | { kind: 'add-totp'; salt: string }
  | { kind: 'show-codes'; salt: string }
  | { kind: 'add-passkey'; challenge: string; replaces?: string }
  /** The directory has been asked to change something and hasn't been heard of since. */
  | { kind: 'committing'; since: number }
  | { kind: 'done'; outcome: Outcome }
  | { kind: 'stopped'; reason: StopReason; retryAt?: number };

/** Where a flow can stand. */
export type AtKind = At['kind'];
/** Standing at one kind of step. */
export type AtOf<K extends AtKind> = Extract<At, { kind: K }>;

/** The whole of a flow, kept by the server: a browser holds nothing but the flow's secret id. */
export type FlowState = {
  flow: FlowKind;
  locale: Locale;
  /** Checked when the flow began. */
  returnTo?: string;
  /** Prefills the name. */
  prefill?: string;
  intent: Intent;
  /** The intent came with the link, so it isn't asked. */
  intentGiven: boolean;
  subject?: Subject;
  /** The fingerprint of the client that began it, where it's known. */
  client?: string;
  /** The key of the flow whose mail carried the link by which this one began. */
  origin?: string;
  /** How many names were given so far. */
  named?: number;
  /** Something that is registered was changed in this flow. */
  changed?: boolean;
  /** Ids of the methods by which the subject has proved who they are, in order. */
  proved: string[];
  at: At;
};
