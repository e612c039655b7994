/** `npm run faults`: the full counts of tests/faults, with figures printed. */
import { build } from './build.mjs'
import { install } from './install.mjs'
import { run } from './run.mjs'

await install('all')
await build()
const votes = { FAULT_ROUNDS: '50', FAULT_VOTES: '1000' }
const posts = { FAULT_DELIVERY_ROUNDS: '20', FAULT_CHANNELS: '500' }
const full = { ...votes, ...posts, FAULT_GONE_MS: '10000', FAULT_PRINT: 'on' }
const jest = ['--config', 'tests/jest.config.cjs', '--runInBand', '--testTimeout', '1800000', 'tests/faults']
process.exit(await run('jest/bin/jest.js', jest, full))
