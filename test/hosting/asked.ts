// Plain requests: nothing is followed, nothing is added.
import { request } from 'node:http';

/** An answer as it came. */
export type Answer = { status: number; headers: Record<string, string>; text: string };

/** Asks for an address; `host` is what the request calls the server. */
export const ask = (
  origin: string,
  path: string,
  { method = 'GET', host = '' } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = host ? { host } : {};
    const { hostname, port } = new URL(origin);
    // As it is: a URL would tidy the path up.
    const call = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    call.on('error', reject).end();
  });
