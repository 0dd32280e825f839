import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { squeezedTemplates, wordsByPlace } from './slim.ts';

const parts = { reset: 'portal-reset', change: 'portal-change', embed: 'embed' };

const compilePart = async (root: string, entry: string): Promise<{ code: string; ids: string[] }> => {
  const ids: string[] = [];
  const output = (await build({
    root: join(root, 'widget'),
    configFile: false,
    logLevel: 'error',
    plugins: [wordsByPlace(ids), squeezedTemplates()],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'widget', `${entry}.ts`),
        output: { format: 'es', minify: true },
      },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = output.output.filter((one) => one.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${entry} became ${chunks.length} files; one is wanted`);
  // A page carries the code inline, where this would end it.
  if (/<\/script|<!--/i.test(chunks[0]!.code)) throw new Error(`${entry} holds a script's end`);
  return { code: chunks[0]!.code.trim(), ids };
};

/** Compiles the widget's parts into `<out>/widget/<part>.json`: code, and the ids of its texts by place. */
export const compileWidget = async (root: string, out: string): Promise<void> => {
  await mkdir(join(out, 'widget'), { recursive: true });
  for (const [name, entry] of Object.entries(parts))
    await writeFile(join(out, 'widget', `${name}.json`), JSON.stringify(await compilePart(root, entry)));
};
