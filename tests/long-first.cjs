/** The order of the test files: long ones begin first, and browsers take turns with what mostly waits. */
const { default: Sequencer } = require('@jest/test-sequencer')

/** A browser keeps a core busy: one to so many other files, or three of them at once would make each other late. */
const othersToOneBrowser = 3
const browser = /\/tests\/browser\//
/** Processes that are killed, thousands of cases, deadlines that are waited for: half a minute and more. */
const long = /\/tests\/(faults|env|http\/fuzz|delivery|groups\/matrix|data)\b/

class LongFirst extends Sequencer {
  async sort(tests) {
    const known = await super.sort(tests)
    const browsers = known.filter(({ path }) => browser.test(path))
    const others = known.filter(({ path }) => !browser.test(path))
    const ordered = [
      ...others.filter(({ path }) => long.test(path)),
      ...others.filter(({ path }) => !long.test(path)),
    ]
    const turns = browsers.flatMap((one) => [one, ...ordered.splice(0, othersToOneBrowser)])
    return [...turns, ...ordered]
  }
}

module.exports = LongFirst
