// Nobody learns from the gateway who has an account: whoever is asked about, every reply has the same status, the same
// headers and the same shape.
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../backends/protocol/index.ts';
import { limits } from '../../backends/limits.ts';
import { begin, type Bench, benchGateway, personNamed, toMethods, withPolicy } from './harness.ts';
import { seen } from './seen.ts';

const subjects = {
  known: 'ada@contoso.com',
  'locked in the directory': 'johan@contoso.com',
  disabled: 'gone@contoso.com',
  'without methods': 'linus@contoso.com',
  unknown: 'nobody@contoso.com',
  'of another domain': 'someone@else.test',
  'no name at all': '*)(uid=*',
};
const gone = { ...personNamed('ada'), username: subjects.disabled, disabled: true };
const people = ['ada', 'johan', 'linus', 'grace'].map(personNamed);
// Of few methods, decoys have each often enough.
const tenant = withPolicy({ methods: ['email', 'sms', 'questions'] });
const crowd = (): Promise<Bench> => benchGateway({ tenant, people: [...people, gone] });

describe('Known and unknown names', () => {
  it('meet the same steps, up to the choice of a method', async () => {
    const bench = await crowd();
    const replies: unknown[] = [];
    for (const username of Object.values(subjects)) {
      const walk = await begin(bench);
      replies.push(await seen(await walk.send({ kind: 'identify', username })));
    }
    for (const reply of replies) expect(reply).toEqual(replies[0]);
  });

  it('fail alike at a code that is wrong, one by one, until all are locked', async () => {
    const bench = await crowd();
    const rows: unknown[][] = [];
    // Not every decoy has an address: of so many, some do.
    const more = Array.from({ length: 6 }, (_, index) => `nobody${index}@contoso.com`);
    for (const username of [...Object.values(subjects), ...more]) {
      const walk = await toMethods(bench, username);
      const step = walk.step.kind === 'choose-method' ? walk.step : undefined;
      const offer = step!.methods.find(({ kind }) => kind === 'email') ?? step!.methods[0]!;
      if (offer.kind !== 'email') continue;
      const row: unknown[] = [];
      await walk.go({ kind: 'choose-method', method: offer.id }, 'enter-code');
      const answers: Answer[] = [
        { kind: 'resend' },
        ...Array.from({ length: limits.proofFailures + 1 }, () => ({
          kind: 'enter-code' as const,
          code: '000000',
        })),
      ];
      for (const answer of answers) {
        const response = await walk.send(answer);
        const copy = (await response.clone().json()) as { revision?: number };
        walk.revision = copy.revision ?? walk.revision;
        row.push(await seen(response));
      }
      rows.push(row);
    }
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const row of rows) expect(row).toEqual(rows[0]);
  });

  it('fail alike at a present password that is wrong', async () => {
    const bench = await crowd();
    const rows: unknown[] = [];
    for (const username of Object.values(subjects)) {
      const walk = await begin(bench, { flow: 'change' });
      rows.push(await seen(await walk.send({ kind: 'sign-in', username, password: 'guess' })));
    }
    for (const row of rows) expect(row).toEqual(rows[0]);
  });

  it('fail alike at questions', async () => {
    const bench = await crowd();
    const rows: unknown[] = [];
    for (let index = 0; index < 40 && rows.length < 3; index += 1) {
      const walk = await toMethods(bench, index === 0 ? subjects.known : `nobody${index}`);
      const offered = walk.step.kind === 'choose-method' ? walk.step.methods : [];
      if (!offered.some(({ kind }) => kind === 'questions')) continue;
      const asked = await walk.go(
        { kind: 'choose-method', method: 'questions-1' },
        'answer-questions',
      );
      const ids = asked.questions.map(({ id }) => id);
      expect(new Set(ids).size).toBe(3);
      const reply = await walk.send({
        kind: 'answer-questions',
        answers: ids.map((id) => ({ id, answer: 'no idea' })),
      });
      const { step, ...rest } = (await seen(reply)) as { step: { questions: unknown[] } };
      rows.push({ ...rest, count: step.questions.length });
    }
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toEqual(rows[0]);
  });

  it('are shown the same methods each time, in kinds and numbers that real people have', async () => {
    const bench = await crowd();
    const kinds = new Set<string>();
    for (let index = 0; index < 60; index += 1) {
      const name = `nobody${index}@contoso.com`;
      const [first, second] = [await toMethods(bench, name), await toMethods(bench, name)];
      expect(first.step).toEqual(second.step);
      if (first.step.kind === 'choose-method')
        kinds.add(first.step.methods.map(({ kind }) => kind).join(' '));
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['email', 'sms', 'email sms']));
  });

  it('show nothing of an address but its first signs, and nothing of a number but its end', async () => {
    const bench = await crowd();
    const walk = await toMethods(bench, subjects.known);
    const text = JSON.stringify(walk.step);
    for (const secret of ['lovelace', 'example', '1234', 'Ada', 'personId'])
      expect(text).not.toContain(secret);
  });

  it('cost the same: a message is written for nobody as well, and is sent to nobody', async () => {
    const bench = await crowd();
    for (let index = 0; index < 10; index += 1) {
      const walk = await toMethods(bench, `nobody${index}`);
      const offered = walk.step.kind === 'choose-method' ? walk.step.methods : [];
      const mail = offered.find(({ kind }) => kind === 'email');
      if (mail) await walk.go({ kind: 'choose-method', method: mail.id }, 'enter-code');
    }
    await bench.stop();
    expect(bench.sent).toEqual([]);
    expect(bench.lines.filter(({ event }) => event === 'code sent').length).toBeGreaterThan(2);
  });
});
