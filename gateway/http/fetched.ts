// Calls as `fetch` has them, for routes and servers that speak it.
import { type Call, greatestBody, type Reply, TooLarge } from './call.ts';

// Read only as far as it could be meant.
const textOf = async ({ body }: Request): Promise<string> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > greatestBody) throw new TooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** A `fetch` request as a call; `path` is its path below the gateway's own. */
export const callFrom = (request: Request, path: string, peer: string): Call => ({
  method: request.method,
  path,
  target: path + new URL(request.url).search,
  headers: Object.fromEntries(request.headers),
  peer,
  text: () => textOf(request),
});

/** A call as a `fetch` request. @throws TooLarge */
export const requestFrom = async (call: Call): Promise<Request> => {
  const { method, target, headers } = call;
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const body = method === 'GET' || method === 'HEAD' ? undefined : await call.text();
  return new Request(new URL(`http://gateway${target}`), { method, headers: given, body });
};

/** A reply as a `fetch` response. */
export const responseFrom = ({ status, headers, body }: Reply): Response =>
  new Response(typeof body === 'string' ? body : body && Buffer.from(body), { status, headers });

/** A `fetch` response as a reply. */
export const replyFrom = async (response: Response): Promise<Reply> => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: response.body ? new Uint8Array(await response.arrayBuffer()) : undefined,
});
