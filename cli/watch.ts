// Where those who watch the gateway find it: a port of its own, that nobody else has to reach.
import type { Server } from 'node:http';
import { listen } from '../gateway/server.ts';
import type { RunningGateway } from '../gateway/start.ts';
import { portFrom } from './port.ts';
import { UsageError } from './report-error.ts';

/** Where to listen. */
export type Address = { host: string; port: number };

/**
 * An address as it was typed: a port on this machine, or host:port.
 * @throws UsageError for anything else.
 */
export const addressFrom = (text: string): Address => {
  const found = /^(?:(\[[0-9a-f:.]+\]|[a-z0-9.-]+):)?(\d+)$/i.exec(text);
  if (!found) throw new UsageError(`--metrics ${text}: want a port such as 9464, or host:port.`);
  const host = (found[1] ?? '127.0.0.1').replace(/^\[|\]$/g, '');
  return { host, port: portFrom(found[2]!) };
};

/** Lets the gateway be watched there, if anywhere. */
export const watched = async (
  { watch }: Pick<RunningGateway, 'watch'>,
  address: Address | undefined,
): Promise<Server | undefined> => address && listen(watch, address.port, address.host);
