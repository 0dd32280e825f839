import { join, resolve } from 'node:path';
import type { Built } from '../build-tenant.ts';
import { programOf } from '../program.ts';
import { complain, report, say } from '../report-error.ts';
import { inputOf, outputsIn } from '../unchanged.ts';

/** The options of `keyturn build`, as typed. */
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
  say(`  ${built.script}`);
  for (const note of built.notes) complain(`${built.id}: note: ${note}`);
};

// Stopped by hand, a build ends between two tenants or clears away what it has begun.
const endOnSignals = (): void => {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
};

const eachOnce = (files: readonly string[]): string[] => [
  ...new Map(files.map((file) => [resolve(file), file])).values(),
];

/** Builds tenants one after the other; false if any of them could not be built. The others are built all the same. */
export const build = async (
  files: readonly string[],
  { out, force = false }: BuildOptions,
): Promise<boolean> => {
  endOnSignals();
  const program = programOf();
  const unchanged = outputsIn(out);
  const taken = new Map<string, string>();

  const buildOne = async (file: string): Promise<void> => {
    const input = inputOf(file, program);
    const id = force ? undefined : unchanged(input);
    if (id && !taken.has(id)) {
      taken.set(id, file);
      progress('');
      return say(`${id}: unchanged.`);
    }
    // Loaded when there is something to build: looking whether there is takes a tenth of the time.
    const { buildTenant } = await import('../build-tenant.ts');
    return tell(await buildTenant(file, out, { taken, input }));
  };

  let failed = 0;
  const wanted = eachOnce(files);
  for (const [index, file] of wanted.entries()) {
    progress(`Building ${index + 1} of ${wanted.length}: ${file}`);
    try {
      await buildOne(file);
    } catch (error) {
      progress('');
      report(error);
      failed += 1;
    }
  }
  return failed === 0;
};
