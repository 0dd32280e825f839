import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { squeezedTemplates } from '../templates.ts';

/** Writes the JavaScript of these entries: readable, packages left outside, what they share in files of its own. */
export const writeCode = async (
  root: string,
  folder: string,
  entries: Readonly<Record<string, string>>,
): Promise<void> => {
  const bundle = await rolldown({
    cwd: root,
    input: entries,
    platform: 'neutral',
    external: /^[^./]/,
    transform: { target: 'es2022' },
    tsconfig: false,
    plugins: [squeezedTemplates()],
  });
  await bundle.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].js',
    // No hash: what lies beside is found by name in one version of the package, and caches belong to whoever bundles.
    chunkFileNames: 'parts/[name].js',
  });
  await bundle.close();
  // Said here, where it holds for these files alone: the sources that the command is compiled from aren't so pure.
  const scope = { type: 'module', sideEffects: ['./define.js', './widget.js'] };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(scope, null, 2)}\n`);
};
