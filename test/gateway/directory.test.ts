import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../gateway/database.ts';
import { EmbeddedDirectory, plainAnswer } from '../../gateway/directory/embedded.ts';
import { personNamed, tempFolder } from './harness.ts';

const ada = personNamed('ada');
const open = async (): Promise<{ directory: EmbeddedDirectory; hash: () => string }> => {
  const db = openDatabase(await tempFolder());
  const directory = new EmbeddedDirectory(db);
  await directory.put(ada);
  const hash = (): string =>
    (db.prepare('SELECT password FROM people').get() as { password: string }).password;
  return { directory, hash };
};

describe('The embedded directory', () => {
  it('keeps passwords as argon2id at OWASP’s cost, each with its own salt', async () => {
    const { directory, hash } = await open();
    const first = hash();
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await directory.setPassword(ada.username, ada.password);
    expect(hash()).not.toBe(first);
  });

  it('knows a person by their name, with what they registered', async () => {
    const { directory } = await open();
    const person = await directory.find('ada@contoso.com');
    expect(person).toMatchObject({ name: 'Ada Lovelace', locale: 'en', disabled: false });
    expect(person!.methods.map(({ kind }) => kind)).toEqual(['email', 'sms']);
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

  it('takes the right password of a disabled person for nothing', async () => {
    const { directory } = await open();
    await directory.put({ ...ada, disabled: true });
    expect(await directory.verify(ada.username, ada.password)).toBe(false);
  });

  it('compares answers without capitals, accents, spaces and signs, and nobody’s with nothing', async () => {
    const { directory } = await open();
    const right = [{ id: 'first-pet', answer: ' PÚFF. ' }];
    expect(await directory.answersRight(ada.username, right)).toBe(true);
    expect(await directory.answersRight(ada.username, [])).toBe(false);
    expect(await directory.answersRight(undefined, right)).toBe(false);
    expect(await directory.answersRight(ada.username, [{ id: 'first-car', answer: 'x' }])).toBe(
      false,
    );
    expect(plainAnswer('شَارِعُ النَّخيل')).toBe(plainAnswer('شارع النخيل'));
  });

  it('puts a person in the place of one with the same name', async () => {
    const { directory } = await open();
    await directory.put({ ...ada, password: 'another password', methods: [], questions: [] });
    expect(directory.size()).toBe(1);
    expect(await directory.find(ada.username)).toMatchObject({ methods: [], questions: [] });
    expect(await directory.verify(ada.username, 'another password')).toBe(true);
  });

  it('takes a person whole or not at all, and goes on with the next one', async () => {
    const { directory } = await open();
    const twice = ada.questions!.slice(0, 1);
    const broken = { ...ada, name: 'Eve', methods: [], questions: [...twice, ...twice] };
    await expect(directory.put(broken)).rejects.toThrow(/UNIQUE/);
    const known = await directory.find(ada.username);
    expect(known).toMatchObject({ name: ada.name });
    expect(known!.methods).toHaveLength(ada.methods.length);
    await directory.put({ ...ada, name: 'Ada again' });
    expect(await directory.find(ada.username)).toMatchObject({ name: 'Ada again' });
  });
});
