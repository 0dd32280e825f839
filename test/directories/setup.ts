// Vitest's global set-up: the real servers, each in a folder of its own, for as long as the tests of directories run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { lacking } from './servers/process.ts';
import { sambaNeeds, startSamba } from './servers/samba.ts';
import { type DirectoryServer, slapdNeeds, type Started, startSlapd } from './servers/slapd.ts';

/** A server that runs, or why it doesn't. */
export type Provided = DirectoryServer | { missing: string };

declare module 'vitest' {
  export interface ProvidedContext {
    slapd: Provided;
    samba: Provided;
  }
}

const kinds = {
  slapd: { needs: slapdNeeds, start: startSlapd, root: false },
  // Its ports are below 1024.
  samba: { needs: sambaNeeds, start: startSamba, root: true },
};

const whyNot = ({ needs, root }: (typeof kinds)['slapd']): string | undefined => {
  const missing = lacking(needs);
  if (missing.length > 0) return `this machine has no ${missing.join(', ')}`;
  return root && process.getuid?.() !== 0 ? 'it wants to be started by root' : undefined;
};

// Where everything is to be tested, what can't be is a failure.
const everything = Boolean(process.env.CI || process.env.KEYTURN_ALL);

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-directories-'));
  const running: Started[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  const start = async (name: keyof typeof kinds): Promise<void> => {
    const why = whyNot(kinds[name]);
    if (why && everything) throw new Error(`${name}: ${why}`);
    if (why) {
      console.warn(`skipped: the tests with ${name}: ${why}`);
      return project.provide(name, { missing: why });
    }
    const server = await kinds[name].start(join(folder, name));
    running.push(server);
    return project.provide(name, server.at);
  };
  const started = await Promise.allSettled([start('slapd'), start('samba')]);
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return stop;
  await stop();
  throw failed.reason;
};
