// Calls and notifications: what is answered on another device, over HTTP both ways.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { signed } from '../../gateway/delivery/signature.ts';
import { type Bench, toMethods, until, type Walk } from './harness.ts';
import { keptIn } from './kept.ts';
import { asked, callSecret, pushSecret, reply, telephones } from './provider.ts';

afterEach(() => void vi.useRealTimers());
const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};

const poll = { kind: 'await-approval' } as const;
const confirm = '+31 6 1234 5601';

const toCall = async (bench: Bench): Promise<Walk> => {
  const walk = await toMethods(bench, 'ada');
  await walk.go({ kind: 'choose-method', method: 'call-mobile-1', confirm }, 'await-approval');
  return walk;
};

const toPush = async (bench: Bench): Promise<[Walk, string]> => {
  const walk = await toMethods(bench, 'ada', { locale: 'nl' });
  const step = await walk.go({ kind: 'choose-method', method: 'push-1' }, 'await-approval');
  return [walk, step.number!];
};

describe('A call', () => {
  it('asks the person in their language, and goes on when they approve', async () => {
    const { bench, call } = await telephones();
    const walk = await toCall(bench);
    expect(walk.step).toMatchObject({ method: 'call-mobile', pollAfter: 3, expiresIn: 60 });
    expect(walk.step).not.toHaveProperty('number');
    const question = await asked(call);
    expect(question).toMatchObject({ to: '+31 6 1234 5601', locale: 'en' });
    expect(question.text).toMatch(/Contoso.*hash key.*star key/);
    expect(question.approval.id).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(walk.step)).not.toContain(question.approval.id);
    expect((await walk.go(poll, 'await-approval')).expiresIn).toBeGreaterThan(50);
    expect(await reply(question, { approved: true })).toBe(204);
    await walk.go(poll, 'new-password');
  });

  it('that is refused is a failed proof, and the person is told', async () => {
    const { bench, call } = await telephones();
    const walk = await toCall(bench);
    await reply(await asked(call), { approved: false });
    const refused = await walk.fails(poll);
    expect(refused).toMatchObject({ code: 'not-approved', status: 422, triesLeft: 4 });
    expect(refused.step?.kind).toBe('choose-method');
    expect((await walk.fails(poll)).code).toBe('stale-answer');
  });

  it('that nobody answers stays as it is, and an answer that comes too late is none', async () => {
    const { bench, call } = await telephones();
    const walk = await toCall(bench);
    const question = await asked(call);
    later(61);
    expect((await walk.go(poll, 'await-approval')).expiresIn).toBe(0);
    expect(await reply(question, { approved: true })).toBe(410);
    await walk.go(poll, 'await-approval');
    await walk.go({ kind: 'other-method' }, 'choose-method');
  });

  it('can be asked for again after a while, and the older one is void', async () => {
    const { bench, call } = await telephones();
    const walk = await toCall(bench);
    const first = await asked(call);
    expect((await walk.fails({ kind: 'resend' })).code).toBe('too-many-tries');
    later(31);
    await walk.go({ kind: 'resend' }, 'await-approval');
    const second = await asked(call, 2);
    expect(await reply(first, { approved: true })).toBe(204);
    await walk.go(poll, 'await-approval');
    expect(await reply(second, { approved: true })).toBe(204);
    await walk.go(poll, 'new-password');
  });

  it('is made to nobody who doesn’t know the number, and counts as every message does', async () => {
    const { bench, call } = await telephones();
    const walk = await toMethods(bench, 'ada');
    const wrong = '+31 6 1234 5699';
    const choose = { kind: 'choose-method', method: 'call-mobile-1' } as const;
    expect((await walk.fails({ ...choose, confirm: wrong })).code).toBe('wrong-number');
    for (let round = 0; round < 10; round += 1) {
      await walk.go({ ...choose, confirm }, 'await-approval');
      await walk.go({ kind: 'other-method' }, 'choose-method');
    }
    expect((await walk.fails({ ...choose, confirm })).code).toBe('too-many-tries');
    await until(() => call.asked.length === 10);
    await bench.stop();
    expect(call.asked).toHaveLength(10);
  });
});

describe('An approval', () => {
  it('isn’t taken unless it is signed by whoever was asked', async () => {
    const { bench, call, push } = await telephones();
    const walk = await toCall(bench);
    const question = await asked(call);
    const yes = { approved: true };
    const body = JSON.stringify({ id: question.approval.id, ...yes });
    const old = `t=${Math.floor(Date.now() / 1000) - 301}`;
    const forged = [
      { signature: null },
      { signature: '' },
      { signature: signed('another secret', body) },
      { signature: signed(callSecret, `${body} `) },
      { signature: signed(callSecret, body).replace(/t=\d+/, old) },
      { signature: signed(callSecret, body).replace(/v1=.*/, `v1=${'0'.repeat(64)}`) },
      { signature: signed(callSecret, body).replace(/v1=.*/, 'v1=') },
    ];
    for (const wrong of forged) expect(await reply(question, yes, callSecret, wrong)).toBe(401);
    // Those who make the app don't answer for a telephone.
    expect(await reply(question, yes, pushSecret)).toBe(410);
    expect(push.asked).toEqual([]);
    const lines = bench.lines.filter(({ message }) => message === 'approval refused');
    expect(lines).toHaveLength(forged.length);
    await walk.go(poll, 'await-approval');
  });

  it('with a signature of ten minutes ago, or ahead, is refused', async () => {
    const { bench, call } = await telephones();
    await toCall(bench);
    const question = await asked(call);
    const body = JSON.stringify({ id: question.approval.id, approved: true });
    for (const seconds of [-600, 600]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
      const signature = signed(callSecret, body);
      vi.useRealTimers();
      expect(await reply(question, { approved: true }, callSecret, { signature })).toBe(401);
    }
  });

  it('is good once, for its own flow alone, and the first answer stands', async () => {
    const { bench, call } = await telephones();
    const [mine, other] = [await toCall(bench), await toCall(bench)];
    const [first, second] = [await asked(call), await asked(call, 2)];
    expect(await reply(first, { approved: true })).toBe(204);
    await other.go(poll, 'await-approval');
    // The answer to one question, brought to where the other was asked.
    const body = JSON.stringify({ id: first.approval.id, approved: true });
    const elsewhere = { body, url: second.approval.url };
    expect(await reply(second, { approved: true }, callSecret, elsewhere)).toBe(422);
    await other.go(poll, 'await-approval');
    expect(await reply(first, { approved: true })).toBe(410);
    expect(await reply(first, { approved: false })).toBe(410);
    await mine.go(poll, 'new-password');
    expect(await reply(second, { approved: false })).toBe(204);
    expect((await other.fails(poll)).code).toBe('not-approved');
    expect(await reply(second, { approved: true })).toBe(410);
  });

  it('of something that was never asked, or in another form, is none', async () => {
    const { bench, call } = await telephones();
    const walk = await toCall(bench);
    const question = await asked(call);
    const { id, url } = question.approval;
    const nothing = {
      ...question,
      approval: { id: 'x'.repeat(43), url: url.replace(id, 'x'.repeat(43)) },
    };
    expect(await reply(nothing, { approved: true })).toBe(410);
    const bodies = [
      '',
      'true',
      '[]',
      '{"approved":true}',
      JSON.stringify({ id, approved: 'true' }),
      JSON.stringify({ id, approved: true, admin: true }),
      JSON.stringify({ ...question, id }),
    ];
    for (const body of bodies)
      expect(await reply(question, { approved: true }, callSecret, { body }), body).toBe(422);
    await walk.go(poll, 'await-approval');
  });
});

describe('A notification', () => {
  it('goes to the person by name, without the number that they must type', async () => {
    const { bench, push } = await telephones();
    const [walk, number] = await toPush(bench);
    expect(number).toMatch(/^[1-9]\d$/);
    const question = await asked(push);
    expect(question).toMatchObject({ username: 'ada@contoso.com', locale: 'nl' });
    expect(question).not.toHaveProperty('to');
    expect(question.text).toContain('Typ dan het getal');
    const { id, url } = question.approval;
    expect(JSON.stringify(question).replace(url, '').replaceAll(id, '')).not.toMatch(/\d\d/);
    expect(await reply(question, { approved: true, number }, pushSecret)).toBe(204);
    await walk.go(poll, 'new-password');
  });

  it.each([undefined, '', '100', 'x'])(
    'approved with %j for a number is refused',
    async (typed) => {
      const { bench, push } = await telephones();
      const [walk] = await toPush(bench);
      const answer = { approved: true, number: typed };
      expect(await reply(await asked(push), answer, pushSecret)).toBe(204);
      expect(await walk.fails(poll)).toMatchObject({ code: 'not-approved', triesLeft: 4 });
    },
  );

  it('to somebody without the app is one that nobody answers, and isn’t tried again', async () => {
    const { bench, push } = await telephones();
    push.status = 404;
    const [walk] = await toPush(bench);
    await until(() => bench.lines.some(({ error }) => error === 'nobody there'));
    later(31);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(push.asked).toHaveLength(1);
    await walk.go(poll, 'await-approval');
  });

  it('that comes too late to be answered isn’t sent any more', async () => {
    const { bench, push } = await telephones();
    push.status = 503;
    // The next try is put off when the last one has failed: only then may the clock be turned.
    const failures = (): number =>
      bench.lines.filter(({ message }) => message === 'not delivered').length;
    await toPush(bench);
    await until(() => failures() === 1);
    later(31);
    await until(() => failures() === 2);
    later(31);
    await until(() => bench.lines.some(({ error }) => error === 'too late'));
    expect(push.asked).toHaveLength(2);
  });

  it('isn’t sent about a name that nobody has, which is told nothing else', async () => {
    const { bench, push } = await telephones();
    const steps: unknown[] = [];
    for (const name of ['ada', 'linus', 'nobody', 'nobody-else']) {
      const walk = await toMethods(bench, name);
      const step = await walk.go({ kind: 'choose-method', method: 'push-1' }, 'await-approval');
      steps.push({ ...step, number: typeof step.number, expiresIn: 0 });
      steps.push({ ...(await walk.go(poll, 'await-approval')), number: 'string', expiresIn: 0 });
    }
    for (const step of steps) expect(step).toEqual(steps[0]);
    const known = await asked(push, 2);
    expect(known.username).toBe('linus@contoso.com');
    await bench.stop();
    expect(push.asked).toHaveLength(2);
    expect(bench.lines.filter(({ event }) => event === 'approval asked')).toHaveLength(4);
  });
});

describe('What was asked elsewhere', () => {
  it('is in no line of the log, no event, and nowhere readable in the store', async () => {
    const { bench, call } = await telephones();
    const walk = await toCall(bench);
    const { approval } = await asked(call);
    await reply(await asked(call), { approved: true });
    await walk.go(poll, 'new-password');
    const kept = await keptIn(bench.data);
    expect(kept).toContain('approval asked');
    const all = JSON.stringify([bench.lines, await bench.store.events(100), kept]);
    for (const secret of [approval.id, callSecret]) expect(all).not.toContain(secret);
  });
});
