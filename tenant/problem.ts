import type { LineAndColumn, Path } from './source.ts';

/** One thing that is wrong in a tenant file, as data: what was found where, what is wanted, what to do. */
export type Finding = {
  path: Path;
  got: string;
  want: string;
  todo: string;
  /** Where in the file to look, if not at `path` itself: the parent of a key that isn't there. */
  at?: 'key' | 'value' | 'parent';
};

/** A finding with its place in the file. Lines and columns count from 1. */
export type Problem = Omit<Finding, 'at'> & LineAndColumn & { file: string };

const pathText = (path: Path): string =>
  path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${String(part)}`,
    )
    .join('');

/** The sentence for a terminal: four short lines, the first one clickable in most of them. */
export const printProblem = ({ file, line, column, path, got, want, todo }: Problem): string =>
  [
    `${file}:${line}:${column}  ${pathText(path) || '(the file itself)'}`,
    `  got   ${got}`,
    `  want  ${want}`,
    `  do    ${todo}`,
  ].join('\n');

/** A tenant file that can't be used; it carries every problem at once. */
export class TenantError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(printProblem).join('\n\n'));
    this.name = 'TenantError';
    this.problems = problems;
  }
}
