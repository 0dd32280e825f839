// Every line that the log has of a request carries its id. Lines of a flow carry its support code too: the code finds
// every request of a flow, the id everything that one request did.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Gateway } from '../context.ts';
import { randomBytes } from '../random.ts';
import type { Reply } from './call.ts';

const current = new AsyncLocalStorage<string>();

/** Answers under an id of its own, and notes how long it took under the route's name. */
export const identified = (
  metrics: Gateway['metrics'],
  path: string,
  answer: (start: number) => Promise<Reply>,
): Promise<Reply> =>
  current.run(randomBytes(8).toString('hex'), async () => {
    const start = performance.now();
    const reply = await answer(start);
    // By its pattern: a path holds a flow's id. What no route takes has that of what is on every path.
    const seconds = (performance.now() - start) / 1000;
    metrics.took({ route: routeOf(path), status: String(reply.status) }, seconds);
    return reply;
  });

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
