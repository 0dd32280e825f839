import type { BrokenRule } from '../../backends/protocol/index.ts';
import type { Locale } from '../../locales/languages.ts';

/** A way to reach a person that the directory itself knows of. A mobile number is good for texts and for calls. */
export type Contact = { kind: 'email' | 'sms' | 'call-mobile' | 'call-office'; value: string };

/** An account as a directory knows it. What people registered by themselves is kept beside it, never in it. */
export type Account = {
  id: string;
  username: string;
  name: string;
  locale?: Locale;
  /** Primary mail address: notices go there, and to registered addresses. */
  email?: string;
  disabled: boolean;
  contacts: Contact[];
  /** Whether the account may reset its password here; true where the directory draws no line. */
  eligible?: boolean;
  /** Whether it's an administrator's, who proves more before a reset. */
  administrator?: boolean;
};

/** `expired`: the right password, which must be changed before it opens anything else. */
export type PasswordVerdict = 'right' | 'expired' | 'wrong';

/** What a directory says to a new password. Anything but `done` has changed nothing. */
export type SetResult = { result: 'done' } | { result: 'rejected'; broken: BrokenRule[] };

/** The directory didn't answer, or not in time, before anything was changed. */
export class DirectoryUnavailable extends Error {
  override readonly name = 'DirectoryUnavailable';
}

/** Why an account can't be changed: its password is too new, or the gateway has no right to. */
export type Hindrance = 'too young' | 'no right';

/** The directory said no to the account, whichever password it is. Nothing was changed, and another try changes nothing. */
export class ChangeRefused extends Error {
  override readonly name = 'ChangeRefused';
  readonly reason: Hindrance;

  constructor(reason: Hindrance) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * One kind of directory: everything that a flow needs of it. Each call may throw DirectoryUnavailable, and those that
 * change something ChangeRefused.
 */
export interface Directory {
  /** The account under a normalised user name. */
  find(username: string): Promise<Account | undefined>;
  /** One spelling for all user names that mean the same account, whether there is one or not; without it each is its own. */
  oneSpelling?(username: string): string;
  read(id: string): Promise<Account | undefined>;
  /** Accounts of administrators that aren't disabled, a hundred at most; none without it. */
  administrators?(): Promise<Account[]>;
  /** What this password is to the account. An unknown account costs as much time as a known one. */
  verify(id: string | undefined, password: string): Promise<PasswordVerdict>;
  /** Sets a password and lifts a lock; it resolves when both are durable. */
  setPassword(id: string, password: string): Promise<SetResult>;
  /** Lifts a lock and nothing else. */
  unlock(id: string): Promise<void>;
  /** Asks whether it's there, where it isn't in the store. */
  check?(): Promise<void>;
  /** Closes its connections, where there are some. */
  close?(): Promise<void>;
}
