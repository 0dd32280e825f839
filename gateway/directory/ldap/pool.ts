// Connections of the gateway's own account, kept for the next call.
import { ChangeRefused, DirectoryUnavailable } from '../directory.ts';
import { type Connection, isRefusal } from './connection.ts';
import { type Hosts, passing } from './hosts.ts';
import { inLine } from './in-line.ts';

/**
 * A change was sent and its answer never came: nobody knows whether it was made. Unlike DirectoryUnavailable this must
 * be said to the person.
 */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

/** What can be done on a pool's connections. */
export type Pool = {
  /** Does what changes nothing; a connection that fails meanwhile is replaced once. */
  read<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /**
   * Prepares on a connection, and then sends a change on it, never twice: refusals are thrown on, and a host that can't
   * take changes passes it to the next one.
   * @throws AnswerLost
   */
  change<P, T>(
    prepare: (connection: Connection) => Promise<P>,
    send: (connection: Connection, prepared: P) => Promise<T>,
  ): Promise<T>;
  close(): void;
};

// Said already, or no fault of the connection.
const isFinal = (error: unknown): boolean =>
  error instanceof AnswerLost ||
  error instanceof DirectoryUnavailable ||
  error instanceof ChangeRefused ||
  (isRefusal(error) && !passing.has(error.code));

const greatestAge = 5 * 60_000; // ms; then the first host gets its chance again, before servers close what is idle

// What is open and has nothing to do.
const idleOnes = (hosts: Hosts) => {
  const idle: Connection[] = [];
  let open = true;
  return {
    take: async (): Promise<Connection> => {
      for (let one = idle.pop(); one; one = idle.pop()) {
        if (one.alive() && Date.now() - one.since < greatestAge) return one;
        one.close();
      }
      return hosts.connect();
    },
    give: (connection: Connection): void => {
      if (open && connection.alive()) idle.push(connection);
      else connection.close();
    },
    failed: (connection: Connection, reason: string): void => {
      connection.close();
      // The others to this host have most likely failed with it.
      for (const one of idle.splice(0))
        if (one.url === connection.url) one.close();
        else idle.push(one);
      hosts.avoid(connection.url, reason);
    },
    close: (): void => {
      open = false;
      for (const one of idle.splice(0)) one.close();
    },
  };
};

/** Makes a pool; it connects when it's first asked. */
export const poolOf = (hosts: Hosts, places: number, timeout: number): Pool => {
  const turn = inLine(places, timeout);
  const { take, give, failed, close } = idleOnes(hosts);
  // Tries until one connection has done it: an idle one may have died unseen, and each host may have its bad day.
  const attempt = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    for (let round = 0; round <= hosts.count; round += 1) {
      const connection = await take();
      try {
        return await work(connection);
      } catch (error) {
        if (isFinal(error)) throw error;
        failed(connection, (error as Error).message);
      } finally {
        give(connection);
      }
    }
    throw new DirectoryUnavailable();
  };
  return {
    read: (work) => turn(() => attempt(work)),
    change: (prepare, send) =>
      turn(() =>
        attempt(async (connection) => {
          const prepared = await prepare(connection);
          // Nothing was sent on what is closed already: another connection may.
          if (!connection.alive()) throw new Error('The connection was closed.');
          try {
            return await send(connection, prepared);
          } catch (error) {
            if (isRefusal(error) || isFinal(error)) throw error;
            failed(connection, (error as Error).message);
            throw new AnswerLost((error as Error).message);
          }
        }),
      ),
    close,
  };
};
