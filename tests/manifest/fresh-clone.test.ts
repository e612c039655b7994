/** `npm run package` on a clone in which nothing is installed yet: npm is stood in for, everything else is real. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { removeFolder, temporaryFolder } from '../support/folder'
import { least, root } from './package-app'

const clone = temporaryFolder('clone')
afterAll(() => removeFolder(clone))

it('installs what it needs before it packs', () => {
  for (const part of ['env', 'manifest', 'package.json', 'package-lock.json'])
    cpSync(path.join(root, part), path.join(clone, part), { recursive: true })
  // Says how it was called, and brings one package: where that lies on this machine.
  const npm = path.join(clone, 'npm.js')
  const fflate = path.dirname(require.resolve('fflate/package.json'))
  writeFileSync(
    npm,
    `const { mkdirSync, symlinkSync, writeFileSync } = require('node:fs')
    mkdirSync('node_modules')
    symlinkSync(${JSON.stringify(fflate)}, 'node_modules/fflate', 'junction')
    writeFileSync('called', process.argv.slice(2).join(' '))`,
  )
  const target = path.join(clone, 'verbund.zip')
  const { status, stdout } = spawnSync(process.execPath, ['env/package.mjs', target], {
    cwd: clone,
    env: { PATH: process.env.PATH ?? '', npm_execpath: npm, ...least },
    encoding: 'utf8',
  })
  expect(readFileSync(path.join(clone, 'called'), 'utf8')).toMatch(/^install --no-save --omit=dev /)
  expect(stdout).toContain('Installing packages')
  expect({ status, written: existsSync(target) }).toEqual({ status: 0, written: true })
})
