import type { Words } from './words.ts';

/** Points from which a password is good enough, whatever is in it: Microsoft Entra's number. */
export const enough = 5;

/**
 * Entra's points: one for each word that is found, and one for each sign that is left. Of all ways to cut the password up
 * this is the one with the fewest. It's told no further than `enough`.
 */
export const scoreOf = (plain: string, sets: readonly Words[]): number => {
  const longest = Math.max(0, ...sets.map((words) => words.longest));
  const shortest = Math.min(...sets.map((words) => words.shortest));
  const signs = [...plain];
  // So many signs aren't made of fewer words.
  if (signs.length > longest * (enough - 1)) return enough;
  const points = [0];
  for (let end = 1; end <= signs.length; end += 1) {
    let least = points[end - 1]! + 1;
    for (let from = Math.max(0, end - longest); from <= end - shortest; from += 1) {
      const found = points[from]! + 1;
      if (found >= least) continue;
      const text = signs.slice(from, end).join('');
      if (sets.some((words) => words.has(text))) least = found;
    }
    points.push(least);
  }
  return Math.min(enough, points.at(-1)!);
};
