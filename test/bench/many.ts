// Many tenants: how long, on how many cores, and how much memory the one that needs most takes.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type Command, cpuOf, median } from './cpu.ts';

/** What a run took: seconds on the wall, and the largest memory of a process of it, in MB. */
export type Run = { seconds: number; memory: number };

const statusOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // it has ended
  }
};

const field = (status: string, name: string): string | undefined =>
  new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1];

const all = (): { pid: string; parent: string; peak: number }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statusOf)
    .map((status) => ({
      pid: field(status, 'Pid') ?? '',
      parent: field(status, 'PPid') ?? '',
      peak: Number(field(status, 'VmHWM') ?? 0) / 1024,
    }));

// Of a process and of what it has started, and of what that has started (Linux).
const peak = (pid: number): number => {
  const processes = all();
  const below = (parent: string): number[] =>
    processes.flatMap((one) => (one.parent === parent ? [one.peak, ...below(one.pid)] : []));
  const own = processes.find((one) => one.pid === String(pid))?.peak ?? 0;
  return Math.max(own, ...below(String(pid)));
};

/** Runs a command and looks at its memory ten times a second. */
export const watched = ({ args }: Command): Promise<Run> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      stdio: 'ignore',
      env: { ...process.env, CI: '1' },
    });
    let memory = 0;
    const timer = setInterval(() => {
      memory = Math.max(memory, peak(child.pid!));
    }, 100);
    child.once('error', reject).once('close', (code) => {
      clearInterval(timer);
      if (code !== 0) reject(new Error(`it ended with ${code}`));
      else resolve({ seconds: (performance.now() - started) / 1000, memory });
    });
  });

/** CPU of a command beside that of Node that does nothing, as a ratio of medians. */
export const besideNothing = async (command: Command, rounds: number): Promise<number> => {
  const one: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await cpuOf(command));
    nothing.push(await cpuOf({ args: ['-e', '0'] }));
  }
  return median(one) / median(nothing);
};
