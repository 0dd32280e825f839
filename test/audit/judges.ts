// Judges that others made: each says how it found the portal or the package, in one line.
import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { installed } from '../installed.ts';

/** What a judge found. */
export type Judged = { judge: string; of: string; found: string; good: boolean };

const run = promisify(execFile);

type Outcome = { code: number; stdout: string; stderr: string };

// A judge that finds something ends with another code than 0, and still says what.
const outcomeOf = async (command: string, args: string[], env = {}): Promise<Outcome> => {
  try {
    const told = await run(command, args, { env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
    return { code: 0, ...told };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as Partial<Outcome>;
    return { code: code ?? 1, stdout, stderr };
  }
};

type Scan = { scan?: { grade: string; score: number }; error?: string };

/** MDN's HTTP Observatory, from its package: nothing leaves the machine. */
export const observe = async (host: string, ca: string): Promise<Judged> => {
  const folder = await installed(join(import.meta.dirname, 'observatory'));
  const observatory = join(folder, 'node_modules/@mdn/mdn-http-observatory');
  // Its lists of preloaded names would be fetched when it's installed; none of ours is in them.
  const lists = join(observatory, 'conf');
  await mkdir(lists, { recursive: true });
  const known = await readdir(lists);
  if (!known.includes('hsts-preload.json')) await writeFile(join(lists, 'hsts-preload.json'), '{}');
  const { stdout, stderr } = await outcomeOf(
    process.execPath,
    [join(observatory, 'src', 'scan.js'), host],
    { NODE_EXTRA_CA_CERTS: ca },
  );
  const { scan, error } = JSON.parse(stdout || '{}') as Scan;
  const found = scan ? `${scan.grade}, ${scan.score}` : `no verdict: ${error ?? stderr}`;
  return {
    judge: 'MDN HTTP Observatory',
    of: 'the first page',
    found,
    good: scan !== undefined && scan.score >= 130,
  };
};

/** Google's CSP Evaluator on each policy. */
export const evaluate = (policies: readonly string[]): Judged => {
  const findings = policies.flatMap((policy) =>
    new CspEvaluator(new CspParser(policy).csp)
      .evaluate()
      .filter(({ severity }) => severity !== Severity.INFO && severity !== Severity.NONE),
  );
  const told = [...new Set(findings.map(({ description }) => description))];
  return {
    judge: 'csp_evaluator',
    of: `${policies.length} policies`,
    found: told.length > 0 ? told.join(' ') : '0 findings',
    good: told.length === 0,
  };
};

/** knip: files and packages that nothing needs. */
export const unneeded = async (): Promise<Judged> => {
  const { code, stdout } = await outcomeOf(process.execPath, [
    'node_modules/knip/bin/knip.js',
    '--no-progress',
    '--include',
    'files,dependencies,unlisted,unresolved,exports,binaries',
  ]);
  return {
    judge: 'knip',
    of: 'files and packages',
    found: stdout.trim() || '0 findings',
    good: code === 0,
  };
};

/** lockfile-lint: every package from npm's registry, over TLS, with its digest. */
export const locked = async (): Promise<Judged> => {
  const { code, stdout, stderr } = await outcomeOf(process.execPath, [
    'node_modules/lockfile-lint/bin/lockfile-lint.js',
    '--path',
    'package-lock.json',
    '--type',
    'npm',
    '--allowed-hosts',
    'npm',
    '--validate-https',
    '--validate-integrity',
  ]);
  const found = code === 0 ? '0 findings' : (stdout + stderr).trim().slice(0, 400);
  return { judge: 'lockfile-lint', of: 'package-lock.json', found, good: code === 0 };
};
