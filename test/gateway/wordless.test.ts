import { connect } from 'node:net';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../gateway/wordless.ts';
import { freePort } from '../cli/command.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

const typed = 'violet umbrella seventy';

describe('A failure in the log', () => {
  it.each([
    ['a text that is no JSON', () => JSON.parse(typed)],
    ['a value of another type', () => Buffer.from(typed as unknown as Buffer).copy(typed as never)],
    ['an error that quotes', () => thrownBy(() => new URL(typed))],
    ['what was thrown and is no error', () => thrownBy(() => JSON.parse(`"${typed}"`))],
  ])('says nothing of what somebody typed: %s', (_, work) => {
    const told = failureOf(thrownBy(work));
    expect(JSON.stringify(told)).not.toContain('violet');
    expect(told).toMatchObject({ message: 'failed', detail: undefined });
  });

  it('has no words of PostgreSQL’s on a value, and has those on its connection', () => {
    const quoting = Object.assign(new Error(`invalid input: "${typed}"`), { code: '22P02' });
    expect(failureOf(quoting)).toMatchObject({ error: 'Error', code: '22P02', detail: undefined });
    const full = Object.assign(new Error('sorry, too many clients already'), { code: '53300' });
    expect(failureOf(full).detail).toBe('sorry, too many clients already');
    const cut = new Error('Connection terminated unexpectedly');
    expect(failureOf(cut).detail).toBe('Connection terminated unexpectedly');
  });

  it('says of a server that isn’t there, and of a store, what is the matter', async () => {
    const [refused] = (await once(connect(await freePort(), '127.0.0.1'), 'close', {
      signal: AbortSignal.timeout(5000),
    }).catch((error: unknown) => [error])) as [unknown];
    expect(failureOf(refused)).toMatchObject({
      code: 'ECONNREFUSED',
      detail: expect.stringContaining('127.0.0.1') as string,
    });
    const missing = thrownBy(() => new DatabaseSync('/nowhere/keyturn.db'));
    expect(failureOf(missing).detail).toBe('unable to open database file');
  });
});
