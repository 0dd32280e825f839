import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tenantJsonSchema } from '../../tenant/json-schema.ts';
import { loadTenant } from '../../tenant/load.ts';
import { type Answers, askFor, type Given } from '../init/questions.ts';
import { starterFile } from '../init/starter.ts';
import { say, UsageError } from '../report-error.ts';

const folderFor = ({ domain }: Answers, given: string | undefined): string =>
  given ?? domain.split('.')[0]!.toLowerCase();

const names = ['tenant.yaml', 'tenant.schema.json'] as const;

const refuseToOverwrite = (folder: string): void => {
  const there = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (there)
    throw new UsageError(
      `${there} is there already and stays as it is. Name another folder: keyturn init <folder>`,
    );
};

const writeFiles = async (folder: string, contents: readonly string[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  // `wx`: never over a file that came meanwhile.
  for (const [index, name] of names.entries())
    await writeFile(join(folder, name), contents[index]!, { flag: 'wx' });
};

const quoted = (path: string): string => (/^[\w./@-]+$/.test(path) ? path : `'${path}'`);

/** Asks, and writes a tenant folder. */
export const init = async (dir: string | undefined, given: Given): Promise<void> => {
  if (dir !== undefined) refuseToOverwrite(dir);
  const answers = await askFor(given);
  const folder = folderFor(answers, dir);
  refuseToOverwrite(folder);
  const schema = `${JSON.stringify(tenantJsonSchema(), null, 2)}\n`;
  await writeFiles(folder, [starterFile(answers), schema]);
  const file = join(folder, 'tenant.yaml');
  await loadTenant(file).catch(async (error: unknown) => {
    for (const name of names) await rm(join(folder, name));
    throw error;
  });
  const shown = quoted(file);
  // As it was called: inside a checkout there is no command of that name, only npm's script.
  const keyturn =
    process.env.npm_lifecycle_event === 'keyturn' ? 'npm run -s keyturn --' : 'keyturn';
  say(`Wrote ${file}. Next:
  ${keyturn} check ${shown}
  ${keyturn} dev ${shown}     shows it while you edit
  ${keyturn} build ${shown}   makes what you publish`);
};
