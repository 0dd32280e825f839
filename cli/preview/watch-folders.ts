import { existsSync, watch } from 'node:fs';

// What a tenant is made of; logs and outputs that happen to be in the same folder are not.
const matters = /\.(?:ya?ml|json|[cm]?[jt]s|svg|png|jpe?g|webp|woff2)$/i;

const quiet = 120; // ms; editors write a file in several steps, and a moment later it is whole

/**
 * Calls `changed` after files in some folders have changed, never twice at the same time. Folders are watched, and not
 * the files in them or below: most editors put a new file in the old one's place, and a watched file is then lost.
 */
export const watchFolders = (
  changed: () => Promise<void>,
): { add(folders: readonly string[]): void } => {
  const known = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const notice = (_event: string, name: string | null): void => {
    if (name !== null && !matters.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed);
    }, quiet);
  };
  return {
    add: (folders) => {
      for (const folder of folders) {
        if (known.has(folder) || !existsSync(folder)) continue;
        known.add(folder);
        watch(folder, notice);
      }
    },
  };
};
