// Requests as they leave the socket: a conformance run must be able to lie about its Host, which fetch doesn't allow.
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

/** A reply, whole. */
export type Heard = { status: number; headers: Record<string, string>; text: string };

/** What is sent. */
export type Said = { method?: string; headers?: Record<string, string>; body?: string };

/** One call to the backend at a path below its base address. @throws Error when nothing comes back in 30 seconds. */
export type Wire = (path: string, said?: Said) => Promise<Heard>;

const flat = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );

/** A wire to a backend. */
export const wireTo = (base: string): Wire => {
  const root = base.replace(/\/+$/, '');
  const send = root.startsWith('https:') ? secure : plain;
  return (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const length: Record<string, string> =
        body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const call = send(
        root + path,
        { method, headers: { ...headers, ...length }, timeout: 30_000, agent: false },
        (reply) => {
          const parts: Buffer[] = [];
          reply.on('data', (part: Buffer) => void parts.push(part));
          reply.once('error', reject);
          reply.once('end', () =>
            resolve({
              status: reply.statusCode ?? 0,
              headers: flat(reply.headers),
              text: Buffer.concat(parts).toString('utf8'),
            }),
          );
        },
      );
      call.once('timeout', () => call.destroy(new Error(`no answer from ${root} in 30 seconds`)));
      call.once('error', reject);
      call.end(body);
    });
};
