// A server in a process of its own, on loopback: started, waited for, and stopped by its id.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';

/** Whether this machine has all of these commands; what it lacks otherwise. */
export const lacking = (commands: readonly string[]): string[] =>
  commands.filter((command) => {
    try {
      execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore', env: searched });
      return false;
    } catch {
      return true;
    }
  });

/** Servers live where a plain user's path doesn't look. */
export const searched = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/** A port that nobody listens on just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const over = (open: boolean) => (): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', over(true)).once('error', over(false));
  });

const patience = 60_000; // ms; a busy machine takes its time
const stopTime = 5000; // ms until a server that doesn't listen is ended

/** A server that runs. */
export type Server = { pid: number; stop: () => Promise<void> };

type Stopping = { child: ChildProcess; ended: Promise<void>; signal: NodeJS.Signals };

const stopOf =
  ({ child, ended, signal }: Stopping) =>
  async (): Promise<void> => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTime);
    await ended;
    clearTimeout(timer);
  };

/** Starts a server and waits until it takes connections. It says why when it ends before that. `signal` asks it to stop. */
export const startServer = async (
  command: readonly [string, ...string[]],
  at: { host: string; port: number },
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<Server> => {
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: searched });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said = `${said}${chunk.toString()}`.slice(-4000)));
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true;
      resolve();
    };
    child.once('error', end).once('close', end);
  });
  const stop = stopOf({ child, ended, signal });
  for (const start = Date.now(); Date.now() - start < patience;) {
    if (over) throw new Error(`${file} ended: ${said}`);
    if (await answers(at.host, at.port)) return { pid: child.pid!, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`${file} doesn’t answer: ${said}`);
};
