// `npm run bench`: what the gateway costs beside its one slow hash and beside Node's bare HTTP server, what a build costs beside Astro's own and beside the floor, and what pages and widget weigh,
// and what it takes until somebody can type, beside widgets of others that npm has. Takes about eight minutes on two
// cores. Figures are CPU time; read them as ratios.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localeCodes } from '../../locales/languages.ts';
import setup from '../compiled.ts';
import { inTurn, median, ratio } from './cpu.ts';
import { loadOf, type Pair, resetCost, routeCosts } from './gateway/index.ts';
import { policies } from './first-input.ts';
import { perLetter, wholeKit } from './letters.ts';
import { besideNothing, watched } from './many.ts';
import { besideOthers, busyOf } from './peers.ts';
import { pageSizes, scriptSizes } from './sizes.ts';
import {
  astroBuild,
  changedBuild,
  keyturnBuild,
  plainWriter,
  tenantsIn,
  warmUp,
} from './workload.ts';

const rounds = 5;
const many = 20;

const row = (first: string, ...cells: readonly string[]): void =>
  console.log(first.padEnd(36) + cells.map((cell) => cell.padStart(15)).join(''));
const seconds = (times: readonly number[]): string => `${median(times).toFixed(2)} s`;
const times = (factor: number): string => `${factor.toFixed(1)} ×`;

// Compares the builds of some tenants. Astro builds one tenant a run, and one run costs what the next one does.
const compare = async (folder: string, what: string, tenants: string[]): Promise<void> => {
  const out = join(folder, 'out');
  await warmUp(tenants, out);
  const took = await inTurn(
    {
      keyturn: keyturnBuild(tenants, out),
      changed: changedBuild(tenants, out),
      astro: astroBuild(tenants[0]!, join(folder, 'astro')),
      plain: await plainWriter(out, join(folder, 'plain'), join(folder, 'writer.mjs')),
    },
    rounds,
  );
  const astro = took.astro.map((time) => time * tenants.length);
  row(
    what,
    seconds(took.keyturn),
    seconds(took.changed),
    seconds(astro),
    seconds(took.plain),
    times(ratio(took.keyturn, astro)),
    times(ratio(took.plain, took.keyturn)),
    times(ratio(took.plain, took.changed)),
  );
};

const builds = async (folder: string): Promise<void> => {
  const all = `${localeCodes.length} languages`;
  const inAll = await tenantsIn(join(folder, 'all'), many);
  row(
    `CPU, median of ${rounds}`,
    'keyturn',
    'prints kept',
    'astro',
    'plain writer',
    'astro/keyturn',
    'keyturn/plain',
    'kept/plain',
  );
  await compare(
    join(folder, '1'),
    '1 tenant, 1 language',
    await tenantsIn(join(folder, '1'), 1, ['en']),
  );
  await compare(join(folder, '2'), `1 tenant, ${all}`, inAll.slice(0, 1));
  await compare(join(folder, '3'), `${many} tenants, ${all}`, inAll);
  console.log(`
keyturn: build --force; it writes and prints the kit, the embed file and the report as well. prints kept: what is printed
is unchanged and taken from the former output; all else is made anew.
astro: the pages alone, one run a tenant. plain writer: every byte that keyturn writes, from memory.
`);
};

// A hosting company's night: each tenant built, then nothing changed.
const crowd = async (folder: string): Promise<void> => {
  const out = join(folder, 'out');
  const files = await tenantsIn(folder, 200);
  row('200 tenants, all languages', 'on the wall', 'memory');
  for (const [what, count, jobs] of [
    ['20 of them, one process', 20, '1'],
    ['200, one process', 200, '1'],
    ['200, two processes', 200, '2'],
  ] as const) {
    const { args } = keyturnBuild(files.slice(0, count), out);
    const { seconds: time, memory } = await watched({ args: [...args, '--jobs', jobs] });
    row(what, `${time.toFixed(1)} s`, `${memory.toFixed(0)} MB`);
  }
  const again = (count: number) => ({
    args: ['cli/bin.mjs', 'build', ...files.slice(0, count), '--out', out],
  });
  row('nothing changed', '1 tenant', '200 tenants');
  const nothing = async (count: number) => times(await besideNothing(again(count), rounds));
  row('CPU beside node -e 0', await nothing(1), await nothing(200));
  console.log('');
};

const weights = async (portal: string): Promise<void> => {
  row('brotli bytes, whole page', ...localeCodes);
  for (const [kind, sizes] of Object.entries(await pageSizes(portal)))
    row(kind, ...localeCodes.map((code) => String(sizes[code] ?? '')));
  console.log('');
  row('brotli bytes, script alone');
  for (const [name, bytes] of Object.entries(await scriptSizes())) row(name, String(bytes));
};

// The embed file in one language beside a bare input, and beside what others ask of a page.
const widgets = async (portal: string): Promise<void> => {
  console.log('');
  row(
    'until the first input',
    'busy',
    '× bare Lit',
    'brotli',
    'gzip',
    'requests',
    ...Object.keys(policies),
  );
  const { lines, missing } = await besideOthers(portal, await mkdtemp(join(folder, 'others-')));
  for (const [name, line] of Object.entries(lines)) {
    const { weight, allowed } = line;
    const sizes = [weight.brotli, weight.gzip, weight.requests].map(String);
    const works = allowed.map((one) => (one ? 'works' : 'refused'));
    row(name, `${busyOf(line).toFixed(1)} ms`, line.times.toFixed(2), ...sizes, ...works);
  }
  if (missing) console.log(`The others are not here, npm couldn’t fetch them: ${missing}`);
  console.log(`
busy: main thread of Chromium, from the call of the page on; in the ratios each round stands by itself. Sizes: scripts and styles.
Hanko is given the first reply of its service. Okta is its build for the classic engine, the lighter one.
`);
};

const milliseconds = (time: number): string => `${time.toFixed(2)} ms`;
const pairRow = (name: string, { own, other, times: factor }: Pair): void =>
  row(name, milliseconds(own), milliseconds(other), `${factor.toFixed(2)} ×`);

const gateway = async (): Promise<void> => {
  row('gateway, CPU', 'gateway', 'floor', 'gateway/floor');
  const costs = { ...(await resetCost(folder)), ...(await routeCosts(folder)) };
  for (const [name, pair] of Object.entries(costs)) pairRow(name, pair);
  const { memory, hashing, byHand, idle } = await loadOf(folder);
  console.log(`
resident: ${Object.entries(memory)
    .map(([when, size]) => `${size.toFixed(0)} MB (${when})`)
    .join(', ')}
p99 of /healthz beyond its beat while passwords are hashed: ${milliseconds(hashing.p99)}; by hand: ${milliseconds(byHand.p99)}; while nothing is: ${milliseconds(idle.p99)}
By hand: the same replies, commits, syncs and mails on Node's bare server, of constant texts; what it takes beside the hash no gateway can save.
The floor of a route is Node's bare server with the same JSON and headers, and where it writes, writes that are as durable; on the beat, where its replies wait for it as the gateway's do, so that no clock tells names apart.
`);
};

const letters = (): void => {
  const each = perLetter();
  const { kit, checks } = wholeKit();
  console.log(`
a letter: ${each.toFixed(2)} ms CPU, of 12 in 45 languages (${localeCodes.length} of them, again and again); a kit: ${kit.toFixed(0)} ms, its checks: ${checks.toFixed(0)} ms
`);
};

setup();
const folder = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
try {
  letters();
  await gateway();
  await builds(folder);
  await crowd(join(folder, 'crowd'));
  await weights(join(folder, '3', 'out', 'contoso-00', 'portal'));
  await widgets(join(folder, '1', 'out', 'contoso-00', 'portal'));
} finally {
  await rm(folder, { recursive: true, force: true });
}
