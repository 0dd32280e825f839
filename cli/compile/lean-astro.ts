// Leaves out of the site's bundle what costs at every start and is never used there.
import type { Plugin } from 'vite';

const stub = '\0keyturn:no-checks';

// Astro checks form actions and its own configuration with zod. We have no actions, and the configuration is checked
// when the site is compiled. A member that isn't here fails at the bundle's first page, and so in the tests.
const noChecks = `
const nothing = new Proxy(() => {}, { get: () => nothing, apply: () => nothing });
export { nothing as custom, nothing as enum, nothing as object, nothing as string, nothing as union };
`;
const checkers = /\/astro\/dist\/(actions\/runtime|core\/csp)\//;

// What Astro asks of ICU at every start, whose tables take a tenth of a small build to load.
const late: Record<string, [RegExp, string]> = {
  // A clock for log lines, of which there are none.
  '/astro/dist/core/logger/core.js': [
    /const (\w+) = (new Intl\.DateTimeFormat\([^)]*\));/,
    'const $1 = { format: (time) => $2.format(time) };',
  ],
  // The alphabet for sorting routes that differ anyway.
  '/astro/dist/core/routing/priority.js': [
    /([\w.]+)\.localeCompare\(([\w.]+)\)/g,
    '($1 < $2 ? -1 : $1 > $2 ? 1 : 0)',
  ],
};

/** Astro without its checks, and without ICU. */
export const leanAstro = (): Plugin => ({
  name: 'keyturn:lean-astro',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.startsWith('zod') && checkers.test(importer ?? '') ? stub : undefined,
  load: (id) => (id === stub ? noChecks : undefined),
  transform(code, id) {
    const file = Object.keys(late).find((path) => id.endsWith(path));
    if (!file) return undefined;
    const [found, instead] = late[file]!;
    const lean = code.replace(found, instead);
    if (lean === code) this.error(`${file} looks different now`);
    return { code: lean, map: null };
  },
});
