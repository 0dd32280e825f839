/** Pauses of at most so many milliseconds. Whoever is called while at work has no pause afterwards. */
export const pauses = (length: number) => {
  let over = false;
  let calls = 0;
  const sleepers = new Set<() => void>();
  const wake = (): void => {
    calls += 1;
    for (const sleeper of sleepers) sleeper();
  };
  /** A pause of its own for each of those who work. */
  const sleeper = () => {
    let heard = calls;
    return (): Promise<void> =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          sleepers.delete(done);
          heard = calls;
          resolve();
        };
        const timer = setTimeout(done, over || calls > heard ? 0 : length);
        sleepers.add(done);
      });
  };
  return {
    sleeper,
    wake,
    stopped: (): boolean => over,
    stop: (): void => {
      over = true;
      wake();
    },
  };
};
