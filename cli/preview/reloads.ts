import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

const path = '/__keyturn/reload';

/** Makes open pages load anew: a script for them, and the route to which it listens. */
export const reloads = {
  script: `<script>new EventSource('${path}').onmessage=()=>location.reload()</script>`,
  routes: (): { routes: Hono; tell: () => void } => {
    const waiting = new Set<() => void>();
    const routes = new Hono();
    routes.get(path, (context) =>
      streamSSE(context, async (stream) => {
        await stream.writeSSE({ data: '', event: 'ready' });
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
          stream.onAbort(() => {
            waiting.delete(resolve);
            resolve();
          });
        });
        await stream.writeSSE({ data: 'changed' });
      }),
    );
    return {
      routes,
      tell: () => {
        for (const resolve of waiting) resolve();
        waiting.clear();
      },
    };
  },
};
