/** Which test files run in which of the two rounds, and which of them keep the machine busy. */

/** Mostly wait, and are held to times: P9, what Teams allows in a second, a mail server's patience, a killed process. */
const waits = /\/tests\/(faults|delivery|jobs|mail|polls\/(channel-cards|closes-by-itself))\b/

/** Chromium, the Playground, or processes of the service with a PostgreSQL of their own: a core each. */
const heavy = /\/tests\/(browser|faults|env)\//

/** Thousands of cases and much to read: half a minute and more. */
const long = /\/tests\/(http\/fuzz|needs\/fuzz|delivery|groups\/matrix|data)\b/

const computing = (tests) => tests.filter(({ path }) => !waits.test(path))
const waiting = (tests) => tests.filter(({ path }) => waits.test(path))

module.exports = { computing, heavy, long, waiting }
