import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { buildOne, type Outcome, type Task } from '../build/one.ts';
import { work, workerMark } from '../build/worker.ts';
import { programOf } from '../program.ts';
import { complain, say, UsageError } from '../report-error.ts';
import { inputOf, outputsIn } from '../unchanged.ts';

/** The options of `keyturn build`, as typed. */
export type BuildOptions = {
  out: string;
  force?: boolean;
  pictures?: boolean;
  jobs?: string | number;
};

// A line that rewrites itself is for eyes; a log gets none.
const progress = (text: string): void => {
  if (process.stderr.isTTY && !process.env.CI) process.stderr.write(`\r\u001b[2K${text}`);
};

// Stopped by hand, a build ends between two tenants or clears away what it has begun.
const endOnSignals = (): void => {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
};

const eachOnce = (files: readonly string[]): string[] => [
  ...new Map(files.map((file) => [resolve(file), file])).values(),
];

const worthAProcess = 4; // tenants; to start one costs about as much as two of them

const jobsFrom = (typed: BuildOptions['jobs'], tasks: number): number => {
  const enough = Math.max(1, Math.floor(tasks / worthAProcess));
  if (typed === undefined) return Math.min(availableParallelism(), enough);
  const jobs = Number(typed);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64)
    throw new UsageError(`--jobs ${typed}: want a number of processes from 1 to 64.`);
  return Math.min(jobs, tasks);
};

type Plan = { tasks: Task[]; unchanged: { id: string; file: string }[] };

const planOf = (files: readonly string[], { out, force = false, pictures }: BuildOptions): Plan => {
  const program = programOf();
  const known = outputsIn(out);
  const ids = new Set<string>();
  const plan: Plan = { tasks: [], unchanged: [] };
  for (const file of eachOnce(files)) {
    const plain = inputOf(file, program);
    const pictured = plain && `${plain} with pictures`;
    const id = force ? undefined : ((pictures ? undefined : known(plain)) ?? known(pictured));
    const input = pictures ? pictured : plain;
    if (id && !ids.has(id)) {
      ids.add(id);
      plan.unchanged.push({ id, file });
    } else plan.tasks.push({ file, input, anew: force, pictures });
  }
  return plan;
};

/**
 * Builds tenants, in several processes where there are many; false if any of them could not be built. The others are
 * built all the same.
 * @throws UsageError for a number of jobs that is none.
 */
export const build = async (files: readonly string[], options: BuildOptions): Promise<boolean> => {
  endOnSignals();
  const { out } = options;
  if (process.env[workerMark] && process.send) {
    work(out);
    return true;
  }
  const { tasks, unchanged } = planOf(files, options);
  const jobs = jobsFrom(options.jobs, tasks.length);
  for (const { id } of unchanged) say(`${id}: unchanged.`);
  if (tasks.length === 0) return true;

  const { claims, endPrinting } = await import('../build-tenant.ts');
  const claim = claims();
  for (const { id, file } of unchanged) await claim(id, file);
  let failed = 0;
  let told = 0;
  const tell = ({ said, complaints, ok }: Outcome): void => {
    progress('');
    for (const line of said) say(line);
    for (const line of complaints) complain(line);
    if (!ok) failed += 1;
    told += 1;
    if (jobs > 1 && told < tasks.length) progress(`Built ${told} of ${tasks.length}`);
  };
  if (jobs > 1) {
    progress(`Building ${tasks.length} tenants`);
    const { buildShared } = await import('../build/workers.ts');
    await buildShared(tasks, { jobs, out, claim }, tell);
    return failed === 0;
  }
  for (const [index, task] of tasks.entries()) {
    progress(`Building ${index + 1} of ${tasks.length}: ${task.file}`);
    tell(await buildOne(task, out, claim));
  }
  await endPrinting();
  return failed === 0;
};
