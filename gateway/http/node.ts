// Calls as Node's server has them. What comes a thousand times a second isn't turned into a `fetch` request first.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Call, CallerGone, greatestBody, type Reply, TooLarge } from './call.ts';
import { away } from './secured.ts';

const textOf = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    let whole = false;
    request.on('data', (part: Buffer) => {
      size += part.length;
      // What comes after that is let go by.
      if (size > greatestBody) reject(new TooLarge());
      else parts.push(part);
    });
    request.on('end', () => {
      whole = true;
      resolve(Buffer.concat(parts).toString('utf8'));
    });
    request.on('error', () => reject(new CallerGone()));
    // Each request ends so, and an error that nobody hears of costs as much as reading its body.
    request.on('close', () => {
      if (!whole) reject(new CallerGone());
    });
  });

const callFrom = (request: IncomingMessage, target: string): Call => {
  const [path = ''] = target.split('?', 1);
  return {
    method: request.method!,
    path,
    target,
    headers: request.headers,
    peer: request.socket.remoteAddress ?? '',
    text: () => textOf(request),
  };
};

const send = (response: ServerResponse, { status, headers, body }: Reply): void => {
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  const sized = status === 204 ? headers : { ...headers, 'content-length': String(length) };
  // Whoever sends more than is read shan't go on with it.
  response.writeHead(status, status === 413 ? { ...sized, connection: 'close' } : sized);
  response.end(body);
};

/** A listener for Node's server that answers below a path; what is elsewhere isn't there, and says so as safely. */
export const listenerBelow =
  (prefix: string, answer: (call: Call) => Promise<Reply>): RequestListener =>
  (request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith(`${prefix}/`)) return send(response, away);
    answer(callFrom(request, url.slice(prefix.length))).then(
      (reply) => send(response, reply),
      () => response.destroy(),
    );
  };
