/** Where a test file runs: jest's own environment for Node, in which bundled packages are compiled once for a worker. */
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { Script } = require('node:vm')
const { TestEnvironment } = require('jest-environment-node')
const { Client } = require('pg')
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

/** A new connection costs PostgreSQL as much CPU as the whole clone. */
let admin
let before = Promise.resolve()

/** Two clones at the same moment disturb each other: PostgreSQL wants the template to itself. */
async function administer(base, text) {
  if (!admin) {
    admin = new Client({ connectionString: base })
    // PostgreSQL is stopped while it still stands.
    admin.on('error', () => undefined)
    await admin.connect()
  }
  admin.ref()
  try {
    await admin.query('select pg_advisory_lock(1)')
    await admin.query(text)
  } finally {
    await admin.query('select pg_advisory_unlock(1)')
    // It holds up no worker's end.
    admin.unref()
  }
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
    this.global.administerCluster = (base, text) => {
      const done = before.then(() => administer(base, text))
      before = done.catch(() => undefined)
      return done
    }
  }
}

module.exports = Realm
