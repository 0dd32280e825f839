// Writing an output folder so that there is either the old one or the new one, and never half of one. The calls are
// synchronous: one file after the other at a quarter of the CPU that promises take.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { UsageError } from './report-error.ts';

/** What is being written: files go to a folder beside the target, which takes its place at the end. */
export type Staging = {
  write(path: string, body: string | Uint8Array): void;
  /** Puts the new folder in the old one's place. */
  commit(): void;
  /** Throws the new one away; the old one was never touched. */
  discard(): void;
};

const swap = (fresh: string, target: string, former: string): void => {
  const had = existsSync(target);
  if (had) renameSync(target, former);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (had) renameSync(former, target);
    throw error;
  }
  rmSync(former, { recursive: true, force: true });
};

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Clears away what a build left that was killed. Killed between the two renames, it left the former output under another
 * name: that gets its own name back.
 */
const clearAfterKilled = (target: string): void => {
  const folder = dirname(target);
  if (!existsSync(folder)) return;
  const mine = new RegExp(`^\\.${escaped(basename(target))}\\.(new|former)-(\\d+)$`);
  for (const name of readdirSync(folder)) {
    const [, kind, pid] = mine.exec(name) ?? [];
    if (!pid || (Number(pid) !== process.pid && lives(Number(pid)))) continue;
    const left = join(folder, name);
    if (kind === 'former' && !existsSync(target)) renameSync(left, target);
    else rmSync(left, { recursive: true, force: true });
  }
};

// An output takes the place of an output, and of nothing else: `--out .` beside a tenant's own folder would remove it.
const refuseForeign = (target: string): void => {
  const known = statSync(target, { throwIfNoEntry: false });
  if (!known || existsSync(join(target, 'report.json'))) return;
  if (!known.isDirectory() || readdirSync(target).length > 0)
    throw new UsageError(
      `${target} is there already and isn’t an output of keyturn build. Choose another --out, or move it away.`,
    );
};

/**
 * Begins an output folder. Nothing can be written outside it.
 * @throws UsageError when something that isn't an output is in its place.
 */
export const stage = (target: string): Staging => {
  const goal = resolve(target);
  const beside = (kind: string): string =>
    join(dirname(goal), `.${basename(goal)}.${kind}-${process.pid}`);
  const fresh = beside('new');
  const made = new Set<string>();
  const make = (folder: string): void => {
    if (made.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    made.add(folder);
  };
  clearAfterKilled(goal);
  refuseForeign(goal);
  make(fresh);
  const discard = (): void => rmSync(fresh, { recursive: true, force: true });
  process.once('exit', discard);
  return {
    write: (path, body) => {
      const file = resolve(fresh, path);
      if (!file.startsWith(fresh + sep)) throw new Error(`${path} leads out of the output folder`);
      make(dirname(file));
      writeFileSync(file, body);
    },
    commit: () => {
      swap(fresh, goal, beside('former'));
      process.off('exit', discard);
    },
    discard: () => {
      discard();
      process.off('exit', discard);
    },
  };
};
