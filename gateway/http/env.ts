/** Node's socket, as @hono/node-server hands it over. */
export type Env = { Bindings: { incoming?: { socket: { remoteAddress?: string } } } };
