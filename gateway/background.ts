import { readdirSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const tasks = '/proc/self/task';

/**
 * Lets the threads that hash passwords give way to the one that answers, where the system can tell them apart (Linux). They
 * take what is left of the processors all the same.
 */
export const hashInBackground = (): void => {
  try {
    for (const task of readdirSync(tasks))
      if (readFileSync(`${tasks}/${task}/comm`, 'utf8').startsWith('libuv-worker'))
        setPriority(Number(task), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Elsewhere they are all alike; it's slower for some, and wrong for nobody.
  }
};
