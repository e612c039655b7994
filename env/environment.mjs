/** What the environment says: env/.env.local, then env/.env (not committed), then the process's own variables. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'

export const root = fileURLToPath(new URL('..', import.meta.url))

export function readEnvironment() {
  const files = ['env/.env.local', 'env/.env']
    .map((name) => `${root}${name}`)
    .filter((file) => existsSync(file))
  const read = files.map((file) => parseEnv(readFileSync(file, 'utf8')))
  return Object.assign({}, ...read, process.env)
}
