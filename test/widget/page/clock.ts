// The widget's time: it stands still until a test lets it pass, at once and to the second.
import { beforeEach } from './mocha.ts';

const realNow = performance.now.bind(performance);
const realTimeout = AbortSignal.timeout.bind(AbortSignal);
const realDate = Date.now.bind(Date);
let ahead = 0;
let count = 0;
const ticking = new Map<number, () => void>();

performance.now = () => realNow() + ahead;
// Only the widget's own timer of one second goes through here; the runner took the real ones before.
globalThis.setInterval = ((run: () => void) => {
  ticking.set(--count, run);
  return count;
}) as unknown as typeof setInterval;
globalThis.clearInterval = ((id: number) => ticking.delete(id)) as typeof clearInterval;

const breath = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 5);
  });

/** Lets so many seconds pass; whatever is due in them happens. */
export const pass = async (seconds: number): Promise<void> => {
  for (let second = 0; second < seconds; second += 1) {
    ahead += 1000;
    for (const run of ticking.values()) run();
    await breath();
  }
};

/** How many timers are running. */
export const timers = (): number => ticking.size;

/** Makes the limits that the widget sets to its calls a thousand times shorter. */
export const hurry = (): void => {
  AbortSignal.timeout = (milliseconds) => realTimeout(milliseconds / 1000);
};

/** Sets the person's clock wrong by so many hours. */
export const clockOff = (hours: number): void => {
  Date.now = () => realDate() + hours * 3_600_000;
};

beforeEach(() => {
  ahead = 0;
  ticking.clear();
  AbortSignal.timeout = realTimeout;
  Date.now = realDate;
});
