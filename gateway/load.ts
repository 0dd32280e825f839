// How busy it is everywhere. Under attack there are thousands to count for each who begins: then a count is good for a
// moment, with what this gateway has added since.
import type { Guard, Store } from './store/store.ts';

const moment = 250; // ms
const many = 4; // times the limit

type Known = { at: number; count: number };

const known = new WeakMap<Pick<Store, 'count'>, Map<string, Known>>();

const knownOf = (store: Pick<Store, 'count'>): Map<string, Known> => {
  const counts = known.get(store) ?? new Map<string, Known>();
  known.set(store, counts);
  return counts;
};

/** How many times a counter's limit it has been asked for. */
export const loadOn = async (
  store: Pick<Store, 'count'>,
  { counter, seconds, limit }: Guard,
): Promise<number> => {
  const counts = knownOf(store);
  const last = counts.get(counter);
  if (last && Date.now() - last.at < moment) return last.count / limit;
  const { count } = await store.count(counter, seconds);
  if (count < many * limit) counts.delete(counter);
  else counts.set(counter, { at: Date.now(), count });
  return count / limit;
};

/** Counts one more. */
export const addLoad = async (
  store: Pick<Store, 'count' | 'hit'>,
  { counter }: Pick<Guard, 'counter'>,
): Promise<void> => {
  const last = knownOf(store).get(counter);
  if (last) last.count += 1;
  await store.hit(counter);
};
