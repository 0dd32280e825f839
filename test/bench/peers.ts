// The widget beside a bare input and beside others, until somebody can type.
import type { Browser } from 'playwright-core';
import { launch } from '../chromium.ts';
import { median, ratio } from './cpu.ts';
import { busyTime, policies, type Weight, weightOf, worksUnder } from './first-input.ts';
import { bareLit, fetchOthers, hanko, keyturn, okta, plainPage, type Subject } from './subjects.ts';

const rounds = 15;
const warmUps = 3;

/** A line of the table. */
export type Measured = {
  /** Milliseconds of the main thread, round by round. */
  busy: number[];
  /** How many times the bare input's: the median of the rounds' own ratios. */
  times: number;
  weight: Weight;
  allowed: boolean[];
};

const subjects = async (
  portal: string,
  folder: string,
): Promise<{ all: Record<string, Subject>; missing?: string }> => {
  const root = process.cwd();
  const ours = {
    'plain page': plainPage,
    'bare Lit input': await bareLit(root),
    'keyturn-reset': await keyturn(portal),
  };
  try {
    await fetchOthers(folder);
    return {
      all: { ...ours, 'Hanko Elements': await hanko(folder), 'Okta, classic': await okta(folder) },
    };
  } catch (error) {
    return {
      all: ours,
      missing: error instanceof Error ? error.message.split('\n')[0] : String(error),
    };
  }
};

// In turn, so that a machine that slows down slows all of them; the first rounds warm the browser's caches of code.
const busyTimes = async (
  browser: Browser,
  all: Record<string, Subject>,
): Promise<Record<string, number[]>> => {
  const times: Record<string, number[]> = {};
  for (let round = -warmUps; round < rounds; round += 1)
    for (const [name, subject] of Object.entries(all)) {
      const time = await busyTime(browser, subject);
      if (round >= 0) (times[name] ??= []).push(time);
    }
  return times;
};

/** Measures all of them; `missing` says why the others' packages aren't among them. */
export const besideOthers = async (
  portal: string,
  folder: string,
): Promise<{ lines: Record<string, Measured>; missing?: string }> => {
  const { all, missing } = await subjects(portal, folder);
  const browser = await launch();
  try {
    const busy = await busyTimes(browser, all);
    const lines: Record<string, Measured> = {};
    for (const [name, subject] of Object.entries(all)) {
      const allowed: boolean[] = [];
      for (const policy of Object.values(policies))
        allowed.push(await worksUnder(browser, subject, policy));
      lines[name] = {
        busy: busy[name]!,
        times: ratio(busy['bare Lit input']!, busy[name]!),
        weight: await weightOf(browser, subject),
        allowed,
      };
    }
    return { lines, missing };
  } finally {
    await browser.close();
  }
};

/** The middle one of a line's times. */
export const busyOf = ({ busy }: Measured): number => median(busy);
