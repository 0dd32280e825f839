// A process that is measured: what it has used of the processor, and of memory.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Of a process so far: CPU in seconds, user and system, over all threads; resident memory in MB (10^6 bytes). */
export type Usage = { cpu: number; rss: number };

/** A process that runs. */
export type Measured = { usage(): Promise<Usage>; stop(): Promise<void> };

// Asked over a channel that doesn't keep it alive, and costs nothing while nobody asks.
const preload = `
import { channel } from 'node:process';
process.on('message', () => process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
channel.unref();
`;

type Told = { cpu: { user: number; system: number }; rss: number };

const usageOf = async (child: ChildProcess): Promise<Usage> => {
  const told = once(child, 'message');
  child.send('usage');
  const [{ cpu, rss }] = (await told) as [Told];
  return { cpu: (cpu.user + cpu.system) / 1e6, rss: rss / 1e6 };
};

/** Starts Node with these arguments, and waits until it says that it listens. @throws Error with what it said when it ends. */
export const startMeasured = async (
  args: readonly string[],
  { cwd, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Measured> => {
  const child = spawn(
    process.execPath,
    [`--import=data:text/javascript,${encodeURIComponent(preload)}`, ...args],
    { cwd, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const ended = once(child, 'exit');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-4000);
        if (said.includes('listening')) resolve();
      });
    void ended.then(() => reject(new Error(said)));
  });
  return {
    usage: () => usageOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
