// What Astro's renderer needs of Request, Response and Headers, for the compiled bundle. Node's own load a whole HTTP
// client and check every header: a quarter of a small build's rendering, for pages that never travel.

type Pairs = Iterable<readonly [string, string]> | Record<string, string>;

/** Names in lower case with their values; what is appended is joined by a comma, as HTTP has it. */
export class LightHeaders {
  readonly #values = new Map<string, string>();

  constructor(init: Pairs = []) {
    const pairs = Symbol.iterator in init ? init : Object.entries(init);
    for (const [name, value] of pairs) this.append(name, value);
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  set(name: string, value: string | number): void {
    this.#values.set(name.toLowerCase(), String(value));
  }

  append(name: string, value: string | number): void {
    const known = this.get(name);
    this.set(name, known === null ? value : `${known}, ${value}`);
  }

  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#values.entries();
  }
}

/** A request for a page: an address, and nothing sent along. */
export class LightRequest {
  readonly method = 'GET';
  readonly url: string;
  readonly headers: LightHeaders;
  readonly body = null;

  constructor(url: string | URL, { headers }: { headers?: Pairs } = {}) {
    this.url = String(url);
    this.headers = new LightHeaders(headers);
  }
}

type Body = string | Uint8Array | null;
type Init = { status?: number; statusText?: string; headers?: Pairs };

/** What was rendered, as it was given. */
export class LightResponse {
  readonly body: Body;
  readonly status: number;
  readonly statusText: string;
  readonly headers: LightHeaders;

  constructor(body: Body = null, { status = 200, statusText = '', headers }: Init = {}) {
    this.body = body;
    this.status = status;
    this.statusText = statusText;
    this.headers = new LightHeaders(headers);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  async text(): Promise<string> {
    return typeof this.body === 'string'
      ? this.body
      : Buffer.from(this.body ?? []).toString('utf8');
  }
}
