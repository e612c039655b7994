/** The order of the test files: long ones begin first, and what keeps a core busy takes turns with all the others. */
const { default: Sequencer } = require('@jest/test-sequencer')
const { computing, heavy, long, waiting } = require('./rounds.cjs')

/** So that the last of the heavy ones does not begin when the others have ended. */
const early = 0.8

class LongFirst extends Sequencer {
  async sort(tests) {
    const known = await super.sort(tests)
    return [...inTurns(computing(known)), ...inTurns(waiting(known))]
  }
}

function inTurns(tests) {
  const busy = tests.filter(({ path }) => heavy.test(path))
  const others = tests.filter(({ path }) => !heavy.test(path))
  const ordered = [
    ...others.filter(({ path }) => long.test(path)),
    ...others.filter(({ path }) => !long.test(path)),
  ]
  const between = Math.floor((others.length / busy.length) * early)
  const turns = busy.flatMap((one) => [one, ...ordered.splice(0, between)])
  return [...turns, ...ordered]
}

module.exports = LongFirst
