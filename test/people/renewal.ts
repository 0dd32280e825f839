import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** References are to be made anew: `npm run visual -- --update`. */
    renews: boolean;
  }
}

/** Vitest's global set-up. */
export default ({ globalConfig, provide }: TestProject): void =>
  provide('renews', globalConfig.snapshotOptions.updateSnapshot === 'all');
