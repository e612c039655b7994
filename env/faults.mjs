/** `npm run faults`: the full counts of tests/faults, with figures printed. */
import { build } from './build.mjs'
import { install } from './install.mjs'
import { run } from './run.mjs'

await install('all')
await build()
const votes = { FAULT_ROUNDS: '50', FAULT_VOTES: '1000' }
const posts = { FAULT_DELIVERY_ROUNDS: '20', FAULT_CHANNELS: '500' }
const elections = { FAULT_ELECTION_ROUNDS: '20', FAULT_ELECTION_VOTERS: '300' }
const erasures = { FAULT_ERASURE_ROUNDS: '20', FAULT_ERASURES: '50' }
const imports = { FAULT_IMPORT_ROUNDS: '20', FAULT_IMPORT_ROWS: '10000' }
const full = {
  ...votes,
  ...posts,
  ...elections,
  ...erasures,
  ...imports,
  FAULT_GONE_MS: '10000',
  FAULT_PRINT: 'on',
}
const jest = ['--config', 'tests/jest.config.cjs', '--runInBand', '--testTimeout', '1800000', 'tests/faults']
process.exit(await run('jest/bin/jest.js', jest, full))
