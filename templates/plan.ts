// When each letter of a wave goes out, and to whom.
import { daysAfter, type Wave } from '../tenant/waves.ts';
import type { KitLetter } from './kit-letters.ts';

/** Who gets a letter. */
export type Segment = 'everyone' | 'unregistered' | 'managers' | 'help-desk';
/** A letter on its day. */
export type Sending = { letter: KitLetter; day: string; segment: Segment };

type Wish = {
  letter: KitLetter;
  segment: Segment;
  /** Days after the launch, or before it. */
  days: number;
  /** Where it may go when its day is no good one. */
  move: -1 | 1;
  /** News and last calls go on any working day; the others keep to the middle of the week. */
  any?: true;
};

// Six weeks, as campaigns that worked have had it: email.md 4, sspr.md 10.
const before: readonly Wish[] = [
  { letter: 'help-desk', segment: 'help-desk', days: -42, move: -1 },
  { letter: 'managers', segment: 'managers', days: -35, move: -1 },
  { letter: 'leader', segment: 'everyone', days: -28, move: -1 },
  { letter: 'announcement', segment: 'everyone', days: -21, move: -1 },
  { letter: 'invitation', segment: 'everyone', days: -13, move: -1 },
  { letter: 'reminder', segment: 'unregistered', days: -6, move: -1 },
];

const after = (deadline: number): readonly Wish[] => [
  { letter: 'live', segment: 'everyone', days: 0, move: 1, any: true },
  { letter: 'reminder', segment: 'unregistered', days: 1, move: 1, any: true },
  { letter: 'last-call', segment: 'unregistered', days: deadline - 3, move: -1, any: true },
  { letter: 'thanks', segment: 'everyone', days: Math.max(deadline, 0) + 14, move: 1 },
];

/** The days of a week that a country doesn't work, 1 for Monday to 7 (CLDR); Saturday and Sunday without a country. */
export const weekendOf = (countryCode: string | undefined): readonly number[] => {
  if (!countryCode) return [6, 7];
  const locale = new Intl.Locale(`und-${countryCode}`) as Intl.Locale & {
    getWeekInfo(): { weekend: number[] };
  };
  return locale.getWeekInfo().weekend;
};

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const isQuiet = (day: string, quiet: readonly string[]): boolean =>
  quiet.some((one) => {
    const [from, to = from] = one.split('/');
    return from! <= day && day <= to!;
  });

type Calendar = { works: (day: string) => boolean; midweek: (day: string) => boolean };

const calendarOf = ({ countryCode, rollout }: Wave): Calendar => {
  const weekend = weekendOf(countryCode);
  const free = (day: string): boolean => weekend.includes(weekday(day));
  const works = (day: string): boolean => !free(day) && !isQuiet(day, rollout.quietDays);
  return {
    works,
    midweek: (day) => works(day) && !free(daysAfter(day, -1)) && !free(daysAfter(day, 1)),
  };
};

// A year of quiet days leaves no good one: then it stays where it was wished.
const placed = ({ move, any }: Wish, day: string, { works, midweek }: Calendar): string => {
  const good = any ? works : midweek;
  for (let far = 0; far < 366; far += 1)
    if (good(daysAfter(day, far * move))) return daysAfter(day, far * move);
  return day;
};

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * The sendings of a wave in their order, each on a day of its own where its letters are in `letters`; none without a
 * launch. What comes before the launch moves to earlier days, so that nobody learns of it late.
 */
export const planOf = (wave: Wave, letters: readonly KitLetter[]): Sending[] => {
  const { launch, deadline } = wave.rollout;
  if (!launch) return [];
  const calendar = calendarOf(wave);
  const has = ({ letter }: Wish): boolean => letters.includes(letter);
  const sent = ({ letter, segment }: Wish, day: string): Sending => ({ letter, segment, day });

  const early: Sending[] = [];
  let limit = launch;
  for (const wish of before.filter(has).toReversed()) {
    const wished = daysAfter(launch, wish.days);
    const day = placed(wish, wished < limit ? wished : daysAfter(limit, -1), calendar);
    early.unshift(sent(wish, day));
    limit = day;
  }
  const until = deadline ? daysBetween(launch, deadline) : 0;
  const late: Sending[] = [];
  let former = daysAfter(launch, -1);
  for (const wish of after(until).filter(has)) {
    const wished = daysAfter(launch, wish.days);
    const next = daysAfter(former, 1);
    const day = placed(wish, wish.move > 0 && wished < next ? next : wished, calendar);
    // A deadline soon after the launch leaves no room for a last call, and neither do quiet days before it.
    if (wish.letter === 'last-call' && (until <= 6 || day < next)) continue;
    late.push(sent(wish, day));
    former = day;
  }
  return [...early, ...late];
};

// A clock takes a hundred times as long to make as to read, and every sending of a wave reads it.
const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-u-ca-gregory', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
};

// What a clock of that zone shows at a moment, as if it were UTC.
const shownAs = (moment: number, timeZone: string): number => {
  const parts = clockOf(timeZone).formatToParts(moment);
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map((type) =>
    Number(parts.find((part) => part.type === type)!.value),
  );
  return Date.UTC(year!, month! - 1, day, hour, minute);
};

/** The moment at which a clock in a time zone shows this day and time. */
export const momentOf = (day: string, time: string, timeZone: string): Date => {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // Twice: the first guess may be on the other side of a change of the clock.
  let moment = wanted;
  for (let round = 0; round < 2; round += 1) moment -= shownAs(moment, timeZone) - wanted;
  return new Date(moment);
};
