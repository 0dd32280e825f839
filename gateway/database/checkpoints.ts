// SQLite's checkpoints, each in a thread that lives for it alone: moving pages to their place waits for the disk three
// times, and whoever waits for a reply shouldn't. (22 to 77 ms, once in a hundred resets.)
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const patience = 1000; // ms that it waits for whoever is writing

// A text, since a file of its own would have to be found where everything is one bundle. What is written meanwhile is moved
// in a second go, which is short: a writer waits for that one, in `patiently`, and the log begins anew after it.
const script = `
const { workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const db = new DatabaseSync(workerData);
db.exec('PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = ${patience};');
db.exec('PRAGMA wal_checkpoint(PASSIVE); PRAGMA wal_checkpoint(FULL);');
db.close();
`;

/** Has the write-ahead log of a file emptied now and then. */
export class Checkpoints {
  readonly #path: string;
  readonly #every: number;
  #written = 0;
  #underWay: Promise<unknown> | undefined;

  /** `every` is after how many writes. */
  constructor(path: string, every: number) {
    this.#path = path;
    this.#every = every;
  }

  /** Counts a write. One that fails is made up for by the next, or by SQLite's own when the log has grown too long. */
  wrote(): void {
    this.#written += 1;
    if (this.#written < this.#every || this.#underWay) return;
    this.#written = 0;
    this.#underWay = this.#run()
      .catch(() => {})
      .finally(() => (this.#underWay = undefined));
  }

  /** Waits for the one that is under way. */
  async end(): Promise<void> {
    await this.#underWay;
  }

  // Rejects when the thread ended with an error.
  async #run(): Promise<void> {
    const worker = new Worker(script, {
      eval: true,
      workerData: this.#path,
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    await once(worker, 'exit');
  }
}
