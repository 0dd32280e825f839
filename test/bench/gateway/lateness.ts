// A process that does nothing but ask, and look how late the replies are: one that also solves puzzles and reads mail would
// measure its own delays. `node lateness.ts PORT BEAT`: it asks until it is told to stop, and then tells.
import { callerTo } from './caller.ts';

const [port, beat] = process.argv.slice(2).map(Number) as [number, number];
const atOnce = 4;
const late: number[] = [];
let over = false;

const { call, close } = callerTo(port, atOnce);
const ask = async (): Promise<void> => {
  while (!over) {
    const begun = performance.now();
    await call('GET', '/api/healthz');
    late.push(performance.now() - begun - beat);
  }
};
process.once('message', () => (over = true));
await Promise.all(Array.from({ length: atOnce }, ask));
close();
process.send!(late, () => process.disconnect());
