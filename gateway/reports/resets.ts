// What became of each try to get back into an account.
import { limits } from '../../backends/limits.ts';
import type { Entry } from '../store/audit.ts';
import type { FlowStory } from './flows.ts';

/** How a flow ended; `under-way` while it may still go on. */
export type Result = 'succeeded' | 'blocked' | 'failed' | 'abandoned' | 'under-way';

/** A line of the report. `methods` are those by which something was proved; `at` is Unix time in ms. */
export type ResetRow = {
  at: number;
  username: string;
  flow: string;
  methods: string[];
  result: Result;
  detail: string;
  supportCode: string;
};

const successes = ['password-reset', 'password-changed', 'unlocked'];

const ended: Record<string, Result> = {
  ...Object.fromEntries(successes.map((event) => [event, 'succeeded' as const])),
  locked: 'blocked',
  'not me': 'blocked',
  refused: 'failed',
  'outcome unknown': 'failed',
};

// Which of several numbers or addresses it was is nobody's business.
const kindOf = (detail = ''): string => detail.replace(/-\d+$/, '');

// The last thing that is known tells where somebody stopped.
const standing: Record<string, (entry: Entry) => string> = {
  begun: () => 'before the user name',
  identified: () => 'before choosing a method',
  'code sent': ({ detail }) => `before the code: ${kindOf(detail)}`,
  'approval asked': ({ detail }) => `before the approval: ${kindOf(detail)}`,
  'proof failed': ({ detail }) => `after a wrong proof: ${kindOf(detail)}`,
  proved: ({ detail }) => `after proving by: ${kindOf(detail)}`,
};

const endingOf = (entries: readonly Entry[]): Pick<ResetRow, 'result' | 'detail'> | undefined => {
  // A success counts, whatever else was tried.
  const success = entries.find(({ event }) => successes.includes(event));
  // That its owner has disowned it since is what has to be seen of it.
  if (success && entries.some(({ event }) => event === 'not me'))
    return { result: 'succeeded', detail: 'not me' };
  const last = success ?? entries.findLast(({ event }) => ended[event]);
  if (last) return { result: ended[last.event]!, detail: last.detail ?? last.event };
  const unable = entries.find(
    ({ event, detail }) => event === 'identified' && detail !== undefined && detail !== 'known',
  );
  if (unable) return { result: 'failed', detail: unable.detail! };
  const unavailable = entries.at(-1)!.event === 'directory unavailable';
  return unavailable ? { result: 'failed', detail: 'directory unavailable' } : undefined;
};

/** One flow as a line; `now` in Unix ms. */
const resetRow = ({ supportCode, flow, at, entries }: FlowStory, now: number): ResetRow => {
  const left = entries.findLastIndex(({ event }) => event === 'given up');
  const last = entries.at(left > 0 ? left - 1 : -1)!;
  const detail = standing[last.event]?.(last) ?? last.event;
  const isOver = left > 0 || now - at > limits.flowLife * 1000;
  const ending = endingOf(entries) ?? { result: isOver ? 'abandoned' : 'under-way', detail };
  const proofs = entries.filter(({ event }) => event === 'proved');
  return {
    at,
    username: entries.findLast(({ username }) => username)?.username ?? '',
    flow,
    methods: [...new Set(proofs.map(({ detail }) => kindOf(detail)))],
    ...ending,
    supportCode,
  };
};

/** The flows by which people get into an account or change its password. */
export const resetRows = (stories: readonly FlowStory[], now: number): ResetRow[] =>
  stories.filter(({ flow }) => flow !== 'register').map((story) => resetRow(story, now));
