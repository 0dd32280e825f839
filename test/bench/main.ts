// `npm run bench`: what a build costs beside Astro's own and beside the floor, and what pages and widget weigh.
// Takes about two minutes on two cores. Figures are CPU seconds of whole processes; read them as ratios.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localeCodes } from '../../locales/languages.ts';
import setup from '../compiled.ts';
import { inTurn, median, ratio } from './cpu.ts';
import { pageSizes, scriptSizes } from './sizes.ts';
import { astroBuild, keyturnBuild, plainWriter, tenantsIn, warmUp } from './workload.ts';

const rounds = 5;
const many = 20;

const row = (first: string, ...cells: readonly string[]): void =>
  console.log(first.padEnd(28) + cells.map((cell) => cell.padStart(15)).join(''));
const seconds = (times: readonly number[]): string => `${median(times).toFixed(2)} s`;
const times = (factor: number): string => `${factor.toFixed(1)} ×`;

// Compares the builds of some tenants. Astro builds one tenant a run, and one run costs what the next one does.
const compare = async (folder: string, what: string, tenants: string[]): Promise<void> => {
  const out = join(folder, 'out');
  await warmUp(tenants, out);
  const took = await inTurn(
    {
      keyturn: keyturnBuild(tenants, out),
      astro: astroBuild(tenants[0]!, join(folder, 'astro')),
      plain: await plainWriter(out, join(folder, 'plain'), join(folder, 'writer.mjs')),
    },
    rounds,
  );
  const astro = took.astro.map((time) => time * tenants.length);
  row(
    what,
    seconds(took.keyturn),
    seconds(astro),
    seconds(took.plain),
    times(ratio(took.keyturn, astro)),
    times(ratio(took.plain, took.keyturn)),
  );
};

const builds = async (folder: string): Promise<void> => {
  const all = `${localeCodes.length} languages`;
  const inAll = await tenantsIn(join(folder, 'all'), many);
  row(
    `CPU, median of ${rounds}`,
    'keyturn',
    'astro',
    'plain writer',
    'astro/keyturn',
    'keyturn/plain',
  );
  await compare(
    join(folder, '1'),
    '1 tenant, 1 language',
    await tenantsIn(join(folder, '1'), 1, ['en']),
  );
  await compare(join(folder, '2'), `1 tenant, ${all}`, inAll.slice(0, 1));
  await compare(join(folder, '3'), `${many} tenants, ${all}`, inAll);
  console.log(`
keyturn: build --force; it writes kit, embed file and report as well, and takes unchanged pictures from its former output.
astro: the pages alone, one run a tenant. plain writer: every byte that keyturn writes, from memory.
`);
};

const weights = async (portal: string): Promise<void> => {
  row('brotli bytes, whole page', ...localeCodes);
  for (const [kind, sizes] of Object.entries(await pageSizes(portal)))
    row(kind, ...localeCodes.map((code) => String(sizes[code] ?? '')));
  console.log('');
  row('brotli bytes, script alone');
  for (const [name, bytes] of Object.entries(await scriptSizes())) row(name, String(bytes));
};

setup();
const folder = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
try {
  await builds(folder);
  await weights(join(folder, '3', 'out', 'contoso-00', 'portal'));
} finally {
  await rm(folder, { recursive: true, force: true });
}
