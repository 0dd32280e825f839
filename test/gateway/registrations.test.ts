// What is kept beside the directory, and how both make a person.
import { describe, expect, it } from 'vitest';
import type { Account } from '../../gateway/directory/directory.ts';
import { personFrom } from '../../gateway/person.ts';
import { plainAnswer } from '../../gateway/registrations/answers.ts';
import type { Registrations } from '../../gateway/registrations/registrations.ts';
import { SqlRegistrations } from '../../gateway/registrations/sql.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { databaseIn } from './database-in.ts';
import { begin, benchGateway, codeAfter, personNamed, tempFolder, toMethods } from './harness.ts';

const secrets = secretsFrom(Buffer.alloc(32, 7));
const open = async (): Promise<Registrations> =>
  new SqlRegistrations(await databaseIn(await tempFolder(), secrets), secrets);
const ada = 'ada';
const pet = { id: 'first-pet', answer: 'Puff' };
const nothing = { contacts: [], questions: [], passkeys: [], backupCodes: 0 };

describe('The registrations', () => {
  it('keep a contact once, in the place of the one it replaces, and of nobody else’s', async () => {
    const registrations = await open();
    const mail = { channel: 'email', value: 'a@x.test' } as const;
    await registrations.addContact(ada, mail);
    await registrations.addContact(ada, mail);
    await registrations.addContact('grace', mail);
    const [first, ...more] = (await registrations.read(ada)).contacts;
    expect(more).toEqual([]);
    expect(Date.now() - first!.verifiedAt!).toBeLessThan(5000);
    await registrations.removeContact('grace', first!.id);
    await registrations.addContact('grace', { ...mail, value: 'b@x.test' }, first!.id);
    expect((await registrations.read(ada)).contacts).toEqual([first]);
    await registrations.addContact(ada, { ...mail, value: 'c@x.test' }, first!.id);
    expect((await registrations.read(ada)).contacts.map(({ value }) => value)).toEqual([
      'c@x.test',
    ]);
  });

  it('stay with the account when its directory gives it another name', async () => {
    const data = await tempFolder();
    const db = await databaseIn(data, secretsFrom(secretIn(data)));
    const bench = await benchGateway({ data, database: db });
    const { contacts } = await bench.registrations.read('ada@contoso.com');
    const name = "UPDATE accounts SET username = 'ada.king@contoso.com' WHERE username = ?";
    expect(await db.run(name, 'ada@contoso.com')).toBe(1);
    const walk = await toMethods(bench, 'ada.king');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await codeAfter(bench, 0);
    expect(contacts.map(({ value }) => value)).toContain(bench.sent[0]!.to);
  });

  it('compare answers without capitals, accents, spaces and signs, and nobody’s with nothing', async () => {
    const registrations = await open();
    await registrations.setQuestions(ada, [pet]);
    const right = [{ id: 'first-pet', answer: ' PÚFF. ' }];
    expect(await registrations.answersRight(ada, right)).toBe(true);
    expect(await registrations.answersRight(ada, [])).toBe(false);
    expect(await registrations.answersRight(undefined, right)).toBe(false);
    expect(await registrations.answersRight('grace', right)).toBe(false);
    expect(await registrations.answersRight(ada, [{ id: 'first-car', answer: 'x' }])).toBe(false);
    expect(await registrations.answersRight(undefined, [{ ...pet, answer: 'nobody' }])).toBe(false);
    expect(plainAnswer('شَارِعُ النَّخيل')).toBe(plainAnswer('شارع النخيل'));
  });

  it('take what an administrator enters whole or not at all', async () => {
    const registrations = await open();
    await registrations.addContact(ada, { channel: 'email', value: 'a@x.test' });
    await registrations.confirm(ada);
    const before = await registrations.read(ada);
    const contacts = [{ channel: 'mobile', value: '+31 6 1234 5601' }] as const;
    await expect(registrations.enter(ada, { contacts, questions: [pet, pet] })).rejects.toThrow(
      /unique/i,
    );
    expect(await registrations.read(ada)).toEqual(before);
    await registrations.enter(ada, { contacts: [...contacts, ...contacts], questions: [pet] });
    expect(await registrations.read(ada)).toMatchObject({
      contacts: [{ ...contacts[0], verifiedAt: undefined }],
      questions: [{ id: 'first-pet' }],
      confirmedAt: undefined,
    });
    expect(await registrations.read("' OR '1'='1")).toEqual(nothing);
  });
});

describe('A passkey’s counter', () => {
  it('goes up once for each use, unless it has none, and for its owner alone', async () => {
    const { passkeys } = await open();
    const publicKey = new Uint8Array(77);
    await passkeys.add(ada, { credential: 'AAAA', publicKey, counter: 4 });
    await passkeys.add(ada, { credential: 'BBBB', publicKey, counter: 0 });
    expect(await passkeys.add('eve', { credential: 'AAAA', publicKey, counter: 0 })).toBe(false);
    const [counted, synced] = (await passkeys.of(ada)).map(({ id }) => id) as [string, string];
    const twice = [passkeys.spend(ada, counted, 5), passkeys.spend(ada, counted, 5)];
    expect((await Promise.all(twice)).filter(Boolean)).toHaveLength(1);
    expect(await passkeys.spend(ada, counted, 0)).toBe(false);
    expect(await passkeys.spend('eve', counted, 6)).toBe(false);
    expect(await passkeys.spend(ada, synced, 0)).toBe(true);
    await passkeys.remove('eve', counted);
    expect(await passkeys.of(ada)).toHaveLength(2);
  });
});

describe('A person', () => {
  const account: Account = {
    id: ada,
    username: 'ada@contoso.com',
    name: 'Ada',
    disabled: false,
    contacts: [
      { kind: 'email', value: 'a@directory.test' },
      { kind: 'call-mobile', value: '+31612345601' },
    ],
  };

  it('is reached where they registered, and else where the directory says', () => {
    const own = { id: '1', channel: 'mobile', value: '+31612345699' } as const;
    const { contacts } = personFrom(account, { ...nothing, contacts: [own] });
    expect(contacts).toEqual([
      own,
      { id: 'directory-0', channel: 'email', value: 'a@directory.test', fromDirectory: true },
    ]);
  });

  it('resets by a number that only the directory knows, and can’t remove it but overrule it', async () => {
    const { methods, ...grace } = personNamed('grace');
    const bench = await benchGateway({ people: [{ ...grace, methods: [], contacts: methods }] });
    const reset = await toMethods(bench, 'grace');
    const confirm = '+31 6 1234 5602';
    await reset.go({ kind: 'choose-method', method: 'sms-1', confirm }, 'enter-code');
    await reset.go({ kind: 'enter-code', code: await codeAfter(bench, 0) }, 'new-password');

    const walk = await begin(bench, { flow: 'register' });
    const { username, password } = grace;
    const { registered } = await walk.go({ kind: 'sign-in', username, password }, 'review-methods');
    expect(registered).toEqual([{ id: 'directory-0', kind: 'sms', hint: '•••\u00a002' }]);
    const id = registered[0]!.id;
    expect(await walk.fails({ kind: 'review-methods', action: 'remove', id })).toMatchObject({
      code: 'invalid-answer',
      fields: [{ field: 'method', problem: 'from-directory' }],
    });
    await walk.go({ kind: 'review-methods', action: 'change', id }, 'add-contact');
    await walk.go({ kind: 'add-contact', value: '06 1234 5699' }, 'enter-code');
    const after = await walk.go(
      { kind: 'enter-code', code: await codeAfter(bench, 1) },
      'review-methods',
    );
    expect(after.registered.map(({ hint }) => hint)).toEqual(['•••\u00a099']);
  });
});
