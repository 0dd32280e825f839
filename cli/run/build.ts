import { join } from 'node:path';
import type { Built } from '../build-tenant.ts';
import { programOf } from '../program.ts';
import { complain, report, say } from '../report-error.ts';
import { inputOf, outputsIn } from '../unchanged.ts';

export type BuildOptions = { out: string; force?: boolean };

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const line = ({ id, folder, portal, kit }: Built): string =>
  `${id}: ${portal.pages} pages, ${kilobytes(portal.bytes)} → ${join(folder, 'portal')}; ` +
  `${kit.files} files for comms, ${kilobytes(kit.bytes)} → ${join(folder, 'kit')}`;

// A line that rewrites itself is for eyes; a log gets none.
const progress = (text: string): void => {
  if (process.stderr.isTTY && !process.env.CI) process.stderr.write(`\r\u001b[2K${text}`);
};

const tell = (built: Built): void => {
  progress('');
  say(line(built));
  for (const note of built.notes) complain(`${built.id}: note: ${note}`);
};

/** Builds tenants one after the other; false if any of them could not be built. The others are built all the same. */
export const build = async (
  files: readonly string[],
  { out, force = false }: BuildOptions,
): Promise<boolean> => {
  const program = programOf();
  const unchanged = outputsIn(out);
  const taken = new Map<string, string>();
  let failed = 0;
  for (const [index, file] of files.entries()) {
    const input = inputOf(file, program);
    const id = force ? undefined : unchanged(input);
    if (id && !taken.has(id)) {
      taken.set(id, file);
      say(`${id}: unchanged.`);
      continue;
    }
    progress(`Building ${index + 1} of ${files.length}: ${file}`);
    try {
      // Loaded when there is something to build: looking whether there is takes a tenth of the time.
      const { buildTenant } = await import('../build-tenant.ts');
      tell(await buildTenant(file, out, { taken, input }));
    } catch (error) {
      progress('');
      report(error);
      failed += 1;
    }
  }
  return failed === 0;
};
