import { expect, it } from 'vitest';
import { logTo } from '../../cli/log.ts';

it('The log writes the lines of one moment at once, in their order', async () => {
  const written: string[] = [];
  const log = logTo((text) => void written.push(text));
  for (const event of ['one', 'two', 'three']) log({ event });
  expect(written).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 60));
  log({ event: 'four' });
  process.listeners('exit').at(-1)!(0);
  expect(written.map((text) => text.split('\n').length - 1)).toEqual([3, 1]);
  const lines = written.join('').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
    'one',
    'two',
    'three',
    'four',
  ]);
});
