// Whose lock was lifted hears of it, whether it was them or not.
import { describe, expect, it } from 'vitest';
import { ChangeRefused, DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import { begin, type Bench, benchGateway, codeAfter, until, withPolicy } from './harness.ts';

// As far as the code that lifts Johan's lock.
const toCode = async (bench: Bench) => {
  const walk = await begin(bench, { intent: 'unlock' });
  await walk.go({ kind: 'identify', username: 'johan' }, 'choose-method');
  await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
  return { walk, answer: { kind: 'enter-code', code: await codeAfter(bench, 0) } as const };
};

const settled = (bench: Bench): Promise<boolean> =>
  until(async () => (await bench.store.outbox.depth()).length === 0);

const failing = (bench: Bench, call: 'read' | 'unlock', error: Error): void =>
  void Object.assign(bench.directory, { [call]: () => Promise.reject(error) });

describe('A lock that was lifted', () => {
  it('is told to the person, at every address, in their own language', async () => {
    const bench = await benchGateway();
    const { walk, answer } = await toCode(bench);
    await walk.go(answer, 'done');
    await until(() => bench.sent.length === 3);
    const notices = bench.sent.slice(1);
    expect(notices.map(({ to }) => to)).toEqual(['johan@contoso.com', 'johan.vdberg@example.org']);
    for (const { subject, text, html } of notices) {
      expect(subject).toBe('Je account voor Contoso is gedeblokkeerd');
      expect(text).toContain('johan@contoso.com');
      // As in every notice: whom to ask at once if it wasn't them.
      expect(text).toContain('Was jij het niet');
      expect(html).toContain('href="tel:');
      expect(text).not.toContain(answer.code);
    }
  });

  it('is told to nobody where the policy says so', async () => {
    const tenant = withPolicy({ notify: { user: false, admins: true } });
    const bench = await benchGateway({ tenant });
    const { walk, answer } = await toCode(bench);
    await walk.go(answer, 'done');
    await settled(bench);
    expect(bench.sent).toHaveLength(1);
    expect(bench.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  it('is told where nobody knows whether it was', async () => {
    const bench = await benchGateway();
    const { walk, answer } = await toCode(bench);
    failing(bench, 'unlock', new Error('the answer was lost'));
    expect((await walk.fails(answer)).code).toBe('outcome-unknown');
    await until(() => bench.sent.length === 3);
  });
});

describe('A lock that wasn’t lifted', () => {
  it.each([
    ['the directory refuses', 'unlock', new ChangeRefused('no right')],
    ['the directory is gone', 'unlock', new DirectoryUnavailable('gone')],
    ['nobody could be read who is to be told', 'read', new DirectoryUnavailable('gone')],
  ] as const)('is told to nobody: %s', async (_why, call, error) => {
    const bench = await benchGateway();
    const { walk, answer } = await toCode(bench);
    failing(bench, call, error);
    const { status } = await walk.send(answer);
    expect(status).toBe(error instanceof DirectoryUnavailable ? 503 : 200);
    await settled(bench);
    expect(bench.sent).toHaveLength(1);
    const events = (await bench.store.events(20)).map(({ event }) => event);
    expect(events).not.toContain('unlocked');
  });
});
