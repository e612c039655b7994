/** `npm run bench`: builds, then measures; prints a table and writes .build/bench.json. */
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { bundle } from './bundle.mjs'
import { root } from './environment.mjs'
import { install } from './install.mjs'

await install('all')
await build()
await bundle('tests/bench/bare-bot.ts')
const bench = await bundle('tests/bench/bench.ts')
const child = spawn(process.execPath, [bench, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
child.on('exit', (code) => process.exit(code ?? 1))
