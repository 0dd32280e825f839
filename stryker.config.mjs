// `npm run mutation`: changes flows, codes, limits and the handling of URLs, one thing at a time, and wants a test to fail.
export default {
  mutate: [
    'backends/{limits,typed-code,password-rules,values}.ts',
    'gateway/flow/{machine,outcome,continued,strangers,return-address}.ts',
    'gateway/steps/{codes,enter-code,proofs,spending,commit,new-password,identify,sign-in}.ts',
    'gateway/{limiter,load,budgets,numbers,puzzle,mail-links}.ts',
    'gateway/http/{client,origins}.ts',
    'tenant/addresses.ts',
  ],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  // In place of a copy: the packages and what is compiled stay where they are.
  inPlace: false,
  tempDirName: '.stryker',
  ignorePatterns: ['/compiled', '/docs', '/test/people', '/test/browsers'],
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: '.stryker/incremental.json',
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false },
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 60,
  thresholds: { high: 90, low: 85, break: 85 },
};
