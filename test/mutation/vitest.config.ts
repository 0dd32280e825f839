// The tests that see what flows, codes, limits and URLs do, for `npm run mutation`: those that are quick, on SQLite.
import { defineConfig } from 'vitest/config';

// Each mutant meets many hashes, and what they cost isn't what it changes.
const cheapHashes = {
  name: 'cheap hashes',
  enforce: 'pre' as const,
  transform: (code: string, id: string): string | undefined =>
    id.endsWith('/gateway/slow-hash.ts')
      ? code.replace('memoryCost: 19_456, timeCost: 2', 'memoryCost: 64, timeCost: 1')
      : undefined,
};

export default defineConfig({
  plugins: [cheapHashes],
  test: {
    include: [
      'test/gateway/**/*.test.ts',
      'test/backends/*.test.ts',
      'test/tenant/addresses.test.ts',
    ],
    exclude: [
      '**/banned/**',
      '**/people/**',
      '**/reports/**',
      '**/pace.test.ts',
      '**/sameness*.test.ts',
      '**/openapi.test.ts',
      '**/versions.test.ts',
      '**/passkeys.test.ts',
      '**/decoys.test.ts',
      // What a hash costs.
      '**/directory.test.ts',
    ],
    testTimeout: 30_000,
    // Loading the gateway anew for each file would cost more than the tests in it.
    isolate: false,
  },
});
