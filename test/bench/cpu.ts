import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What to run: arguments for Node, what its environment has beside ours, and what is done before, which isn't measured. */
export type Command = {
  args: string[];
  env?: Record<string, string>;
  before?: () => Promise<unknown>;
};

const seconds = (minutes: string, rest: string): number => Number(minutes) * 60 + Number(rest);

/** CPU seconds, user and system, of a process from its start to its end, as the shell's `times` has them. */
export const cpuOf = async ({ args, env, before }: Command): Promise<number> => {
  await before?.();
  const script = '"$@" >/dev/null 2>&1 || exit 1; times';
  const { stdout } = await promisify(execFile)(
    'sh',
    ['-c', script, 'sh', process.execPath, ...args],
    {
      env: { ...process.env, CI: '1', ...env },
    },
  );
  const [user, system] = [
    ...stdout
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ].map(([, minutes, rest]) => seconds(minutes!, rest!));
  return user! + system!;
};

/** The middle one; of an even number, the lower of the two. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

/**
 * Runs the commands in turn, `rounds` times after one that isn't counted: a machine that slows down slows all of them.
 * Gives each one's seconds, round by round.
 */
export const inTurn = async <K extends string>(
  commands: Record<K, Command>,
  rounds: number,
): Promise<Record<K, number[]>> => {
  const names = Object.keys(commands) as K[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    K,
    number[]
  >;
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const time = await cpuOf(commands[name]);
      if (round > 0) times[name].push(time);
    }
  return times;
};

/** How many times the first goes into the second: the median of the rounds' own ratios. */
export const ratio = (one: readonly number[], other: readonly number[]): number =>
  median(one.map((time, index) => other[index]! / time));
