// One code, fifty times at once over two gateways, round after round.
import { afterEach, expect, it, vi } from 'vitest';
import type { Outgoing } from '../../gateway/delivery/delivery.ts';
import { benchGateway, toCode } from '../gateway/harness.ts';

const rounds = Number(process.env.KEYTURN_ROUNDS ?? 5);
const ada = 'ada@contoso.com';

afterEach(() => void vi.useRealTimers());

it(`takes one of fifty redemptions, in ${rounds} rounds`, { timeout: 3_600_000 }, async () => {
  const sent: Outgoing[] = [];
  const keep = async (message: Outgoing): Promise<void> => void sent.push(message);
  const ways = { email: keep, sms: keep };
  const first = await benchGateway({ ways });
  // Whichever of them sends it.
  const one = { ...first, sent };
  const two = await benchGateway({ data: one.data, ways });
  let now = Date.now();
  for (let round = 0; round < rounds; round += 1) {
    now += 11 * 60 * 1000;
    vi.useFakeTimers({ toFake: ['Date'], now });
    const [walk, code] = await toCode(one, ada);
    const { revision } = walk;
    const body = { answer: { kind: 'enter-code', code }, revision };
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        [one, two][index % 2]!.post(`/flows/${walk.id}`, body),
      ),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    for (const { lines } of [one, two]) lines.splice(0);
  }
});
