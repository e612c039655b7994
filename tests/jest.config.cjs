/** How jest runs: TypeScript through swc, one PostgreSQL for all, a database cloned for each file. */
const { packageMap } = require('../env/test-packages.cjs')

module.exports = {
  rootDir: '..',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  testEnvironment: '<rootDir>/tests/realm.cjs',
  moduleNameMapper: packageMap(),
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
  // Two cores: a third worker was tried, saves an eighth of the time, and makes tests of the five seconds (P9) late.
  maxWorkers: 2,
  testSequencer: '<rootDir>/tests/long-first.cjs',
  modulePathIgnorePatterns: ['<rootDir>/.build/(?!packages/)', '<rootDir>/.data/'],
}
