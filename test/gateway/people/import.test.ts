// A table that is taken into the store, beside what is there.
import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../../gateway/database/database.ts';
import type { Account, Directory } from '../../../gateway/directory/directory.ts';
import { entriesOf, headingsOf } from '../../../gateway/people/entries.ts';
import { peopleCsv, peopleRows } from '../../../gateway/people/export.ts';
import { Importer, type ImportSettings, type Outcome } from '../../../gateway/people/import.ts';
import { tableIn, textOf } from '../../../gateway/people/table.ts';
import { secretIn, secretsFrom } from '../../../gateway/secrets.ts';
import { databaseIn } from '../database-in.ts';
import { type Bench, benchGateway, codeAfter, contoso, toMethods } from '../harness.ts';

const usual = { dryRun: false, together: false, replace: false };

type Room = { bench: Bench; db: Database };

const open = async (): Promise<Room> => {
  const bench = await benchGateway();
  const db = await databaseIn(bench.data, secretsFrom(secretIn(bench.data)));
  onTestFinished(() => db.close());
  return { bench, db };
};

const take = async (
  { bench, db }: Room,
  text: string,
  settings: Partial<ImportSettings> = {},
  directory?: Directory,
): Promise<Outcome[]> => {
  const table = tableIn(textOf(Buffer.from(text)));
  const entries = entriesOf(table, headingsOf(table), contoso);
  const secrets = secretsFrom(secretIn(bench.data));
  const outcomes: Outcome[] = [];
  const importer = new Importer({ db, secrets, directory }, { ...usual, ...settings });
  await importer.run(entries, (outcome) => void outcomes.push(outcome));
  return outcomes;
};

const results = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ result }) => result);

const valuesOf = async ({ bench }: Room, person: string): Promise<string[]> =>
  (await bench.registrations.read(`${person}@contoso.com`)).contacts.map(({ value }) => value);

describe('keyturn people import', () => {
  it('lets somebody reset who never registered', async () => {
    const room = await open();
    const text = 'username,name,alternate email\nmae,Mae Jemison,mae@example.org\n';
    expect(results(await take(room, text))).toEqual(['added']);
    const { bench } = room;
    const walk = await toMethods(bench, 'mae');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    expect(bench.sent[0]!.to).toBe('mae@example.org');
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    expect(await bench.directory.signIn('mae@contoso.com', '')).toBe(false);
    await walk.go({ kind: 'new-password', password: 'endeavour in orbit 1992' }, 'done');
    expect(await bench.directory.signIn('mae@contoso.com', 'endeavour in orbit 1992')).toBe(true);
  });

  it('gives a person of its own store another name, as is described', async () => {
    const room = await open();
    const guide = await readFile('docs/running.md', 'utf8');
    const text = /```csv\n(username,name,email[^`]+)```/.exec(guide)![1]!;
    expect(results(await take(room, text, { replace: true }))).toEqual(['added', 'changed']);
    expect(await valuesOf(room, 'ada.king')).toEqual(['+31612345678', 'ada@example.org']);
    expect(await valuesOf(room, 'ada')).toEqual([]);
    const [former, present] = [
      await toMethods(room.bench, 'ada'),
      await toMethods(room.bench, 'ada.king'),
    ];
    expect(former.step).toMatchObject({ methods: [{ kind: 'questions' }] });
    expect(present.step).toMatchObject({ methods: [{ kind: 'email' }, { kind: 'sms' }] });
  });

  it('says added, changed and unchanged, and is unchanged the second time', async () => {
    const room = await open();
    const text =
      'username,name,mobile\nlinus,Linus Renamed,\ngrace,,06 1234 5699\njohan,,06 1234 5698\nada,Ada Lovelace,\n';
    expect(await take(room, text)).toEqual([
      { line: 2, result: 'changed', username: 'linus@contoso.com', what: ['name'], kept: [] },
      { line: 3, result: 'changed', username: 'grace@contoso.com', what: ['mobile'], kept: [] },
      { line: 4, result: 'added', username: 'johan@contoso.com', what: ['mobile'], kept: [] },
      { line: 5, result: 'unchanged', username: 'ada@contoso.com', what: [], kept: [] },
    ]);
    expect(await valuesOf(room, 'grace')).toEqual(['+31612345699']);
    expect(results(await take(room, text))).toEqual(Array(4).fill('unchanged'));
    const events = (await room.bench.store.events(10)).map(({ event, username, detail }) => [
      event,
      username,
      detail,
    ]);
    expect(events).toEqual([
      ['methods entered', 'johan@contoso.com', 'mobile'],
      ['methods entered', 'grace@contoso.com', 'mobile'],
      ['methods entered', 'linus@contoso.com', 'name'],
    ]);
    expect((await room.bench.store.followAudit()).brokenAt).toBeUndefined();
  });

  it('leaves alone what a person has proved to be theirs, unless it’s told to go over it', async () => {
    const room = await open();
    const id = 'linus@contoso.com';
    const own = { channel: 'mobile', value: '+31612345611' } as const;
    await room.bench.registrations.addContact(id, own);
    const text = 'username,mobile\nlinus,06 1234 5612\n';
    const [kept] = await take(room, text);
    expect(kept).toMatchObject({ result: 'unchanged', kept: ['mobile'] });
    expect(await valuesOf(room, 'linus')).toEqual([own.value]);
    const [same] = await take(room, 'username,mobile\nlinus,06 1234 5611\n');
    expect(same).toMatchObject({ result: 'unchanged', kept: [] });
    expect((await room.bench.registrations.read(id)).contacts[0]!.verifiedAt).toBeDefined();
    expect(results(await take(room, text, { replace: true }))).toEqual(['changed']);
    expect(await valuesOf(room, 'linus')).toEqual(['+31612345612']);
    expect(results(await take(room, 'username,mobile\nlinus,-\n'))).toEqual(['changed']);
    expect(await valuesOf(room, 'linus')).toEqual([]);
  });

  it('writes good lines beside bad ones, or none at all', async () => {
    const text = 'username,name,mobile\nnew,,\nlinus,,06 1234 5699\ngrace,Grace,12\n';
    const room = await open();
    const before = await room.bench.store.events(10);
    const together = await take(room, text, { together: true });
    expect(results(together)).toEqual(['refused', 'added', 'refused']);
    expect(together[0]).toMatchObject({ problems: [expect.stringContaining('want a name')] });
    expect(await valuesOf(room, 'linus')).toEqual([]);
    expect(results(await take(room, text, { dryRun: true }))).toEqual(results(together));
    expect(await valuesOf(room, 'linus')).toEqual([]);
    expect(await room.bench.store.events(10)).toEqual(before);
    expect(results(await take(room, text))).toEqual(results(together));
    expect(await valuesOf(room, 'linus')).toEqual(['+31612345699']);
    expect(await valuesOf(room, 'grace')).toEqual(['+31 6 1234 5602']);
    expect(await room.bench.directory.find('new@contoso.com')).toBeUndefined();
  });

  it('never applies half a line', async () => {
    const room = await open();
    await room.db.run(
      "CREATE UNIQUE INDEX half ON registered_contacts (person) WHERE person = 'mae@contoso.com'",
    );
    const text =
      'username,name,mobile,alternate email\nlinus,,06 1234 5699,\nmae,Mae,06 1234 5698,m@x.test\n';
    await expect(take(room, text)).rejects.toThrow(/unique/i);
    expect(await valuesOf(room, 'linus')).toEqual(['+31612345699']);
    expect(await valuesOf(room, 'mae')).toEqual([]);
    expect(await room.bench.directory.find('mae@contoso.com')).toBeUndefined();
  });

  it('finds people by any of their names in another directory, and takes no account from the table', async () => {
    const room = await open();
    const account: Account = {
      id: 'uuid-1',
      username: 'ada@contoso.com',
      name: 'Ada',
      disabled: false,
      contacts: [],
    };
    const directory = {
      find: async (name: string) => (/^(ada|lovelace)@/.test(name) ? account : undefined),
      read: async (id: string) => (id === account.id ? account : undefined),
    } as Directory;
    const text =
      'username,name,mobile\nlovelace,Else,06 1234 5699\nada,Ada,06 1234 5698\nbo,Bo,06 1234 5697\n';
    expect(await take(room, text, {}, directory)).toMatchObject([
      { result: 'added', username: 'ada@contoso.com', what: ['mobile'] },
      { result: 'refused', problems: [expect.stringContaining('line 2')] },
      { result: 'refused', problems: [expect.stringContaining('nobody has this name')] },
    ]);
    expect((await room.bench.registrations.read('uuid-1')).contacts).toMatchObject([
      { value: '+31612345699' },
    ]);
    expect(await peopleRows({ db: room.db, directory })).toMatchObject([
      { username: 'ada@contoso.com', mobile: '+31612345699' },
    ]);
  });
});

describe('keyturn people export', () => {
  it('gives a table that changes nothing when it is taken in again', async () => {
    const room = await open();
    const two = 'username,name,mobile\nmae,"Mae, ""the"" first",06 1234 5698 | 06 1234 5699\n';
    await take(room, two);
    const csv = peopleCsv(await peopleRows(room), ';');
    expect(csv).toContain(`;'+31612345698 | +31612345699;`);
    const again = await take(room, csv);
    expect(again).toHaveLength(6);
    expect(results(again)).toEqual(Array(6).fill('unchanged'));
  });

  it.each(['=HYPERLINK("https://x.test")', '+1', '-1', '@SUM(A1)'])(
    'hands no formula to a spreadsheet: %s',
    (name) => {
      const [, row] = peopleCsv([{ username: name, name }]).split('\r\n');
      for (const cell of row!.split(/,(?=")|,/)) if (cell) expect(cell).toMatch(/^"?'/);
      expect(tableIn(textOf(Buffer.from(peopleCsv([{ username: name, name }])))).rows).toHaveLength(
        1,
      );
    },
  );
});
