import { describe, expect, it } from 'vitest';
import { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { putPerson } from '../../gateway/directory/people.ts';
import { findPerson } from '../../gateway/person.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { databaseIn } from './database-in.ts';
import { begin, benchGateway, personNamed, tempFolder } from './harness.ts';

const { methods: _, questions: __, ...ada } = personNamed('ada');
const open = async (): Promise<{ directory: EmbeddedDirectory; hash: () => Promise<string> }> => {
  const db = await databaseIn(await tempFolder(), secretsFrom(Buffer.alloc(32, 7)));
  const directory = new EmbeddedDirectory(db);
  await directory.put(ada);
  const hash = async (): Promise<string> =>
    (await db.rows<{ password: string }>('SELECT password FROM accounts'))[0]!.password;
  return { directory, hash };
};

describe('The embedded directory', () => {
  it('keeps passwords as argon2id at OWASP’s cost, each with its own salt', async () => {
    const { directory, hash } = await open();
    const first = await hash();
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await directory.setPassword(ada.username, ada.password);
    expect(await hash()).not.toBe(first);
  });

  it('knows an account by its name, with what an administrator entered', async () => {
    const { directory } = await open();
    const contacts = [{ kind: 'call-office', value: '+31 20 555 0123 x42' }] as const;
    await directory.put({ ...ada, contacts });
    const account = await directory.find('ada@contoso.com');
    expect(account).toMatchObject({ name: 'Ada Lovelace', locale: 'en', disabled: false });
    expect(account!.contacts).toEqual(contacts);
    expect(await directory.find("' OR '1'='1")).toBeUndefined();
  });

  it('locks after ten wrong passwords in a row, even for the right one, until it is lifted', async () => {
    const { directory } = await open();
    for (let round = 0; round < 9; round += 1) await directory.signIn(ada.username, 'wrong');
    expect(await directory.signIn(ada.username, ada.password)).toBe(true);
    for (let round = 0; round < 10; round += 1) await directory.signIn(ada.username, 'wrong');
    expect(await directory.signIn(ada.username, ada.password)).toBe(false);
    await directory.unlock(ada.username);
    expect(await directory.signIn(ada.username, ada.password)).toBe(true);
  });

  it('takes the right password of a disabled account, and any of an unknown one, for nothing', async () => {
    const { directory } = await open();
    await directory.put({ ...ada, disabled: true, mustChange: true });
    expect(await directory.verify(ada.username, ada.password)).toBe('wrong');
    expect(await directory.verify(undefined, 'nobody')).toBe('wrong');
  });

  it('tells a password that must be changed from a right one until it was', async () => {
    const { directory } = await open();
    await directory.put({ ...ada, mustChange: true });
    expect(await directory.verify(ada.username, ada.password)).toBe('expired');
    expect(await directory.verify(ada.username, 'wrong')).toBe('wrong');
    expect(await directory.signIn(ada.username, ada.password)).toBe(false);
    await directory.setPassword(ada.username, 'violet umbrella seventy');
    expect(await directory.verify(ada.username, 'violet umbrella seventy')).toBe('right');
  });

  it('puts an account in the place of one with the same name', async () => {
    const { directory } = await open();
    await directory.put({ ...ada, password: 'another password' });
    expect(await directory.size()).toBe(1);
    expect(await directory.verify(ada.username, 'another password')).toBe('right');
  });
});

describe('A person of the people file', () => {
  it('is taken whole or not at all, and the next one is taken again', async () => {
    const bench = await benchGateway();
    const person = personNamed('ada');
    const twice = person.questions!.slice(0, 1);
    const broken = { ...person, name: 'Eve', methods: [], questions: [...twice, ...twice] };
    await expect(putPerson(bench, broken)).rejects.toThrow(/unique/i);
    const known = await findPerson(bench, ada.username);
    expect(known).toMatchObject({ name: ada.name });
    expect(known!.contacts).toHaveLength(person.methods.length);
    await putPerson(bench, { ...person, name: 'Ada again', methods: [], questions: [] });
    expect(await findPerson(bench, ada.username)).toMatchObject({
      name: 'Ada again',
      contacts: [],
      questions: [],
    });
  });

  it.each([
    ['change', 'new-password'],
    ['register', 'review-methods'],
  ] as const)('with an expired password may %s', async (flow, kind) => {
    const person = personNamed('ada');
    const bench = await benchGateway({ people: [{ ...person, mustChange: true }] });
    const walk = await begin(bench, { flow });
    const wrong = { kind: 'sign-in', username: 'ada', password: 'guess' } as const;
    expect((await walk.fails(wrong)).code).toBe('wrong-password');
    await walk.go({ ...wrong, password: person.password }, kind);
  });
});
