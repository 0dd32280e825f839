// Work that waits for its turn.
import { DirectoryUnavailable } from '../directory.ts';

/** At most so many pieces of work at a time; the others wait in line, for so many milliseconds. */
export const inLine = (places: number, patience: number) => {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const enter = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(new DirectoryUnavailable());
      }, patience);
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      if (free === 0) return void waiting.push(go);
      free -= 1;
      return go();
    });
  return async <T>(work: () => Promise<T>): Promise<T> => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
