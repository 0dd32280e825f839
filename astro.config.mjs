import tailwind from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import { leanAstro } from './cli/compile/lean-astro.ts';
import { finishing } from './site/publish/finishing.ts';

// Two ways to build the same pages. `npm run build` compiles the site once to a self-contained server bundle from which
// `keyturn build` renders any tenant without Vite or Astro. Without KEYTURN_COMPILE it is an ordinary Astro site for
// the tenant that KEYTURN_TENANT names: for `astro dev`, and as the oracle that a test compares the bundle with.
const compile = process.env.KEYTURN_COMPILE; // the folder to compile to

const bundle = {
  name: 'keyturn-bundle',
  hooks: {
    'astro:config:done': ({ setAdapter }) =>
      setAdapter({
        name: 'keyturn-bundle',
        entrypointResolution: 'auto',
        serverEntrypoint: new URL('./site/entry.ts', import.meta.url),
        supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'stable' },
      }),
  },
};

export default defineConfig({
  srcDir: './site',
  outDir: compile ? `${compile}/site` : (process.env.KEYTURN_OUT ?? './compiled/oracle'),
  output: compile ? 'server' : 'static',
  adapter: compile ? bundle : undefined,
  integrations: compile ? [] : [finishing()],
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'always' },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  session: false,
  devToolbar: { enabled: false },
  vite: {
    plugins: compile ? [tailwind(), leanAstro()] : [tailwind()],
    // Browsers of the last two years: no prefixes, no rewritten syntax.
    build: {
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      license: Boolean(compile) && { fileName: 'licences.md' },
    },
    define: { 'import.meta.env.KEYTURN_COMPILED': String(compile !== undefined) },
    ssr: compile ? { noExternal: true } : {},
  },
});
