import type { Command } from 'commander';
import { join } from 'node:path';
import { readCompiled } from '../../site/publish/compiled.ts';
import { buildTenant, type Built } from '../build-tenant.ts';
import { complain, report, say } from '../report-error.ts';

type Options = { out: string };

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const line = ({ id, folder, portal, kit }: Built): string =>
  `${id}: ${portal.pages} pages, ${kilobytes(portal.bytes)} → ${join(folder, 'portal')}; ` +
  `${kit.files} files for comms, ${kilobytes(kit.bytes)} → ${join(folder, 'kit')}`;

// A line that rewrites itself is for eyes; a log gets none.
const progress = (text: string): void => {
  if (process.stderr.isTTY && !process.env.CI) process.stderr.write(`\r\u001b[2K${text}`);
};

const run = async (files: string[], { out }: Options): Promise<boolean> => {
  const compiled = await readCompiled();
  const taken = new Map<string, string>();
  const built: Built[] = [];
  for (const [index, file] of files.entries()) {
    progress(`Building ${index + 1} of ${files.length}: ${file}`);
    try {
      built.push(await buildTenant(file, out, compiled, taken));
    } catch (error) {
      progress('');
      report(error);
    }
  }
  progress('');
  for (const one of built) {
    say(line(one));
    for (const note of one.notes) complain(`${one.id}: note: ${note}`);
  }
  return built.length === files.length;
};

/** `keyturn build <file…> [--out dist]` */
export const build = (program: Command): void => {
  program
    .command('build')
    .description(
      'Builds each tenant’s portal (publish it), kit (give it to comms) and report.json.',
    )
    .argument('<file...>', 'tenant files')
    .option('--out <folder>', 'where the output goes, a folder per tenant', 'dist')
    .action(async (files: string[], options: Options) => {
      if (!(await run(files, options))) process.exitCode = 1;
    });
};
