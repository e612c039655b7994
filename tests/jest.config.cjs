/** How jest runs: TypeScript through swc, one PostgreSQL for all, a database cloned for each file. */
module.exports = {
  rootDir: '..',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2023' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFiles: ['<rootDir>/tests/support/one-realm.ts'],
  globalSetup: '<rootDir>/tests/support/cluster.ts',
  globalTeardown: '<rootDir>/tests/support/cluster-end.ts',
  testTimeout: 30_000,
  // The tests wait (for Teams' limits, for deadlines) more than they calculate: three keep two cores busy, two did not.
  maxWorkers: 3,
  testSequencer: '<rootDir>/tests/long-first.cjs',
  modulePathIgnorePatterns: ['<rootDir>/.build/', '<rootDir>/.data/'],
}
