// The command as people run it: a child process in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'cli', 'bin.mjs');

/** A file of the examples. */
export const example = (path: string): string => join(root, 'examples', path);

type Where = { cwd: string; env?: Record<string, string>; preload?: string };

/** How a run ended, and what it said. */
export type Ended = {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
};

/** A run that is under way. */
export type Running = {
  pid: number;
  output(): string;
  /** Types on its terminal. */
  type(text: string): void;
  /** Leaves the terminal. */
  leave(): void;
  /** Resolves when the output holds this; fails when the run ends without it. */
  until(wanted: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ended>;
  /** Ends it if it still runs: politely, then not. */
  stop(): Promise<void>;
};

// What the machine that runs the tests has set is not what a person has.
const clean = ({ env = {}, preload }: Where): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...(preload
    ? { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` }
    : {}),
  ...env,
});

const collect = (child: ChildProcess) => {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  return said;
};

const looks = 10; // ms between two looks

const patience = 5000; // ms

/** Starts `keyturn …`; whoever calls it stops it. */
export const launch = (args: readonly string[], where: Where): Running => {
  const child = spawn(process.execPath, [bin, ...args], { cwd: where.cwd, env: clean(where) });
  const said = collect(child);
  let over = false;
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      resolve({ code, signal, ...said });
    });
  });
  const output = (): string => said.stdout + said.stderr;
  const stop = async (): Promise<void> => {
    if (over) return;
    const last = setTimeout(() => child.kill('SIGKILL'), patience);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(last);
  };
  return {
    pid: child.pid!,
    output,
    type: (text) => void child.stdin.write(text),
    leave: () => void child.stdin.end(),
    until: async (wanted) => {
      while (!wanted.test(output())) {
        if (over) throw new Error(`ended without ${wanted}:\n${output()}`);
        await new Promise((resolve) => setTimeout(resolve, looks));
      }
    },
    signal: (name) => void child.kill(name),
    ended,
    stop,
  };
};

/** Starts `keyturn …`. It is stopped when the test is over, if it still runs then. */
export const start = (args: readonly string[], where: Where): Running => {
  const run = launch(args, where);
  onTestFinished(() => run.stop());
  return run;
};

/** Runs `keyturn …` to its end, with nobody at the keyboard. */
export const keyturn = (args: readonly string[], where: Where): Promise<Ended> =>
  start(args, where).ended;

/** A folder that is gone when the test is over. */
export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A folder with these files. */
export const folderWith = async (files: Record<string, string>): Promise<string> => {
  const folder = await tempFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
};

/** A copy of an example's folder, to be changed at will. */
export const copyOf = async (name: string): Promise<string> => {
  const folder = join(await tempFolder(), name);
  await cp(example(name), folder, { recursive: true });
  return folder;
};

/** A port that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Someone who listens on a port already. */
export const takenPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    onTestFinished(() => void server.close());
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });

/** Every file below a folder, with the hash of its content. */
export const hashesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [
        relative(folder, path),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );

/** A tenant file that is right, of an organisation by this name. */
export const tenantFile = (name: string, more = ''): string => `organization:
  name: ${name}
  domains: [contoso.com]
portal:
  url: https://passwords.contoso.com/
support:
  email: help@contoso.com
backend:
  kind: http
  url: /api
${more}`;
