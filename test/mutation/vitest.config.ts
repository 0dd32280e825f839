// The tests that see what flows, codes, limits and URLs do, for `npm run mutation`: those that are quick, on SQLite.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/gateway/**/*.test.ts', 'test/backends/*.test.ts'],
    exclude: [
      '**/banned/**',
      '**/people/**',
      '**/reports/**',
      '**/pace.test.ts',
      '**/sameness*.test.ts',
      '**/openapi.test.ts',
      '**/versions.test.ts',
      '**/passkeys.test.ts',
      '**/metrics.test.ts',
      '**/decoys.test.ts',
    ],
    testTimeout: 30_000,
  },
});
