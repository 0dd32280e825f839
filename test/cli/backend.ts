// A gateway behind a real port, with the outbox of its account beside it; and ways to break it.
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { close, listen } from '../../gateway/server.ts';
import type { Bench } from '../gateway/harness.ts';

/** A call as it is answered. */
export type Serve = (request: Request) => Promise<Response>;

/** Serves a gateway on loopback, through whatever stands between; gives its address. */
export const served = async (
  { app, sent }: Bench,
  between: (serve: Serve) => Serve = (serve) => serve,
): Promise<string> => {
  const serve = between(async (request) =>
    app.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } }),
  );
  const fetch = async (request: Request): Promise<Response> =>
    new URL(request.url).pathname === '/outbox.json'
      ? Response.json(sent.toReversed())
      : serve(request);
  const server = await listen({ fetch }, 0, '127.0.0.1');
  onTestFinished(() => close(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
