/** The order of the test files: what takes long begins first, so that nobody waits for one long file at the end. */
const { default: Sequencer } = require('@jest/test-sequencer')

/** Processes that are killed, browsers, thousands of cases: half a minute and more. */
const long = /\/tests\/(faults|browser|env|http\/fuzz|delivery)\b/

class LongFirst extends Sequencer {
  async sort(tests) {
    const others = await super.sort(tests)
    return [...others.filter(({ path }) => long.test(path)), ...others.filter(({ path }) => !long.test(path))]
  }
}

module.exports = LongFirst
