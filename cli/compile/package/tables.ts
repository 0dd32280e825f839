// Tables of the pages that are made.
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** As code. */
export const mono = (text: string): string => `\`${text}\``;

/** A table in Markdown; nothing where it has no rows. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [heads, heads.map(() => '---'), ...rows]
        .map((row) => `| ${row.map(cell).join(' | ')} |`)
        .join('\n');
