import { expect, it } from 'vitest';
import { logLine } from '../../cli/log-line.ts';

it.each([
  'a\r\n{"level":"audit"}',
  '\u001b[2Jx',
  '\u009b31mx',
  '\u007f\u0085',
  'ada\u202emoc.evil',
  'a\u2028b\u2066c\u200f',
])('A name like %j stays inside one line of the log, and no terminal obeys it', (username) => {
  const line = logLine({ event: 'identified', username });
  expect(line).not.toMatch(/\p{Cc}|[\u2028\u2029]|\p{Bidi_Control}/u);
  expect(JSON.parse(line)).toMatchObject({ event: 'identified', username });
});
