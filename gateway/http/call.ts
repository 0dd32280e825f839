// A request and a reply, whoever brings the one and takes the other: Node's server, or a page's own `fetch`.

/** A request, below the gateway's own path. */
export type Call = {
  method: string;
  path: string;
  /** The path with what is asked of it: `?from=…`. */
  target: string;
  /** By their names in small letters. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The address of whoever holds the other end of the connection. */
  peer: string;
  /** Its body. @throws TooLarge, CallerGone */
  text(): Promise<string>;
};

/** What is sent back; the names of its headers in small letters. */
export type Reply = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
};

/** Bytes of a body; the longest honest answer is a password of 1,024 characters. */
export const greatestBody = 16 * 1024;

/** A body is longer than any that could be meant. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The caller has gone before the body was whole: there is nobody to answer. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone';
}

/** A header that is there once. */
export const header = ({ headers }: Pick<Call, 'headers'>, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** Whatever the body is as JSON; undefined where it's none. @throws TooLarge, CallerGone */
export const json = async (call: Call): Promise<unknown> => {
  const text = await call.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A reply in JSON. */
export const jsonReply = (body: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** A reply in plain words. */
export const textReply = (body: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
