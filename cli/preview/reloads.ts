import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

const path = '/__keyturn/reload';

// A second "ready" comes from a preview that was started anew.
const listening = `let seen=0;const from=new EventSource('${path}');from.onmessage=()=>location.reload();from.addEventListener('ready',()=>seen++&&location.reload())`;

/** Makes open pages load anew: a script for them, and the route to which it listens. */
export const reloads = {
  script: `<script>${listening}</script>`,
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
