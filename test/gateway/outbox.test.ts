// What is written down to be sent, and goes out beside the answers.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import type { Outgoing } from '../../gateway/delivery/delivery.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { databaseIn } from './database-in.ts';
import { benchGateway, toMethods, until } from './harness.ts';

afterEach(() => void vi.useRealTimers());
const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};

const noSms = async (): Promise<void> => {};

describe('The outbox', () => {
  it('tries again when its lease is over, and gives up after four times, without a word of the message', async () => {
    let calls = 0;
    const email = async (): Promise<void> => {
      calls += 1;
      throw new Error('connection refused');
    };
    const bench = await benchGateway({ ways: { email, sms: noSms } });
    const walk = await toMethods(bench, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    for (let round = 1; round <= 4; round += 1) {
      await until(() => calls === round);
      later(31);
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(calls).toBe(4);
    const warned = bench.lines.filter(({ level }) => level === 'warn');
    expect(warned.map(({ attempts }) => attempts)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(warned)).not.toMatch(/\d{6}|lovelace/);
  });

  it('keeps what was not sent over a restart', async () => {
    const down = await benchGateway({
      ways: { email: () => Promise.reject(new Error('down')), sms: noSms },
    });
    const walk = await toMethods(down, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => down.lines.some(({ level }) => level === 'warn'));
    await down.stop();
    later(31);
    const up = await benchGateway({ data: down.data });
    await until(() => up.sent.length === 1);
    expect(up.sent[0]!.to).toBe('ada.lovelace@example.org');
  });

  it('says that a message can’t be read, and sends the next one', async () => {
    const down = await benchGateway({
      ways: { email: () => Promise.reject(new Error('down')), sms: noSms },
    });
    const walk = await toMethods(down, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => down.lines.some(({ level }) => level === 'warn'));
    await down.stop();
    later(31);
    const db = await databaseIn(down.data, secretsFrom(secretIn(down.data)));
    await db.run('UPDATE outbox SET sealed = ?', secretsFrom(Buffer.alloc(32, 9)).seal('{}'));
    const up = await benchGateway({ data: down.data });
    await until(() => up.lines.some(({ level }) => level === 'error'));
    const other = await toMethods(up, 'noor');
    await other.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => up.sent.length === 1);
    expect(up.sent[0]!.to).toBe('noor@example.org');
    // Once and for all: no other try would read it.
    later(31);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(up.lines.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        message: 'not delivered',
        channel: 'email',
        attempts: 2,
        error: 'sealed with another secret',
      },
    ]);
  });

  it('finishes the message under way before it stops', async () => {
    let sent = false;
    const email = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      sent = true;
    };
    const bench = await benchGateway({ ways: { email, sms: noSms } });
    const walk = await toMethods(bench, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await bench.stop();
    expect(sent).toBe(true);
  });

  it('lets no text wait for a mail server that is slow', async () => {
    const { resolve: answer, promise } = Promise.withResolvers<void>();
    const texts: Outgoing[] = [];
    const sms = async (text: Outgoing): Promise<void> => void texts.push(text);
    const bench = await benchGateway({ ways: { email: () => promise, sms } });
    for (let round = 0; round < 6; round += 1) {
      const walk = await toMethods(bench, 'ada');
      await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    }
    const grace = await toMethods(bench, 'grace');
    const confirm = '+31 6 1234 5602';
    await grace.go({ kind: 'choose-method', method: 'sms-1', confirm }, 'enter-code');
    await until(() => texts.length === 1);
    expect(texts[0]!.channel).toBe('sms');
    answer();
  });

  it('has four messages of a channel under way at once, and no more', async () => {
    const held: (() => void)[] = [];
    const email = (): Promise<void> => new Promise((resolve) => void held.push(resolve));
    const bench = await benchGateway({ ways: { email, sms: noSms } });
    for (let round = 0; round < 6; round += 1) {
      const walk = await toMethods(bench, 'ada');
      await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    }
    await until(() => held.length === 4);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(held).toHaveLength(4);
    // Out of its lease, a message that is under way is nobody else's all the same.
    later(31);
    held.splice(0, 1)[0]!();
    await until(() => held.length === 4);
    held.forEach((go) => go());
    await until(() => held.length === 5);
    held.forEach((go) => go());
    await bench.stop();
    expect(held).toHaveLength(5);
  });

  it('sends no code that is too old by now', async () => {
    const down = await benchGateway({
      ways: { email: () => Promise.reject(new Error('down')), sms: noSms },
    });
    const walk = await toMethods(down, 'ada');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await until(() => down.lines.some(({ level }) => level === 'warn'));
    await down.stop();
    later(limits.codeLife);
    const up = await benchGateway({ data: down.data });
    await until(() => up.lines.some(({ error }) => error === 'too late'));
    later(31);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(up.sent).toEqual([]);
    expect(up.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});
