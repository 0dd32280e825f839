// Syncs of a file, beside everything else that goes on: who waits for one keeps nobody else from working, and one is for
// all who came before it.

/** Takes what was written to a file to the disk, in the order in which it was written. */
export class Sync {
  readonly #toDisk: () => Promise<void>;
  readonly #within: number;
  #underWay: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #later: NodeJS.Timeout | undefined;

  /** `toDisk` syncs the file; `within` is how many ms `soon` leaves a write to itself. */
  constructor(toDisk: () => Promise<void>, within: number) {
    this.#toDisk = toDisk;
    this.#within = within;
  }

  /**
   * Resolves when all that was written before is on the disk. A sync that has failed once fails ever after: what the
   * system then still has to write nobody can know.
   */
  now(): Promise<void> {
    return (this.#next ??= this.#after(this.#underWay));
  }

  /** Has it synced in a while, if nobody else does before. */
  soon(): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      // Whoever waits for one hears of it.
      this.now().catch(() => {});
    }, this.#within).unref();
  }

  /** Waits for what is under way, and syncs no more by itself. */
  async end(): Promise<void> {
    clearTimeout(this.#later);
    await Promise.allSettled([this.#underWay, this.#next]);
  }

  // One that has begun may have begun before the latest write.
  async #after(underWay: Promise<void>): Promise<void> {
    await underWay;
    this.#next = undefined;
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#underWay = this.#toDisk();
    await this.#underWay;
  }
}
