// What the gateway tells whoever watches it. It listens on a port of its own, which nobody else has to reach.
import { Hono } from 'hono';
import type { Metrics } from '../metrics.ts';
import type { Readiness } from '../ready.ts';

/** `/metrics` for Prometheus, `/healthz`, and `/readyz` with what became of each part. */
export const watchApp = (metrics: Metrics, ready: () => Promise<Readiness>): Hono => {
  const app = new Hono();
  app.get('/metrics', async (context) =>
    context.body(await metrics.text(), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    const now = await ready();
    return context.json(now, now.ready ? 200 : 503);
  });
  return app;
};
