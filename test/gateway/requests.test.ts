// People who can't get on ask the administrators.
import { describe, expect, it } from 'vitest';
import {
  type Bench,
  benchGateway,
  contoso,
  personNamed,
  toCode,
  toPassword,
  until,
  wrongCode,
} from './harness.ts';

const ada = 'ada@contoso.com';
const people = [personNamed('ada')];
const asked = { reason: 'methods', locale: 'en' };

const ask = (bench: Bench, username: string, more: object = {}): Promise<Response> =>
  bench.post('/requests', { ...asked, username, ...more });

const plain = async (response: Response): Promise<unknown[]> => [
  response.status,
  [...response.headers].filter(([name]) => name !== 'date'),
  await response.text(),
];

describe('A request for help', () => {
  it('brings the administrators who, when, why and what is known, and nothing that was typed', async () => {
    const bench = await benchGateway({ people });
    const supportCode = 'ABCD-2345';
    expect((await ask(bench, 'Ada', { supportCode, reason: 'code' })).status).toBe(202);
    const letter = await until(() => bench.sent[0]);
    expect(letter.to).toBe('it@contoso.com');
    for (const part of [ada, personNamed('ada').name, supportCode, 'no code arrives', 'UTC'])
      expect(letter.text).toContain(part);
    expect(letter.subject).toContain(ada);
    const [last] = await bench.store.events(1);
    expect(last).toMatchObject({ event: 'help asked', username: ada, detail: 'code, ABCD-2345' });
  });

  it('says what stands in the way, where something does', async () => {
    const bench = await benchGateway({ people });
    const [walk, code] = await toCode(bench, ada);
    for (let round = 0; round < 5; round += 1)
      await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    await ask(bench, ada, { reason: 'locked' });
    expect((await until(() => bench.sent[1])).text).toContain('Self-service is closed');
  });

  it('is answered alike about names that nobody has, and then nothing is sent', async () => {
    const bench = await benchGateway({ people });
    const replies = [await plain(await ask(bench, ada)), await plain(await ask(bench, 'nobody'))];
    expect(replies[0]).toEqual(replies[1]);
    await until(() => bench.sent.length === 1);
    while ((await bench.store.outbox.depth()).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(bench.sent).toHaveLength(1);
    const [last] = await bench.store.events(1);
    expect(last!.username).toMatch(/^\?/);
    const again = ['ada', 'nobody'].map(async (name) => {
      await ask(bench, name);
      return (await ask(bench, name)).status;
    });
    expect(await Promise.all(again)).toEqual([429, 429]);
  });

  it('can be sent five times in ten minutes from one client', async () => {
    const bench = await benchGateway({ people });
    bench.address = '203.0.113.9';
    const replies = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      replies.push((await ask(bench, name)).status);
    expect(replies).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it.each([
    { username: '' },
    { reason: 'please click here' },
    { supportCode: 'http://evil' },
    { text: 'please click here' },
  ])('takes no free text: %j', async (more) => {
    const bench = await benchGateway({ people: [] });
    expect((await ask(bench, ada, more)).status).toBe(422);
  });

  it('is refused where the organisation doesn’t want any', async () => {
    const tenant = { ...contoso, gateway: { ...contoso.gateway, requests: undefined } };
    const bench = await benchGateway({ people, tenant });
    expect((await ask(bench, ada)).status).toBe(422);
    expect(bench.sent).toEqual([]);
  });
});

describe('A flow that is given up', () => {
  it('when it’s over already isn’t written down: it was brought to its end', async () => {
    const bench = await benchGateway({ people });
    const walk = await toPassword(bench, ada);
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
    expect((await bench.call(`/flows/${walk.id}`, { method: 'DELETE' })).status).toBe(204);
    const events = await bench.store.events(20);
    expect(events.map(({ event }) => event)).not.toContain('given up');
  });

  it('is written down with the step at which it was, and reported at once', async () => {
    const reportToken = 'r'.repeat(32);
    const bench = await benchGateway({ people, reportToken });
    const [walk] = await toCode(bench, ada);
    await bench.call(`/flows/${walk.id}`, { method: 'DELETE' });
    await bench.call(`/flows/${walk.id}`, { method: 'DELETE' });
    const events = await bench.store.events(2);
    expect(events[0]).toMatchObject({ event: 'given up', username: ada, detail: 'enter-code' });
    expect(events[1]!.event).toBe('code sent');
    expect(bench.lines.at(-1)).toMatchObject({ event: 'given up', detail: 'enter-code' });
    const headers = { authorization: `Bearer ${reportToken}` };
    const report = await bench.call('/reports/resets', { headers });
    expect(await report.json()).toMatchObject({
      rows: [{ result: 'abandoned', detail: 'before the code: email' }],
    });
  });
});
