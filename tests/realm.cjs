/** Where a test file runs: jest's own environment for Node, in which bundled packages are compiled once for a worker. */
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { Script } = require('node:vm')
const { TestEnvironment } = require('jest-environment-node')
const { folder } = require('../env/test-packages.cjs')

/** This module outlives the files: jest loads it once for a worker. */
const compiled = new Map()

function scriptOf(name) {
  const known = compiled.get(name)
  if (known) return known
  const filename = path.join(folder, name)
  const code = readFileSync(filename, 'utf8')
  const script = new Script(`(function (module, exports, require, __filename, __dirname) {${code}\n})`, {
    filename,
  })
  compiled.set(name, script)
  return script
}

class Realm extends TestEnvironment {
  constructor(...given) {
    super(...given)
    const modules = new Map()
    const load = (name, requireRest) => {
      const known = modules.get(name)
      if (known) return known.exports
      const module = { exports: {} }
      modules.set(name, module)
      const wanted = (id) => (id.startsWith('./') ? load(id.slice(2), requireRest) : requireRest(id))
      const run = scriptOf(name).runInContext(this.context)
      run(module, module.exports, wanted, path.join(folder, name), folder)
      return module.exports
    }
    /** What stands in `.build/packages` for a package calls this, with jest's `require` for what is not bundled. */
    this.global.loadPackage = load
  }
}

module.exports = Realm
