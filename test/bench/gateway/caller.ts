// Those who call: over connections that stay open, so many at a time.
import { Agent, request } from 'node:http';

/** A reply, read to its end. */
export type Reply = { status: number; text: string };

/** Calls over at most so many connections. */
export const callerTo = (port: number, connections: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const call = (method: string, path: string, json?: unknown): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const body = json === undefined ? undefined : JSON.stringify(json);
      const headers = body && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const sent = request({
        agent,
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: headers || {},
      });
      sent.on('error', reject).on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => void (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode!, text }));
      });
      sent.end(body);
    });
  return { call, close: () => agent.destroy() };
};

export type Call = ReturnType<typeof callerTo>['call'];

/** Does something so often, so many at a time. */
export const many = async (
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = (next += 1); index <= count; index = next += 1) await work(index - 1);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
