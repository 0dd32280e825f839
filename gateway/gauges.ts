// What is measured when somebody asks for the numbers.
import type { Metrics } from './metrics.ts';
import type { Readiness } from './ready.ts';
import { hashesUnderWay } from './slow-hash.ts';
import type { Channel, Store } from './store/store.ts';

const channels: readonly Channel[] = ['email', 'sms', 'call', 'push'];

/** Adds the gauges of a gateway; the names of the last three are the usual ones of every program. */
export const addGauges = (
  metrics: Metrics,
  { outbox }: Pick<Store, 'outbox'>,
  readiness: () => Promise<Readiness>,
): void => {
  metrics.gauge({
    name: 'keyturn_outbox_messages',
    help: 'Messages that wait to be sent, of all gateways on the store',
    read: async () => {
      const depth = new Map((await outbox.depth()).map(({ channel, count }) => [channel, count]));
      return channels.map((channel) => [{ channel }, depth.get(channel) ?? 0]);
    },
  });
  metrics.gauge({
    name: 'keyturn_ready',
    help: 'Whether a part answers: 1 or 0',
    read: async () => {
      const { parts } = await readiness();
      return Object.entries(parts).map(([part, answers]) => [{ part }, answers ? 1 : 0]);
    },
  });
  const own = (name: string, help: string, read: () => number): void =>
    metrics.gauge({ name, help, read: async () => [[{}, read()]] });
  own('keyturn_hashes', 'Password hashes under way or waiting', hashesUnderWay);
  own('process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  own('process_cpu_seconds', 'CPU time since the start', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  own('process_start_time_seconds', 'When it started, in Unix time', () =>
    Math.round(Date.now() / 1000 - process.uptime()),
  );
};
