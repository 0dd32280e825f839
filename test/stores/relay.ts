// A host between the gateway and the database, with faults to order.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What it does: passes everything on, takes connections and is silent, or takes none. */
type Mode = 'open' | 'mute' | 'closed';

/** A relay that obeys the tests. */
export type Relay = {
  /** The database's address, by way of it. */
  url: string;
  mode: Mode;
  /** How many connections came so far. */
  connections: number;
  /** Cuts the connections that there are. */
  drop(): void;
  /** Passes on until an answer to something has this in it, which it swallows, and everything after it. */
  swallow(text: string): void;
};

/** Puts a relay in front of a database; it goes when the test is over. */
export const startRelay = async (url: string): Promise<Relay> => {
  const sockets = new Set<Socket>();
  let swallowed: string | undefined;
  const to = new URL(url);
  const server = createServer((client) => {
    relay.connections += 1;
    if (relay.mode === 'closed') return client.destroy();
    const database = connect(Number(to.port), to.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        database.destroy();
      });
    }
    client.on('data', (chunk) => relay.mode === 'open' && database.write(chunk));
    database.on('data', (chunk) => {
      if (swallowed && chunk.includes(swallowed)) relay.mode = 'mute';
      if (relay.mode === 'open') client.write(chunk);
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(url);
  own.port = String((server.address() as AddressInfo).port);
  const drop = (): void => sockets.forEach((socket) => socket.destroy());
  onTestFinished(async () => {
    drop();
    await new Promise((resolve) => server.close(resolve));
  });
  const swallow = (text: string): void => void (swallowed = text);
  const relay: Relay = { url: own.href, mode: 'open', connections: 0, drop, swallow };
  return relay;
};
