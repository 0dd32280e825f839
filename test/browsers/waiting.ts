// Waiting for what has to come, however slow the machine is.

/** Asks again and again until the answer isn't undefined. @throws Error that says what was waited for. */
export const comes = async <T>(
  what: string,
  ask: () => Promise<T | undefined>,
  limit = 20_000,
): Promise<T> => {
  const end = performance.now() + limit;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} didn’t come`);
};

/** Waits until something holds. */
export const holds = async (
  what: string,
  test: () => Promise<boolean>,
  limit?: number,
): Promise<void> => {
  await comes(what, async () => (await test()) || undefined, limit);
};
