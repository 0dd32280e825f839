// `npm run audit:trust`: what judges of others find in a built portal and in the package, as a table. It ends with 1 where
// one of them isn't content. Takes some minutes; the parts that are quick are in `npm test` too.
import { execFileSync } from 'node:child_process';
import setup from '../compiled.ts';
import { evaluate, type Judged, locked, observe, unneeded } from './judges.ts';
import { serve } from './served.ts';

setup();
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // this process asks itself alone
process.removeAllListeners('warning');

const policiesAt = async (host: string, paths: readonly string[]): Promise<string[]> => {
  const all = new Set<string>();
  for (const path of paths) {
    const answer = await fetch(`https://${host}/${path}`);
    all.add(answer.headers.get('content-security-policy') ?? '');
    const html = await answer.text();
    all.add(/http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1] ?? '');
  }
  return [...all];
};

const packageJudged = (): Judged => {
  const judge = 'publint, are-the-types-wrong';
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit',
    'test/package/packed.test.ts',
  ];
  try {
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return { judge, of: 'the packed package', found: '0 findings', good: true };
  } catch {
    return { judge, of: 'the packed package', found: 'see test/package', good: false };
  }
};

const served = await serve();
const judged: Judged[] = [];
try {
  judged.push(
    await observe(served.host, served.ca),
    evaluate(await policiesAt(served.host, served.paths)),
  );
  const { judgePages } = await import('./pages.ts');
  judged.push(...(await judgePages(served)));
} finally {
  await served.stop();
}
judged.push(packageJudged(), await unneeded(), await locked());

const wide = (texts: string[]): number => Math.max(...texts.map((text) => text.length)) + 2;
const [first, second] = [wide(judged.map(({ judge }) => judge)), wide(judged.map(({ of }) => of))];
for (const { judge, of, found, good } of judged)
  console.log(`${good ? '✓' : '✗'} ${judge.padEnd(first)}${of.padEnd(second)}${found}`);
process.exit(judged.every(({ good }) => good) ? 0 : 1);
