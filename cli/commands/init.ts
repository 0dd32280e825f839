import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { tenantJsonSchema } from '../../tenant/json-schema.ts';
import { loadTenant } from '../../tenant/load.ts';
import { type Answers, askFor, type Given } from '../init/questions.ts';
import { starterFile } from '../init/starter.ts';
import { say, UsageError } from '../report-error.ts';

const folderFor = ({ domain }: Answers, given: string | undefined): string =>
  given ?? domain.split('.')[0]!.toLowerCase();

const run = async (dir: string | undefined, given: Given): Promise<void> => {
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

/** `keyturn init [folder]` */
export const init = (program: Command): void => {
  program
    .command('init')
    .description(
      'Asks a few questions and writes a tenant folder. With all answers as flags it asks nothing.',
    )
    .argument('[folder]', 'where to write; default: the domain’s first part')
    .option('--name <text>', 'the organisation’s name')
    .option('--domain <name>', 'its mail domain')
    .option('--url <address>', 'where the portal will be published (https)')
    .option('--locales <list>', 'languages, such as en,nl')
    .option('--color <colour>', 'the brand colour')
    .option('--backend <kind>', 'http (our gateway), entra, or links')
    .option('--reset-url <address>', 'for links: where a password is reset')
    .option('--support <way>', 'the help desk’s mail address, telephone number or page')
    .action(run);
};
