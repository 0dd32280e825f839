// What every directory keeps, whatever stands behind it. One suite, run against each of them.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import { first, type Rig, second } from './rig.ts';

// What people type, and what only somebody types who means harm (RFC 4515 and RFC 4514 have signs of their own).
const strange = [
  '*',
  '*)(uid=*',
  'a*',
  '*)(|(objectClass=*',
  ')(cn=*))(|(cn=*',
  '(objectClass=*)',
  '\\2a',
  '\\',
  '\0',
  '',
  'uid=admin,dc=contoso,dc=com',
  '{local}',
  "' OR '1'='1",
  'a'.repeat(5000),
  '😀',
];

const oddNames = [
  'o’brien',
  "o'brien",
  'smith(jr)',
  'st*r',
  'back\\slash',
  'comma,plus+',
  'quote"<>;',
  'günther',
  '#1=a',
];

const passwords = {
  'of plain words': 'orange bicycle Tuesday 7',
  'with blanks around it': '  Blanks around it 7  ',
  'of 128 signs': 'Abcdefg 123456 '.repeat(9).slice(0, 128),
  'with quotation marks': 'Say "hello" to the 7 "quoted"',
  'with the signs of filters': 'Star*(paren)\\back 7 and more',
  'of many scripts': 'Grüße 東京 пароль 77',
  'in Arabic': 'قهوة وهيل وكتاب ABC 7',
  'with an emoji': 'Umbrella 😀 seventy 7 seven',
  'with a combining mark': 'Cafe\u0301 and Croissant 77',
  'with a letter that is two in capitals': 'Straße nach Mainz 77',
  'with a percent sign and braces': 'A ${ten} %s {local} 77 signs',
};

const useRig = (make: () => Promise<Rig>): { rig: Rig } => {
  const held: { rig: Rig } = { rig: undefined! };
  beforeAll(async () => {
    held.rig = await make();
  });
  afterAll(() => held.rig.close());
  return held;
};

const idOf = async ({ directory }: Rig, username: string): Promise<string> =>
  (await directory.find(username))!.id;

const namesAndIds = (held: { rig: Rig }): void => {
  it('finds an account by its name, with what is known of it', async () => {
    const { directory } = held.rig;
    const name = 'Ada Lovelace';
    const { username } = await held.rig.add({ name, email: 'ada@contoso.com', locale: 'nl' });
    const account = await directory.find(username);
    expect(account).toMatchObject({ name, email: 'ada@contoso.com', locale: 'nl' });
    expect(account).toMatchObject({ disabled: false, contacts: [] });
  });

  it('reads by its id what it found by its name', async () => {
    const { username } = await held.rig.add({ email: 'ada@contoso.com' });
    const account = await held.rig.directory.find(username);
    expect(await held.rig.directory.read(account!.id)).toEqual(account);
  });

  it('gives each account an id of its own, always the same', async () => {
    const [one, other] = [await held.rig.add(), await held.rig.add()];
    expect(await idOf(held.rig, one.username)).not.toBe(await idOf(held.rig, other.username));
    expect(await idOf(held.rig, one.username)).toBe(await idOf(held.rig, one.username));
  });

  it('knows nobody under a name that nobody has', async () => {
    expect(await held.rig.directory.find('nobody.at.all@contoso.com')).toBeUndefined();
  });

  it('does not find somebody under the domain of somebody else', async () => {
    const { username } = await held.rig.add();
    expect(await held.rig.directory.find(username.replace('contoso', 'evil'))).toBeUndefined();
  });

  it('finds a name without what only its beginning has', async () => {
    const { username } = await held.rig.add();
    expect(await held.rig.directory.find(username.replace('@', 'x@'))).toBeUndefined();
    expect(await held.rig.directory.find(username.slice(1))).toBeUndefined();
  });

  it.each(strange)('knows nobody under the name %j, as a name or as an id', async (name) => {
    await held.rig.add();
    expect(await held.rig.directory.find(`${name}@contoso.com`)).toBeUndefined();
    expect(await held.rig.directory.find(name)).toBeUndefined();
    expect(await held.rig.directory.read(name)).toBeUndefined();
    expect(await held.rig.directory.verify(name, first)).toBe('wrong');
  });

  it.each(oddNames)('serves somebody whose name is %s', async (local) => {
    const who = await held.rig.add({ local });
    const id = await idOf(held.rig, who.username);
    expect(await held.rig.directory.verify(id, first)).toBe('right');
    expect(await held.rig.directory.setPassword(id, second)).toEqual({ result: 'done' });
    expect(await held.rig.signIn(who, second)).toBe(true);
  });

  it('says of a disabled account that it is', async () => {
    const { username } = await held.rig.add({ state: 'disabled' });
    expect(await held.rig.directory.find(username)).toMatchObject({ disabled: true });
  });

  it.each(['locked', 'must-change', 'expired'] as const)(
    'does not take an account that is %s for a disabled one',
    async (state) => {
      const { username } = await held.rig.add({ state });
      expect(await held.rig.directory.find(username)).toMatchObject({ disabled: false });
    },
  );

  it('answers many questions at a time, each with its own answer', async () => {
    const { username } = await held.rig.add();
    const other = await held.rig.add();
    const names = Array.from({ length: 30 }, (_, n) => [username, other.username, 'x'][n % 3]!);
    const found = await Promise.all(names.map((name) => held.rig.directory.find(name)));
    const ids = [await idOf(held.rig, username), await idOf(held.rig, other.username), undefined];
    expect(found.map((one) => one?.id)).toEqual(names.map((_, n) => ids[n % 3]));
  });
};

const verdicts = (held: { rig: Rig }): void => {
  const verdict = async (
    state: 'locked' | 'must-change' | 'expired' | 'disabled',
    word: string,
  ) => {
    const { username } = await held.rig.add({ state });
    return held.rig.directory.verify(await idOf(held.rig, username), word);
  };

  it.each([
    ['right', first],
    ['wrong', 'another one'],
    ['wrong', ''],
    ['wrong', ` ${first}`],
    ['wrong', first.toUpperCase()],
    ['wrong', `${first}\0`],
    ['wrong', '*'],
  ])('says %s to %j', async (word, password) => {
    const { username } = await held.rig.add();
    expect(await held.rig.directory.verify(await idOf(held.rig, username), password)).toBe(word);
  });

  it.each(['', first, 'nobody'])('says wrong to nobody with the password %j', async (password) => {
    expect(await held.rig.directory.verify(undefined, password)).toBe('wrong');
  });

  it.each(['must-change', 'expired'] as const)(
    'says expired to the password of an account that is %s, and wrong to any other',
    async (state) => {
      expect(await verdict(state, first)).toBe('expired');
      expect(await verdict(state, 'another one')).toBe('wrong');
      expect(await verdict(state, '')).toBe('wrong');
    },
  );

  it('says wrong to the password of a disabled account', async () => {
    expect(await verdict('disabled', first)).toBe('wrong');
  });
};

const changes = (held: { rig: Rig }): void => {
  const set = async (who: { username: string }, password = second) =>
    held.rig.directory.setPassword(await idOf(held.rig, who.username), password);

  it.each(Object.entries(passwords))(
    'sets a password %s, and the old one is over',
    async (_, own) => {
      const who = await held.rig.add();
      expect(await set(who, own)).toEqual({ result: 'done' });
      expect(await held.rig.signIn(who, own)).toBe(true);
      expect(await held.rig.signIn(who, first)).toBe(false);
      const id = await idOf(held.rig, who.username);
      expect(await held.rig.directory.verify(id, own)).toBe('right');
      expect(await held.rig.directory.verify(id, first)).toBe('wrong');
      expect(await held.rig.directory.verify(id, `${own}x`)).toBe('wrong');
    },
  );

  it('takes a password that looks like a hash at its word, or not at all', async () => {
    const who = await held.rig.add();
    const digest = createHash('sha1').update('what is behind it').digest('base64');
    const { result } = await set(who, `{SHA}${digest}`);
    expect(await held.rig.signIn(who, 'what is behind it')).toBe(false);
    expect(await held.rig.signIn(who, result === 'done' ? `{SHA}${digest}` : first)).toBe(true);
  });

  it.each(['locked', 'must-change', 'expired'] as const)(
    'lets somebody in with a new password whose account was %s',
    async (state) => {
      const who = await held.rig.add({ state });
      expect(await held.rig.signIn(who, first)).toBe(false);
      expect(await set(who)).toEqual({ result: 'done' });
      expect(await held.rig.signIn(who, second)).toBe(true);
    },
  );

  it('opens no disabled account by a new password', async () => {
    const who = await held.rig.add({ state: 'disabled' });
    await set(who).catch(() => {});
    expect(await held.rig.signIn(who, second)).toBe(false);
    expect(await held.rig.signIn(who, first)).toBe(false);
    expect(await held.rig.directory.find(who.username)).toMatchObject({ disabled: true });
  });

  it('sets nobody’s password under an id that nobody has', async () => {
    const who = await held.rig.add();
    await held.rig.directory.setPassword('nobody', second).catch(() => {});
    await held.rig.directory.setPassword('*', second).catch(() => {});
    expect(await held.rig.signIn(who, first)).toBe(true);
  });

  it('keeps one of two passwords that are set at once', async () => {
    const who = await held.rig.add();
    const third = 'Yellow submarine ninety 3';
    const tries = await Promise.allSettled([set(who, second), set(who, third)]);
    // OpenLDAP refuses two changes in one second, which says no more than that nothing was changed by the other.
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(DirectoryUnavailable);
      else expect(one.value).toEqual({ result: 'done' });
    const open = [await held.rig.signIn(who, second), await held.rig.signIn(who, third)];
    expect(open.filter(Boolean)).toHaveLength(1);
    expect(tries[open.indexOf(true)]!.status).toBe('fulfilled');
  });

  it('lifts a lock, and leaves the password as it is', async () => {
    const who = await held.rig.add({ state: 'locked' });
    expect(await held.rig.signIn(who, first)).toBe(false);
    await held.rig.directory.unlock(await idOf(held.rig, who.username));
    expect(await held.rig.signIn(who, first)).toBe(true);
  });

  it('lifts a lock for good: the next slip doesn’t lock again', async () => {
    const who = await held.rig.add({ state: 'locked' });
    await held.rig.directory.unlock(await idOf(held.rig, who.username));
    await held.rig.signIn(who, 'a slip');
    expect(await held.rig.signIn(who, first)).toBe(true);
  });

  it('lifts no lock that isn’t there, twice if it’s asked to', async () => {
    const who = await held.rig.add();
    const id = await idOf(held.rig, who.username);
    await held.rig.directory.unlock(id);
    await held.rig.directory.unlock(id);
    expect(await held.rig.signIn(who, first)).toBe(true);
  });

  it.each(['disabled', 'must-change', 'expired'] as const)(
    'opens no account by lifting a lock that is %s',
    async (state) => {
      const who = await held.rig.add({ state });
      await held.rig.directory.unlock(await idOf(held.rig, who.username)).catch(() => {});
      expect(await held.rig.directory.verify(await idOf(held.rig, who.username), first)).not.toBe(
        'right',
      );
    },
  );
};

/** The contract, against one directory. */
export const keepsTheContract = (name: string, make: () => Promise<Rig>): void => {
  describe(`The directory ${name}`, () => {
    const held = useRig(make);
    describe('knows accounts', () => {
      namesAndIds(held);
    });
    describe('judges passwords', () => {
      verdicts(held);
    });
    describe('changes accounts', () => {
      changes(held);
    });
  });
};
