import { defineConfig } from 'vitest/config';

const kept = [
  'approvals',
  'audit',
  'backup-codes',
  'directory',
  'faults',
  'limits',
  'mail-links',
  'not-me',
  'outbox',
  'passkeys',
  'people/import',
  'pumping',
  'refusals',
  'registration',
  'registrations',
  'requests',
  'secrets',
  'signed-in',
  'store',
  'totp',
  'walks',
];

const others = ['browsers', 'e2e', 'soak', 'directories', 'hosting', 'people', 'stores'];
const pure = ['backends', 'lint', 'locales', 'site', 'templates', 'tenant'];

const unit = {
  globalSetup: ['test/compiled.ts', 'test/chromium.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Left to itself it keeps one core free, which on two is half of them; a third test works while others wait.
  maxWorkers: 3,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...unit,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...others, ...pure].map((room) => `test/${room}/**`),
        },
      },
      {
        // What keeps nothing from one test to the next: its modules are loaded once for all files.
        test: {
          ...unit,
          name: 'unit-pure',
          include: pure.map((room) => `test/${room}/**/*.test.ts`),
          isolate: false,
        },
      },
      {
        test: {
          name: 'directories',
          include: ['test/directories/**/*.test.ts'],
          globalSetup: ['test/compiled.ts', 'test/directories/setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          // The servers are the same for all files, and two cores are soon busy with them.
          maxWorkers: 1,
        },
      },
      {
        // What depends on how things are kept, once more, on a PostgreSQL.
        test: {
          name: 'stores',
          include: [
            'test/stores/**/*.test.ts',
            ...kept.map((name) => `test/gateway/${name}.test.ts`),
          ],
          globalSetup: ['test/compiled.ts', 'test/stores/setup.ts'],
          setupFiles: ['test/stores/only-shared.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'hosting',
          include: ['test/hosting/**/*.test.ts'],
          globalSetup: ['test/compiled.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
        },
      },
      {
        test: { name: 'soak', include: ['test/soak/*.test.ts'] },
      },
      {
        // Properties of what others write, many times as often.
        test: {
          name: 'soak-inputs',
          include: ['test/inputs/*.test.ts'],
          env: { KEYTURN_RUNS: '20000' },
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'soak-stores',
          include: ['test/soak/races.test.ts', 'test/soak/stores/*.test.ts'],
          globalSetup: ['test/compiled.ts', 'test/stores/setup.ts'],
          setupFiles: ['test/stores/only-shared.ts'],
          maxWorkers: 1,
        },
      },
      {
        // Emulators of hosts and a checker in Java, which are installed for this alone.
        test: {
          name: 'soak-hosts',
          include: ['test/soak/hosts/*.test.ts'],
          globalSetup: ['test/compiled.ts'],
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'soak-kills',
          include: ['test/soak/kills/*.test.ts'],
          globalSetup: ['test/compiled.ts', 'test/stores/setup.ts', 'test/directories/setup.ts'],
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/compiled.ts', 'test/chromium.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // Two cores: two browsers at once are enough.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'people',
          include: ['test/people/**/*.test.ts'],
          globalSetup: ['test/compiled.ts', 'test/chromium.ts', 'test/people/renewal.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Two cores: two browsers at once are enough.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browsers',
          include: ['test/browsers/**/*.test.ts'],
          globalSetup: ['test/compiled.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Whole browsers, and each takes both cores while it starts.
          maxWorkers: 1,
        },
      },
    ],
  },
});
