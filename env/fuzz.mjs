/** `npm run fuzz`: the fuzz tests with 50,000 cases, and 10,000 at both gates with tokens. */
import { build } from './build.mjs'
import { install } from './install.mjs'
import { run } from './run.mjs'

await install('all')
await build()
const jest = ['--config', 'tests/jest.config.cjs', '--runInBand', '--testTimeout', '3600000', 'fuzz']
process.exit(await run('jest/bin/jest.js', jest, { FUZZ_CASES: '50000' }))
