/**
 * Runs the test files in two rounds: first those that compute, then those that mostly wait and are held to seconds.
 *
 * With browsers beside them, tests of five seconds (P9), of limits a second and of killed processes come late.
 */
const { availableParallelism } = require('node:os')
const { default: TestRunner } = require('jest-runner')
const { computing, waiting } = require('./rounds.cjs')

class TwoRounds extends TestRunner {
  constructor(globalConfig, context) {
    // One more than cores: each file waits for PostgreSQL, for timers, for a page.
    const maxWorkers = Math.min(globalConfig.maxWorkers, availableParallelism() + 1)
    super({ ...globalConfig, maxWorkers }, context)
  }

  async runTests(tests, watcher, options) {
    for (const round of [computing(tests), waiting(tests)])
      if (round.length > 0 && !watcher.isInterrupted()) await super.runTests(round, watcher, options)
  }
}

module.exports = TwoRounds
