// What the npm package adds to the command: the widget, the protocol and the tenant file's types, as plain ES2022 with
// declarations. package.json says under which names they are imported.
import { join } from 'node:path';
import { writeCode } from './code.ts';
import { writeDescriptions } from './describe.ts';
import { writeLocales } from './locales.ts';
import { writeTypes } from './types.ts';

/** The entries of the package by name, each with its source. */
const entries = {
  tenant: 'tenant/index.ts',
  protocol: 'backends/protocol/index.ts',
  widget: 'widget/index.ts',
  define: 'widget/define.ts',
  react: 'widget/react.ts',
} as const;

/** Compiles the package's entries into `<out>/package/`. */
export const compilePackage = async (root: string, out: string): Promise<void> => {
  const folder = join(out, 'package');
  await Promise.all([
    writeCode(root, folder, entries),
    writeTypes(root, folder, entries).then(() => writeLocales(root, folder)),
  ]);
  await writeDescriptions(root, folder);
};
