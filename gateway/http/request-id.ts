// Every line that the log has of a request carries its id. Lines of a flow carry its support code too: the code finds
// every request of a flow, the id everything that one request did.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Gateway } from '../context.ts';

const current = new AsyncLocalStorage<string>();

/** Gives each request an id, and the route's number its duration. */
export const identified = (metrics: Gateway['metrics']): MiddlewareHandler => {
  return async (context, next) => {
    const start = performance.now();
    await current.run(randomBytes(8).toString('hex'), next);
    const { status } = context.res;
    // By its pattern: a path holds a flow's id. What no route takes has that of what is on every path.
    const route = routeOf(context.req.path);
    const seconds = (performance.now() - start) / 1000;
    metrics.took({ route, status: String(status) }, seconds);
  };
};

const routes: [pattern: RegExp, name: string][] = [
  [/\/flows\/[^/]+$/, '/flows/{id}'],
  [/\/approvals\/[^/]+$/, '/approvals/{id}'],
  [/\/dashboard(?:\/\w*)?$/, '/dashboard'],
  [/\/reports\/\w+$/, '/reports/{name}'],
  [/\/(?:flows|policy|registration|revocations|requests|openapi\.json|healthz|readyz)$/, ''],
];

const routeOf = (path: string): string => {
  const [pattern, name] = routes.find(([pattern]) => pattern.test(path)) ?? [];
  return pattern ? name || pattern.exec(path)![0] : 'other';
};

/** A log that says of each line which request it belongs to. */
export const withRequest =
  (log: Gateway['log']): Gateway['log'] =>
  (entry) => {
    const request = current.getStore();
    log(request === undefined ? entry : { ...entry, request });
  };
