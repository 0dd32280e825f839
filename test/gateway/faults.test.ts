// A directory that fails at one moment or another: what is said afterwards must be true.
import { describe, expect, it, vi } from 'vitest';
import { ChangeRefused, DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import type { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  toMethods,
  toPassword,
  until,
  withPolicy,
} from './harness.ts';

const ada = 'ada@contoso.com';
const fresh = 'violet umbrella seventy';

// From now on this call of the real directory fails, before it has done anything; the next ones work again.
const failOnce = (
  { directory }: Bench,
  call: 'read' | 'setPassword' | 'unlock',
  error: Error = new DirectoryUnavailable(),
): void => {
  const fail: EmbeddedDirectory[typeof call] = async () => {
    delete (directory as Partial<EmbeddedDirectory>)[call];
    throw error;
  };
  Object.assign(directory, { [call]: fail });
};

const answer = { kind: 'new-password', password: fresh } as const;

describe('A directory that can’t be reached', () => {
  it.each(['read', 'setPassword'] as const)(
    'at %s has changed nothing, which is said, and the next try sets the password',
    async (call) => {
      const bench = await benchGateway();
      const walk = await toPassword(bench, ada);
      failOnce(bench, call);
      const refused = await walk.fails(answer);
      expect(refused).toMatchObject({ code: 'directory-unavailable', status: 503, retryAfter: 60 });
      expect(refused.step?.kind).toBe('new-password');
      expect(await bench.directory.signIn(ada, fresh)).toBe(false);
      await walk.go(answer, 'done');
      expect(await bench.directory.signIn(ada, fresh)).toBe(true);
      await until(() => bench.sent.length === 3); // the code, and the notice to both addresses
    },
  );

  it('when a lock is to be lifted asks for the proof again', async () => {
    const bench = await benchGateway();
    const walk = await begin(bench, { intent: 'unlock' });
    const choose = { kind: 'choose-method', method: 'email-1' } as const;
    await walk.go({ kind: 'identify', username: 'johan' }, 'choose-method');
    await walk.go(choose, 'enter-code');
    failOnce(bench, 'unlock');
    const refused = await walk.fails({ kind: 'enter-code', code: await codeAfter(bench, 0) });
    expect(refused).toMatchObject({ code: 'directory-unavailable' });
    expect(refused.step).toMatchObject({ kind: 'choose-method', gate: 1, gates: 1 });
    await walk.go(choose, 'enter-code');
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 1) }, 'done');
  });
});

describe('An account that its directory lets nobody change', () => {
  it.each(['too young', 'no right'] as const)(
    'ends with whom to ask, and %s is told to the log alone',
    async (reason) => {
      const bench = await benchGateway();
      const walk = await toPassword(bench, ada);
      failOnce(bench, 'setPassword', new ChangeRefused(reason));
      const stopped = await walk.go(answer, 'stopped');
      expect(stopped).toMatchObject({ reason: 'not-eligible' });
      expect(JSON.stringify(stopped)).not.toContain(reason);
      expect(bench.lines).toContainEqual(
        expect.objectContaining({ event: 'refused', username: ada, detail: reason }),
      );
      expect(await bench.directory.signIn(ada, fresh)).toBe(false);
      expect(bench.sent).toHaveLength(1); // the code, and no notice
    },
  );
});

describe('A store that fails while a proof is used up', () => {
  it('has let nobody in, and the proof can be given again', async () => {
    const bench = await benchGateway({ tenant: withPolicy({ methods: ['backup-code'] }) });
    const { backupCodes } = bench.registrations;
    await backupCodes.set(ada, ['K7QM2XPD']);
    const walk = await toMethods(bench, ada);
    await walk.go({ kind: 'choose-method', method: 'backup-code-1' }, 'enter-code');
    const right = { kind: 'enter-code', code: 'k7qm 2xpd' } as const;
    const spend = vi.spyOn(backupCodes, 'spend').mockRejectedValueOnce(new Error('disk full'));
    expect(await walk.fails(right)).toMatchObject({ code: 'outcome-unknown' });
    spend.mockRestore();
    // The flow has moved on meanwhile: whoever asks is told where it stands.
    expect(await walk.fails(right)).toMatchObject({ step: { kind: 'enter-code' } });
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ event: 'outcome unknown', username: ada }),
    );
    await walk.go(right, 'new-password');
  });
});

// Where it happened, and none of its words: what somebody typed may stand in them.
const expectFailure = (bench: Bench): void => {
  const told = {
    level: 'error',
    message: 'failed',
    error: 'Error',
    at: expect.any(Array) as object,
  };
  expect(bench.lines).toContainEqual(expect.objectContaining(told));
  expect(JSON.stringify(bench.lines)).not.toContain('the wire was cut');
};

describe('A directory that fails in a way nobody foresaw', () => {
  it('before it was asked for anything has changed nothing, and the password can be set', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    failOnce(bench, 'read', new Error('the wire was cut'));
    const { status, step } = await walk.fails(answer);
    expect([status, step]).toEqual([503, undefined]);
    expectFailure(bench);
    expect(await bench.directory.signIn(ada, fresh)).toBe(false);
    await walk.go(answer, 'done');
  });

  it('leaves the outcome unknown, and says so again to whoever asks', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    failOnce(bench, 'setPassword', new Error('the wire was cut'));
    expect(await walk.fails(answer)).toMatchObject({ code: 'outcome-unknown', status: 504 });
    expect(await walk.fails(answer)).toMatchObject({ code: 'outcome-unknown' });
    expectFailure(bench);
    const [last] = await bench.store.events(1);
    expect(last).toMatchObject({ event: 'outcome unknown', username: ada });
    // It may have been set: the code, and the notice to both addresses.
    await until(() => bench.sent.length === 3);
  });

  it('ends what else was begun for the account, since its password may be another one', async () => {
    const bench = await benchGateway();
    const [other, theirs] = [await toMethods(bench, ada), await toMethods(bench, 'grace')];
    const walk = await toPassword(bench, ada);
    failOnce(bench, 'setPassword', new Error('the wire was cut'));
    await walk.fails(answer);
    const choose = { kind: 'choose-method', method: 'questions-1' } as const;
    expect((await other.fails(choose)).code).toBe('flow-expired');
    expect((await theirs.fails(choose)).code).not.toBe('flow-expired');
  });

  it('is told for what it is though the store fails as well, and the log has both', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    const { supportCode } = (await bench.store.events(1))[0]!;
    failOnce(bench, 'setPassword', new Error('the wire was cut'));
    const full = Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    vi.spyOn(bench.store, 'record').mockRejectedValueOnce(full);
    expect(await walk.fails(answer)).toMatchObject({ code: 'outcome-unknown', supportCode });
    const errors = bench.lines.filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([
      { message: 'failed', error: 'Error', detail: undefined, supportCode },
      { message: 'failed', code: 'ENOSPC', detail: 'disk full', supportCode },
    ]);
  });
});

describe('A gateway that doesn’t come back from its directory', () => {
  it('has left a notice behind, which another one sends, and an event', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    bench.directory.setPassword = () => new Promise(() => {});
    void walk.send(answer);
    await until(async () => (await bench.store.outbox.depth()).length > 0);
    expect(bench.sent).toHaveLength(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 121_000 });
    await until(() => bench.sent.length === 3);
    vi.useRealTimers();
    const events = await bench.store.events(10);
    expect(events.filter(({ event }) => event === 'outcome unknown')).toMatchObject([
      { username: ada, supportCode: events.at(-1)!.supportCode },
    ]);
  });
});
