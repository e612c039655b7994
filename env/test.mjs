/** `npm test`: installs what is missing, then types, lint and format, then jest; one line at the end counts it all. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { build } from './build.mjs'
import { bundlePackages } from './bundle-packages.mjs'
import { root } from './environment.mjs'
import { install } from './install.mjs'
import { run } from './run.mjs'

const wanted = process.argv.slice(2)
await install('all')

const checks = [
  ['types of the service and the tests', 'typescript/bin/tsc', ['-p', 'tsconfig.json']],
  ['types of the tab', 'typescript/bin/tsc', ['-p', 'tab/tsconfig.json']],
  ['lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
]

let passed = 0
let failed = 0
for (const [name, program, args] of wanted.length > 0 ? [] : checks) {
  const ok = (await run(program, args)) === 0
  process.stdout.write(`${ok ? '✓' : '✕'} ${name}\n`)
  if (ok) passed += 1
  else failed += 1
}

// The tab is built for production: jest's own NODE_ENV comes later and only for jest.
await build()
await bundlePackages()
const report = `${root}.build/jest.json`
mkdirSync(`${root}.build`, { recursive: true })
rmSync(report, { force: true })
const jest = ['--config', 'tests/jest.config.cjs', '--json', '--outputFile', report, ...wanted]
const code = await run('jest/bin/jest.js', jest, {
  NODE_ENV: 'test',
  FORCE_COLOR: '0',
  ...(await findBrowser()),
})
const counted = readReport()
passed += counted.passed
failed += counted.failed
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed > 0 || code !== 0 ? 1 : 0)

/** A test file that does not even load has no tests in it, and counts as one that failed. */
function readReport() {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
