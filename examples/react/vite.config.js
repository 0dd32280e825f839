import { defineConfig } from 'vite';

// In development the gateway of `npm run demo` answers below /api, as a proxy would in production.
export default defineConfig({
  server: { proxy: { '/api': 'http://localhost:4321' } },
});
