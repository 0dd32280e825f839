import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minify } from 'terser';
import { build, type Rolldown } from 'vite';
import { leanLit } from './lean-lit.ts';
import { placed, withoutEnglish } from './slim.ts';
import { compiledTemplates } from './templates.ts';

const parts = {
  reset: 'portal-reset',
  change: 'portal-change',
  register: 'portal-register',
  link: 'portal-link',
  embed: 'embed',
  'embed-hosted': 'embed-hosted',
};

// What lit calls its own begins with a line; the others are ours, and neither the protocol shares them, nor any JSON, nor
// what is used of the DOM, nor what other people's code may say to an element.
const ownNames =
  /^(_.*|around|autocomplete|begin|below|busy|chosen|clear|ctor|chosenDriver|deeds|dress|driverFor|elapsed|element|finish|firstStep|flowKind|inputmode|instead|judge|label|lead|ltr|mayLeaveTo|merged|more|moved|object|onInput|opens|parts|place|read|renderBefore|request|requestUpdate|restart|screenAt|screenOf|screens|send|settings|shown|state|stop|strings|submit|ticket|turn|update|view|waited)$/;

// Vite's own minifier leaves 0.1 KB (brotli) more of a page of 16.
const slimmer = async (code: string): Promise<string> => {
  const { code: slim } = await minify(code, {
    module: true,
    ecma: 2020,
    // Looking at a property changes nothing in our code, nor in lit's.
    compress: { passes: 2, ecma: 2020, pure_getters: true },
    mangle: { properties: { regex: ownNames, builtins: true } },
    format: { comments: false },
  });
  return slim!;
};

const compilePart = async (
  root: string,
  entry: string,
): Promise<{ code: string; ids: string[] }> => {
  const output = (await build({
    root: join(root, 'widget'),
    configFile: false,
    logLevel: 'error',
    plugins: [withoutEnglish(), compiledTemplates(), leanLit()],
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
  const { code, ids } = placed(await slimmer(chunks[0]!.code));
  // A page carries the code inline, where this would end it.
  if (/<\/script|<!--/i.test(code)) throw new Error(`${entry} holds a script's end`);
  return { code, ids };
};

/** Compiles the widget's parts into `<out>/widget/<part>.json`: code, and the ids of its texts by place. */
export const compileWidget = async (root: string, out: string): Promise<void> => {
  await mkdir(join(out, 'widget'), { recursive: true });
  for (const [name, entry] of Object.entries(parts))
    await writeFile(
      join(out, 'widget', `${name}.json`),
      JSON.stringify(await compilePart(root, entry)),
    );
};
