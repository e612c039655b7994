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
  // At its end a worker holds nothing but its pipes; to give back some hundred MB takes longer than the 500 ms of jest.
  workerGracefulExitTimeout: 5_000,
  // Each file leaves some 18 MB behind (of jest's module registry); beyond this a worker begins anew, which takes a second.
  workerIdleMemoryLimit: '400MB',
  // At most, whatever the machine: each file's service takes a dozen of PostgreSQL's connections, some files several.
  maxWorkers: 4,
  runner: '<rootDir>/tests/two-rounds.cjs',
  testSequencer: '<rootDir>/tests/long-first.cjs',
  modulePathIgnorePatterns: ['<rootDir>/.build/(?!packages/)', '<rootDir>/.data/'],
}
