import { join } from 'node:path';
import { rename, rm } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { build } from 'vite';

/** Compiles the command itself to `<out>/cli/`: one file to start, one for the process that
 * prints, and parts that are loaded when they are needed. */
export const compileCommand = async (root: string, out: string): Promise<void> => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: join(out, 'cli'),
      target: 'node24',
      minify: true,
      // What becomes part of the command is passed on with it, and its licences ask for their notices.
      license: { fileName: 'licences.md' },
      rolldownOptions: {
        input: {
          main: join(root, 'cli', 'main.ts'),
          press: join(root, 'cli', 'press', 'process.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    // Native parts stay packages; everything else becomes part of the command, and starts faster for it.
    ssr: {
      noExternal: true,
      external: [
        'sharp',
        '@node-rs/argon2',
        '@myriaddreamin/typst-ts-node-compiler',
        'playwright-core',
      ],
    },
  });
};

/** Joins the site's server bundle, fourteen files as Astro leaves it, to one that loads in half the time. */
export const joinSite = async (root: string, out: string): Promise<void> => {
  const light = join(root, 'site', 'light-http.ts');
  const bundle = await rolldown({
    input: join(out, 'site', 'server', 'entry.mjs'),
    platform: 'node',
    external: [/^node:/],
    logLevel: 'silent',
    transform: {
      inject: {
        Headers: [light, 'LightHeaders'],
        Request: [light, 'LightRequest'],
        Response: [light, 'LightResponse'],
      },
    },
  });
  await bundle.write({
    file: join(out, 'site', 'render.mjs'),
    format: 'es',
    minify: true,
    codeSplitting: false,
  });
  await bundle.close();
  await rename(join(out, 'site', 'server', 'licences.md'), join(out, 'site', 'licences.md'));
  await rm(join(out, 'site', 'server'), { recursive: true });
  await rm(join(out, 'site', 'client'), { recursive: true, force: true });
};
