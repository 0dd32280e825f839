import type { channelOf } from '../../tenant/channels.ts';
import type { Contact } from '../directory/directory.ts';
import type { BackupCodes, Passkeys, TotpSecrets } from './credentials.ts';

/** Where a message or a call arrives. A mobile number is one, whether it's texted or called. */
export type Channel = ReturnType<typeof channelOf<Contact['kind']>>;

/** An address or a number that a person, or an administrator for them, has registered. */
export type RegisteredContact = {
  id: string;
  channel: Channel;
  value: string;
  /** When it was proved to be theirs (Unix ms); unknown for what an administrator entered. */
  verifiedAt?: number;
};

/** A question with its answer in the clear, on its way in. */
export type NewAnswer = { id: string; text?: string; answer: string };

/** A security question that was registered: one of ours by id, or a custom one by its text. */
export type RegisteredQuestion = { id: string; text?: string };

/** What a person has registered. */
export type Registered = {
  contacts: RegisteredContact[];
  questions: RegisteredQuestion[];
  /** When their authenticator app was added (Unix ms), if there is one. */
  totpAt?: number;
  passkeys: { id: string; addedAt: number }[];
  /** How many are left. */
  backupCodes: number;
  /** When the person last said that all of it is right (Unix ms). */
  confirmedAt?: number;
};

/** What an administrator enters for somebody: nothing of it is verified. */
export type Entered = {
  contacts: readonly { channel: Channel; value: string }[];
  questions: readonly NewAnswer[];
};

/**
 * What people registered by themselves, under the id of their account: it stands beside any directory. Each call is atomic,
 * and durable when it resolves.
 */
export interface Registrations {
  readonly totp: TotpSecrets;
  readonly backupCodes: BackupCodes;
  readonly passkeys: Passkeys;
  /** What is registered for a person; nothing for somebody who never came. */
  read(person: string): Promise<Registered>;
  /** What everybody has, by what it proves. */
  held(): Promise<{ person: string; channel: string }[]>;
  /** Registers an address or a number that was verified, in the place of another where one is named. Twice is once. */
  addContact(
    person: string,
    contact: { channel: Channel; value: string },
    replaces?: string,
  ): Promise<void>;
  removeContact(person: string, id: string): Promise<void>;
  /** Puts these questions in the place of all that were there; none removes them. Answers are kept as passwords are. */
  setQuestions(person: string, questions: readonly NewAnswer[]): Promise<void>;
  /** Whether every answer is right. Nobody's takes as long as somebody's. */
  answersRight(
    person: string | undefined,
    answers: readonly { id: string; answer: string }[],
  ): Promise<boolean>;
  /** Notes that the person says all of it is right, now. */
  confirm(person: string): Promise<void>;
  /** Puts this in the place of all contacts and questions. What only the person can make stays theirs. */
  enter(person: string, entered: Entered): Promise<void>;
}
