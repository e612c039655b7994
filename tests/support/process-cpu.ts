/** CPU time that processes have taken, where the system tells (Linux); NaN elsewhere. */
import { readdirSync, readFileSync } from 'node:fs'
import { withOwner } from './crowd'

/** Clock ticks a second: 100 on every Linux that Node runs on. */
const ticks = 100

interface Stat {
  readonly parent: number
  /** User and system, in ms. */
  readonly own: number
  /** Of children that have ended. */
  readonly ended: number
}

/** @returns ms of user and system time so far */
export function cpuOf(pid: number | undefined): number {
  return stat(pid)?.own ?? Number.NaN
}

/** @returns ms of user and system time of the whole PostgreSQL so far: the server and all its children */
export async function cpuOfPostgres(databaseUrl: string): Promise<number> {
  const backend = await withOwner(databaseUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return stat(rows[0]?.pid)
  })
  const server = stat(backend?.parent)
  if (!backend || !server) return Number.NaN
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => stat(Number(name)))
    .filter((one) => one?.parent === backend.parent)
  return children.reduce((sum, child) => sum + (child?.own ?? 0), server.own + server.ended)
}

function stat(pid: number | undefined): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in brackets, and may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
    const ms = 1000 / ticks
    return { parent, own: (user + system) * ms, ended: (endedUser + endedSystem) * ms }
  } catch {
    return undefined
  }
}
