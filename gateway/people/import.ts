// Takes a table of people in: each line by itself, or all of them together.
import type { Database, Transaction } from '../database/database.ts';
import type { Directory } from '../directory/directory.ts';
import { accountOf, profileIn, putProfile } from '../directory/profiles.ts';
import { contactsIn, forgetContact, ownedBy, putContact } from '../registrations/sql-contacts.ts';
import { newSupportCode, type Secrets } from '../secrets.ts';
import type { AuditEvent } from '../store/store.ts';
import { SqlAudit } from '../store/sql-audit.ts';
import { type Change, changeFor } from './change.ts';
import type { Column } from './columns.ts';
import { isRefused } from './entries.ts';
import type { Entry, Refused } from './entry.ts';

/** What became, or would become, of a line. */
export type Outcome =
  | { line: number; result: 'refused'; username?: string; problems: string[] }
  | {
      line: number;
      result: 'added' | 'changed' | 'unchanged';
      username: string;
      what: Column[];
      /** Columns whose value the person has proved to be theirs, and which say something else. */
      kept: Column[];
    };

/** Where people are taken in. `directory` is where accounts are, unless they are in the database itself. */
export type PeopleRoom = { db: Database; secrets: Secrets; directory?: Directory };

/** How. `dryRun` writes nothing; `together` writes nothing where a line is refused. */
export type ImportSettings = { dryRun: boolean; together: boolean; replace: boolean };

type Known = { entry: Entry; id: string };

const refused = ({ line, username, problems }: Refused): Outcome => ({
  line,
  result: 'refused',
  username,
  problems,
});

const refuse = ({ line, username }: Entry, problem: string): Refused => ({
  line,
  username,
  problems: [problem],
});

const nameless =
  'column name: got nothing, want a name, since nobody has this user name yet: fill it in, or correct the user name';

const absent =
  'column username: nobody has this name in the directory. Correct it, or make the account there first';

// Under which id somebody's registrations are; where accounts are here, the user name itself.
const known = async (
  { directory }: PeopleRoom,
  entry: Entry,
  seen: Map<string, number>,
): Promise<Known | Refused> => {
  if (!directory) return { entry, id: entry.username };
  const account = await directory.find(entry.username);
  if (!account) return refuse(entry, absent);
  const former = seen.get(account.id);
  if (former !== undefined)
    return refuse(
      entry,
      `column username: it’s another name of who is in line ${former}: keep one`,
    );
  seen.set(account.id, entry.line);
  return { entry: { ...entry, username: account.username }, id: account.id };
};

const write = async (to: Transaction, id: string, change: Change): Promise<void> => {
  const { profile, add, remove } = change;
  if (profile) await putProfile(to, profile);
  for (const contact of remove) await forgetContact(to, id, contact.id);
  for (const contact of add) await putContact(to, id, contact, null);
};

const outcomeOf = ({ line, username }: Entry, isNew: boolean, change: Change): Outcome => {
  const { what, kept, remove, add, profile } = change;
  const nothing = !profile && add.length + remove.length === 0;
  const adds = isNew || (!profile && remove.length === 0);
  return { line, username, result: nothing ? 'unchanged' : adds ? 'added' : 'changed', what, kept };
};

// What was done is told, and none of it is to stay.
class Undone extends Error {
  readonly outcomes: Outcome[];

  constructor(outcomes: Outcome[]) {
    super('undone');
    this.outcomes = outcomes;
  }
}

const eventsOf = (outcome: Outcome, isNew: boolean): Omit<AuditEvent, 'supportCode'>[] => {
  if (outcome.result === 'refused' || outcome.result === 'unchanged') return [];
  const { username, what } = outcome;
  const detail = what.join(', ');
  return [{ event: isNew ? 'person added' : 'methods entered', username, detail }];
};

/** Takes people in. One of these is one run: its events have one support code. */
export class Importer {
  readonly #room: PeopleRoom;
  readonly #settings: ImportSettings;
  readonly #supportCode = newSupportCode();

  constructor(room: PeopleRoom, settings: ImportSettings) {
    this.#room = room;
    this.#settings = settings;
  }

  /**
   * Takes lines in, and tells of each in their order.
   * @throws DirectoryUnavailable, or what the database throws; the lines that were told of are written.
   */
  async run(lines: readonly (Entry | Refused)[], tell: (outcome: Outcome) => void): Promise<void> {
    const seen = new Map<string, number>();
    const read = async (line: Entry | Refused): Promise<Known | Refused> =>
      isRefused(line) ? line : known(this.#room, line, seen);
    if (!this.#settings.together) {
      for (const line of lines) (await this.#take([await read(line)])).forEach(tell);
      return;
    }
    const all: (Known | Refused)[] = [];
    for (const line of lines) all.push(await read(line));
    (await this.#take(all)).forEach(tell);
  }

  // A dry run does the same, and takes it back: so it can't say anything else.
  async #take(all: readonly (Known | Refused)[]): Promise<Outcome[]> {
    const { dryRun } = this.#settings;
    try {
      return await this.#room.db.atomically(async (to) => {
        const outcomes = await this.#write(to, all);
        const isRefusing = outcomes.some(({ result }) => result === 'refused');
        if (dryRun || isRefusing) throw new Undone(outcomes);
        return outcomes;
      });
    } catch (error) {
      if (error instanceof Undone) return error.outcomes;
      throw error;
    }
  }

  async #write(to: Transaction, all: readonly (Known | Refused)[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const events: Omit<AuditEvent, 'supportCode'>[] = [];
    for (const one of all) {
      const [outcome, isNew] = isRefused(one) ? [refused(one), false] : await this.#one(to, one);
      outcomes.push(outcome);
      events.push(...eventsOf(outcome, isNew));
    }
    const common = { supportCode: this.#supportCode, at: Date.now() };
    const entries = events.map((event) => ({ ...event, ...common }));
    await new SqlAudit(this.#room.db, this.#room.secrets).enter(to, entries);
    return outcomes;
  }

  async #one(to: Transaction, { entry, id }: Known): Promise<[Outcome, isNew: boolean]> {
    const embedded = !this.#room.directory;
    await to.lock(accountOf(id), ownedBy(id));
    const profile = embedded ? await profileIn(to, id) : undefined;
    const isNew = embedded && !profile;
    if (isNew && !entry.name) return [refused(refuse(entry, nameless)), false];
    const present = { profile, contacts: await contactsIn(to, id) };
    const { replace } = this.#settings;
    const change = changeFor(entry, present, { embedded, replace });
    await write(to, id, change);
    return [outcomeOf(entry, isNew, change), isNew];
  }
}
