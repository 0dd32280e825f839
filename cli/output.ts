// Writing an output folder so that there is either the old one or the new one, and never half of one.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

/** What is being written: files go to a folder beside the target, which takes its place at the end. */
export type Staging = {
  write(path: string, body: string | Uint8Array): Promise<void>;
  /** Puts the new folder in the old one's place. */
  commit(): Promise<void>;
  /** Throws the new one away; the old one was never touched. */
  discard(): Promise<void>;
};

const swap = async (fresh: string, target: string, former: string): Promise<void> => {
  const had = existsSync(target);
  if (had) await rename(target, former);
  try {
    await rename(fresh, target);
  } catch (error) {
    if (had) await rename(former, target);
    throw error;
  }
  await rm(former, { recursive: true, force: true });
};

/** Begins an output folder. Nothing can be written outside it. */
export const stage = async (target: string): Promise<Staging> => {
  const goal = resolve(target);
  const fresh = `${goal}.new-${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  return {
    write: async (path, body) => {
      const file = resolve(fresh, path);
      if (!file.startsWith(fresh + sep)) throw new Error(`${path} leads out of the output folder`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, body);
    },
    commit: () => swap(fresh, goal, join(dirname(goal), `.former-${process.pid}`)),
    discard: () => rm(fresh, { recursive: true, force: true }),
  };
};
