import type { BrokenRule, MethodKind } from '../../backends/protocol/index.ts';
import type { Locale } from '../../locales/languages.ts';

/** Something by which a person can prove who they are. `value` is an address or a number. */
export type Registered = {
  id: string;
  kind: MethodKind;
  value?: string;
  /** When it was proved to be theirs (Unix ms); unknown for what an administrator entered. */
  verifiedAt?: number;
};

/** A question with its answer in the clear, on its way in. */
export type NewAnswer = { id: string; text?: string; answer: string };

/** A security question that was registered: one of ours by id, or a custom one by its text. */
export type RegisteredQuestion = { id: string; text?: string };

/** A person as the gateway needs them. */
export type Person = {
  id: string;
  username: string;
  name: string;
  locale?: Locale;
  /** Primary mail address: notices go there, and to registered addresses. */
  email?: string;
  disabled: boolean;
  methods: Registered[];
  questions: RegisteredQuestion[];
  /** When the person last said that all of it is right (Unix ms). */
  confirmedAt?: number;
};

/** What a directory says to a new password. Anything but `done` has changed nothing. */
export type SetResult = { result: 'done' } | { result: 'rejected'; broken: BrokenRule[] };

/** The directory didn't answer, or not in time, before anything was changed. */
export class DirectoryUnavailable extends Error {
  override readonly name = 'DirectoryUnavailable';
}

/** One kind of directory: everything that a flow needs of it. Each call may throw DirectoryUnavailable. */
export interface Directory {
  /** The person under a normalised user name. */
  find(username: string): Promise<Person | undefined>;
  read(id: string): Promise<Person | undefined>;
  /** Whether this is the person's password. An unknown person costs as much time as a known one. */
  verify(id: string | undefined, password: string): Promise<boolean>;
  /** Sets a password and lifts a lock; it resolves when both are durable. */
  setPassword(id: string, password: string): Promise<SetResult>;
  /** Lifts a lock and nothing else. */
  unlock(id: string): Promise<void>;
  /** Whether every answer is right. */
  answersRight(id: string | undefined, answers: { id: string; answer: string }[]): Promise<boolean>;
  /** Registers an address or a number that was verified, in the place of another where one is named. Twice is once. */
  addMethod(
    id: string,
    method: { kind: MethodKind; value: string },
    replaces?: string,
  ): Promise<void>;
  removeMethod(id: string, method: string): Promise<void>;
  /** Puts these questions in the place of all that were there; none removes them. Answers are kept as passwords are. */
  setQuestions(id: string, questions: readonly NewAnswer[]): Promise<void>;
  /** Notes that the person says all of it is right, now. */
  confirmMethods(id: string): Promise<void>;
}
