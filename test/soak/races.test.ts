// The same answer many times at once, round after round.
import { afterEach, expect, it, vi } from 'vitest';
import { benchGateway, toCode } from '../gateway/harness.ts';

const rounds = Number(process.env.KEYTURN_ROUNDS ?? 100_000) / 100;
const ada = 'ada@contoso.com';

afterEach(() => void vi.useRealTimers());

it(`takes one of fifty equal answers, in ${rounds} rounds`, { timeout: 3_600_000 }, async () => {
  const bench = await benchGateway();
  let now = Date.now();
  for (let round = 0; round < rounds; round += 1) {
    now += 11 * 60 * 1000;
    vi.useFakeTimers({ toFake: ['Date'], now });
    const [walk, code] = await toCode(bench, ada);
    const { revision } = walk;
    const codes = await Promise.all(
      Array.from({ length: 50 }, () => walk.send({ kind: 'enter-code', code }, revision)),
    );
    expect(codes.filter(({ ok }) => ok)).toHaveLength(1);
    const choices = [
      `violet umbrella ${round}`,
      `orange bicycle ${round}`,
      `quiet lantern ${round}`,
    ];
    const sets = await Promise.all(
      choices.map((password) => walk.send({ kind: 'new-password', password }, revision + 1)),
    );
    expect(sets.filter(({ ok }) => ok)).toHaveLength(1);
    const works = await Promise.all(choices.map((one) => bench.directory.verify(ada, one)));
    expect(works.map((verdict) => verdict === 'right')).toEqual(sets.map(({ ok }) => ok));
    bench.lines.splice(0);
  }
});
