// A process that builds what it is told to, one tenant after the other.
import type { Claim } from '../build-tenant.ts';
import { buildOne, type Outcome, type Task } from './one.ts';

/** What goes to a worker: a task, or who has the id that it asked for. */
export type ToWorker = { task: Task } | { other: string | undefined };
/** What comes from one: an id that it wants for the file it is at, or what came of it. */
export type FromWorker = { claim: string } | { outcome: Outcome };

/** Set for workers alone. */
export const workerMark = 'keyturn_build_worker';

const send = (message: FromWorker): void => void process.send!(message);

/** Works until nobody is there to say what. */
export const work = (out: string): void => {
  let answered: ((other: string | undefined) => void) | undefined;
  const claim: Claim = (id) =>
    new Promise((resolve) => {
      answered = resolve;
      send({ claim: id });
    });
  process.on('message', (message: ToWorker) => {
    if (!('task' in message)) return answered?.(message.other);
    return void buildOne(message.task, out, claim).then((outcome) => send({ outcome }));
  });
  process.once('disconnect', () => process.exit());
};
