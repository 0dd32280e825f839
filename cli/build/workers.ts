// Tenants are built by as many processes as there are cores. What they say comes in the order of the files.
import { type ChildProcess, fork } from 'node:child_process';
import { type Claim } from '../build-tenant.ts';
import type { Outcome, Task } from './one.ts';
import { type FromWorker, type ToWorker, workerMark } from './worker.ts';

/** How the work is shared. */
export type Sharing = { jobs: number; out: string; claim: Claim };

const lost = (file: string): Outcome => ({
  said: [],
  complaints: [`${file}: the process that built it ended.`],
  ok: false,
});

// One worker takes the next task when it's done with one, until there is none.
const employ = (
  worker: ChildProcess,
  next: () => { index: number; task: Task } | undefined,
  { done, claim }: { done: (index: number, outcome: Outcome) => void; claim: Claim },
): Promise<void> =>
  new Promise((resolve) => {
    let at = next();
    const tell = (message: ToWorker): void => void worker.send(message);
    const goOn = (outcome: Outcome): void => {
      if (at) done(at.index, outcome);
      at = next();
      if (at) tell({ task: at.task });
      else worker.disconnect();
    };
    worker.on('message', (message: FromWorker) => {
      if ('outcome' in message) goOn(message.outcome);
      else void claim(message.claim, at!.task.file).then((other) => tell({ other }));
    });
    worker.once('exit', () => {
      // Killed, out of memory: what it was at is lost, and the others have the rest.
      if (at) done(at.index, lost(at.task.file));
      resolve();
    });
    if (at) tell({ task: at.task });
    else worker.disconnect();
  });

/** Builds all of them; `tell` is called for each, in their order. */
export const buildShared = async (
  tasks: readonly Task[],
  { jobs, out, claim }: Sharing,
  tell: (outcome: Outcome) => void,
): Promise<void> => {
  const outcomes: (Outcome | undefined)[] = [];
  let begun = 0;
  let told = 0;
  const next = () => {
    const task = tasks[begun];
    return task && { index: begun++, task };
  };
  const done = (index: number, outcome: Outcome): void => {
    outcomes[index] = outcome;
    for (let one = outcomes[told]; one; one = outcomes[told]) {
      tell(one);
      told += 1;
    }
  };
  const workers = Array.from({ length: jobs }, () =>
    fork(process.argv[1]!, ['build', 'told-by-message', '--out', out], {
      env: { ...process.env, [workerMark]: '1' },
    }),
  );
  const end = (): void => workers.forEach((worker) => worker.kill());
  process.once('exit', end);
  await Promise.all(workers.map((worker) => employ(worker, next, { done, claim })));
  process.off('exit', end);
  // If every worker was lost, somebody has to say so of what nobody took.
  for (let task = next(); task; task = next()) done(task.index, lost(task.task.file));
};
