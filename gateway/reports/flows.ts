// The audit log, put together by flow: all entries with the same support code.
import { limits } from '../../backends/limits.ts';
import type { Entry } from '../store/audit.ts';

/** From when to when, in Unix ms: from the first on, and before the second. */
export type Period = { from: number; to: number };

/** A flow that began in the period, with all that happened in it. */
export type FlowStory = { supportCode: string; flow: string; at: number; entries: Entry[] };

/** Until when something that began in a period may go on (Unix ms). */
export const endOf = ({ to }: Period): number => to + limits.flowLife * 1000;

/** The flows that began in the period, the newest first. `entries` go on until `endOf` it. */
export const storiesIn = async (
  entries: AsyncIterable<Entry>,
  { to }: Period,
): Promise<FlowStory[]> => {
  const stories = new Map<string, FlowStory>();
  for await (const entry of entries) {
    const { supportCode, event, detail = '', at } = entry;
    if (event === 'begun' && at < to)
      stories.set(supportCode, { supportCode, flow: detail, at, entries: [] });
    stories.get(supportCode)?.entries.push(entry);
  }
  return [...stories.values()].toReversed();
};
