// What proves a person without a message: kept so that a copy of the store opens nothing, and used up so that each proof
// is good once, however many come at once.

/** A person's authenticator app. */
export type TotpSecret = { id: string; /** Base32. */ secret: string };

/** The secrets of authenticator apps: one for each person. */
export interface TotpSecrets {
  read(person: string): Promise<TotpSecret | undefined>;
  /** Puts a secret in the place of the one that was there. `step` is that of the code that proved it: it's used up. */
  set(person: string, secret: string, step: number): Promise<void>;
  remove(person: string): Promise<void>;
  /** Uses up a time step and all before it. False when it was used up already, or another secret has come. */
  spend(person: string, id: string, step: number): Promise<boolean>;
}

/** Backup codes, kept as keyed hashes that belong to one person. */
export interface BackupCodes {
  /** Puts these in the place of all that were there; none removes them. */
  set(person: string, codes: readonly string[]): Promise<void>;
  has(person: string, code: string): Promise<boolean>;
  /** Uses one up. False when there is none such, or no more. */
  spend(person: string, code: string): Promise<boolean>;
}

/** What a browser gave when a passkey was made. `credential` is its id in base64url. */
export type NewPasskey = {
  credential: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
};

/** A passkey as it is kept. */
export type Passkey = NewPasskey & { id: string };

/** Passkeys: several for each person, each of one person alone. */
export interface Passkeys {
  of(person: string): Promise<Passkey[]>;
  /** Whether anybody has this one. */
  isTaken(credential: string): Promise<boolean>;
  /** Keeps one, in the place of another where one is named. False when somebody has it already. */
  add(person: string, key: NewPasskey, replaces?: string): Promise<boolean>;
  remove(person: string, id: string): Promise<void>;
  /**
   * Moves a counter on. False when it doesn't go up: the key was copied. (Synchronised ones stay at 0: WebAuthn Level 3,
   * 6.1.1.)
   */
  spend(person: string, id: string, counter: number): Promise<boolean>;
}
