// The compiled bundle's door: pages of any tenant, without Vite or Astro.
import { createApp } from 'astro/app/entrypoint';

const app = createApp({ streaming: false });

/** Renders one page; `locals` carries the tenant. */
export const render = (path: string, locals: App.Locals): Promise<Response> =>
  app.render(new Request(new URL(path, 'https://portal.invalid/')), { locals });
