import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tenantJsonSchema } from '../../tenant/json-schema.ts';
import { loadTenant } from '../../tenant/load.ts';
import { type Answers, askFor, type Given } from '../init/questions.ts';
import { starterFile } from '../init/starter.ts';
import { say, UsageError } from '../report-error.ts';

const folderFor = ({ domain }: Answers, given: string | undefined): string =>
  given ?? domain.split('.')[0]!.toLowerCase();

/** Asks, and writes a tenant folder. */
export const init = async (dir: string | undefined, given: Given): Promise<void> => {
  const answers = await askFor(given);
  const folder = folderFor(answers, dir);
  const file = join(folder, 'tenant.yaml');
  if (existsSync(file))
    throw new UsageError(
      `${file} is there already and stays as it is. Name another folder: keyturn init <folder>`,
    );
  await mkdir(folder, { recursive: true });
  // `wx`: never over a file that came meanwhile.
  await writeFile(file, starterFile(answers), { flag: 'wx' });
  await writeFile(
    join(folder, 'tenant.schema.json'),
    `${JSON.stringify(tenantJsonSchema(), null, 2)}\n`,
  );
  await loadTenant(file);
  say(
    `Wrote ${file}. Next:\n  keyturn check ${file}\n  keyturn dev ${file}     shows it while you edit\n  keyturn build ${file}   makes what you publish`,
  );
};
