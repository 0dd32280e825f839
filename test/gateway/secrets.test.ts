// Looks for what must never be found: passwords, codes, answers and flow ids, in the store, the log and the replies.
import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { isShared } from './database-in.ts';
import {
  type Bench,
  begin,
  benchGateway,
  personNamed,
  tempFolder,
  toCode,
  toMethods,
  until,
  withPolicy,
  wrongCode,
} from './harness.ts';
import { keptIn } from './kept.ts';

const fresh = 'canary-Violet-70-umbrella';
const rejected = 'contoso-canary-Rejected';

// Everything that can go wrong and right, with the secrets that were used.
const wholeWalk = async (bench: Bench): Promise<{ secrets: string[]; replies: string }> => {
  const [walk, code] = await toCode(bench, 'ada');
  const wrong = wrongCode(code);
  const failed = await walk.fails({ kind: 'enter-code', code: wrong });
  const next = await walk.go({ kind: 'enter-code', code }, 'new-password');
  const refused = await walk.fails({ kind: 'new-password', password: rejected });
  const end = await walk.go({ kind: 'new-password', password: fresh }, 'done');
  const questions = await toMethods(bench, 'ada');
  const asked = await questions.go(
    { kind: 'choose-method', method: 'questions-1' },
    'answer-questions',
  );
  const answers = asked.questions.map(({ id }) => ({ id, answer: `canary answer ${id}` }));
  const bad = await questions.fails({ kind: 'answer-questions', answers });
  const change = await begin(bench, { flow: 'change' });
  const signIn = { kind: 'sign-in', username: 'ada', password: 'canary present' } as const;
  const denied = await change.fails(signIn);
  return {
    secrets: [walk.id, questions.id, fresh, rejected, code, wrong, 'canary', 'Piccadilly', 'Puff'],
    replies: JSON.stringify([failed, next, refused, end, bad, denied]),
  };
};

describe('A secret', () => {
  it('is in no reply, no line of the log and no event', async () => {
    const bench = await benchGateway();
    const { secrets, replies } = await wholeWalk(bench);
    const events = JSON.stringify(await bench.store.events(1000));
    const lines = JSON.stringify(bench.lines);
    const measured = await (await bench.watch.request('/metrics')).text();
    expect(measured).toContain('keyturn_ends_total');
    expect(bench.lines.length).toBeGreaterThan(8);
    for (const secret of secrets) {
      expect(replies).not.toContain(secret);
      expect(lines).not.toContain(secret);
      expect(measured).not.toContain(secret);
      expect(events).not.toContain(secret);
    }
  });

  it('is in no mail but the code in its own', async () => {
    const bench = await benchGateway();
    const { secrets } = await wholeWalk(bench);
    await bench.stop();
    const [first, ...others] = bench.sent.map(({ text, html = '', subject = '' }) =>
      [subject, text, html].join('\n'),
    );
    const code = /\b\d{6}\b/.exec(first!)![0];
    expect(secrets).toContain(code);
    expect(others.length).toBeGreaterThan(0);
    for (const secret of secrets) {
      if (secret !== code) expect(first).not.toContain(secret);
      for (const notice of others) expect(notice).not.toContain(secret);
    }
  });

  it('is nowhere in the store, neither during the flows nor after', async () => {
    const held: (() => void)[] = [];
    const hold = (): Promise<void> => new Promise((resolve) => void held.push(resolve));
    const bench = await benchGateway({ ways: { email: hold, sms: hold } });
    const walk = await toMethods(bench, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => held.length > 0);
    const during = await keptIn(bench.data);
    expect(during).toContain('ada@contoso.com');
    expect(during).not.toContain(walk.id);
    // The queued message is sealed: neither its text nor where it goes can be read.
    expect(during).not.toContain('"letter":"code"');
    held.forEach((go) => go());
    await bench.stop();

    const second = await benchGateway();
    const { secrets } = await wholeWalk(second);
    await second.stop();
    const after = await keptIn(second.data);
    for (const secret of [...secrets, personNamed('ada').password])
      expect(after).not.toContain(secret);
  });

  it('that somebody types as their name is kept nowhere, and counts all the same', async () => {
    // A decoy that always offers the same: with more methods it may be none that can be chosen without a number.
    const bench = await benchGateway({ tenant: withPolicy({ methods: ['email'] }) });
    const typed = { first: 'Canary-by-mistake 7', again: ' canary-BY-mistake 7' };
    const prefilled = await begin(bench, { username: typed.first });
    await prefilled.go({ kind: 'identify', username: typed.first }, 'choose-intent');
    const reset = await toMethods(bench, typed.again);
    await reset.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const change = await begin(bench, { flow: 'change' });
    const signIn = { kind: 'sign-in', username: typed.first, password: 'guess' } as const;
    const problems: string[] = [];
    for (let tries = 0; tries < 6; tries += 1) problems.push((await change.fails(signIn)).code);
    expect(problems).toEqual([...Array(4).fill('wrong-password'), 'locked', 'stale-answer']);
    const locked = await begin(bench, { intent: 'reset' });
    expect(await locked.fails({ kind: 'identify', username: typed.again })).toMatchObject({
      code: 'locked',
    });
    const names = bench.lines.flatMap(({ username }) => username ?? []);
    // One fingerprint, however it was typed and whatever was done with it.
    expect(new Set(names).size).toBe(1);
    expect(names.length).toBeGreaterThan(8);
    const kept = `${await keptIn(bench.data)}${JSON.stringify(bench.lines)}`;
    for (const secret of Object.values(typed))
      expect(kept.toLowerCase()).not.toContain(secret.trim().toLowerCase());
  });

  it.runIf(!isShared)(
    'of the gateway itself can be read by its owner alone, and so can the store',
    async () => {
      const data = await tempFolder();
      await chmod(data, 0o755);
      const bench = await benchGateway({ data });
      await begin(bench);
      const names = await readdir(data);
      expect(names).toEqual(expect.arrayContaining(['keyturn.db', 'keyturn.db-wal', 'secret']));
      for (const name of names) expect((await stat(join(data, name))).mode & 0o777).toBe(0o600);
    },
  );

  it.each([0, 16, 31])(
    'of the gateway itself is refused when %i bytes are left of it',
    async (length) => {
      const folder = await tempFolder();
      await writeFile(join(folder, 'secret'), Buffer.alloc(length, 7));
      expect(() => secretIn(folder)).toThrow(/want 32 bytes or more/);
    },
  );

  it('that is sealed opens with the same key alone, and unchanged', () => {
    const [mine, other] = [secretsFrom(Buffer.alloc(32, 1)), secretsFrom(Buffer.alloc(32, 2))];
    const sealed = mine.seal('صباح الخير');
    expect(mine.open(sealed)).toBe('صباح الخير');
    expect(() => other.open(sealed)).toThrow(/authenticate/);
    for (const place of [0, 12, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[place]! ^= 1;
      expect(() => mine.open(changed)).toThrow(/authenticate/);
    }
    expect(mine.seal('x').equals(mine.seal('x'))).toBe(false);
  });

  it('leaves every event with who, what and a code for the help desk', async () => {
    const bench = await benchGateway();
    await wholeWalk(bench);
    const events = (await bench.store.events(100)).toReversed();
    const { supportCode } = events[0]!;
    const mine = events.filter((one) => one.supportCode === supportCode).map(({ event }) => event);
    expect(mine).toEqual([
      'begun',
      'identified',
      'code sent',
      'proof failed',
      'proved',
      'password-reset',
    ]);
  });

  it('of why somebody can’t reset is told to the log alone', async () => {
    const gone = { ...personNamed('ada'), disabled: true };
    const bench = await benchGateway({ people: ['linus', 'grace'].map(personNamed).concat(gone) });
    const find = bench.directory.find.bind(bench.directory);
    bench.directory.find = async (name) => {
      const account = await find(name);
      return account && { ...account, eligible: !name.startsWith('grace') };
    };
    for (const name of ['ada', 'linus', 'grace', 'nobody']) await toMethods(bench, name);
    const reasons = bench.lines.filter(({ event }) => event === 'identified');
    expect(reasons.map(({ detail }) => detail)).toEqual([
      'disabled',
      'too few methods',
      'out of scope',
      'unknown name',
    ]);
  });
});
