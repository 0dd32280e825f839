// A code's mail with its links, and what a press on them sends.
import type { StartRequest } from '../../backends/protocol/index.ts';
import { begin, type Bench, personNamed, type Walk } from './harness.ts';

/** Whom the mails are about. */
export const ada = 'ada@contoso.com';

/** Who is in the directory. */
export const people = [personNamed('ada'), personNamed('johan')];

/** A password that keeps the rules. */
export const fresh = 'violet umbrella seventy';

/** The token of a link to one of the pages, where a message has it. */
export const tokenIn = (text: string, page: 'link' | 'not-me'): string | undefined =>
  new RegExp(`https://passwords\\.contoso\\.com/(?:nl/|ar/)?${page}/#(\\S+)`).exec(text)?.[1];

/** The tokens of the newest mail's two links. */
export const newest = ({ sent }: Bench): { link: string; stop: string } => {
  const { text } = sent.at(-1)!;
  return { link: tokenIn(text, 'link')!, stop: tokenIn(text, 'not-me')! };
};

/** Presses the button behind a link. */
export const press = (
  bench: Bench,
  link: string,
  more: Partial<StartRequest> = {},
): Promise<Response> => bench.post('/flows', { flow: 'reset', locale: 'en', link, ...more });

/** The same, where it has to be good. */
export const goOn = (bench: Bench, link: string): Promise<Walk> => begin(bench, { link });

/** Presses “this wasn’t me”; tells the status. */
export const stop = async (bench: Bench, token: string): Promise<number> =>
  (await bench.post('/revocations', { token })).status;
