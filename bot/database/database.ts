/** Transactions: every one names its network, so that row-level security lets it see that network and no other (E1). */
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, type PoolClient, type QueryResult } from 'pg'
import type { Query } from './query'

/** What a use case may do with the database while its transaction lasts. */
export interface Transaction {
  readonly networkId: string
  all<R>(query: Query<R>): Promise<readonly R[]>
  first<R>(query: Query<R>): Promise<R | undefined>
  /** Number of rows changed. */
  run(query: Query<unknown>): Promise<number>
}

export interface Database {
  /**
   * One transaction in one network. It commits when `work` returns, and is rolled back when it throws. Where it waited in
   * a circle with another one and was ended for that, `work` runs anew from its beginning, a few times at most: it has no
   * effects but those in the database.
   */
  inNetwork<T>(networkId: string, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** A question to one of the doors through the wall (`identify`, `due_polls`, …); no table answers here. */
  ask<R>(query: Query<R>): Promise<readonly R[]>
  end(): Promise<void>
}

/** The database does not answer: users are asked to try again. */
export class DatabaseGone extends Error {}

/** It does, but not to this in time, mostly behind a long act of administration: nothing was stored. */
export class DatabaseBusy extends DatabaseGone {}

export interface DatabaseSettings {
  readonly url: string
  readonly connections?: number
  readonly onError: (error: Error) => void
}

/** Role of the service: neither owner nor superuser, or row-level security would not bind it. */
const asService = '-c role=verbund_service -c search_path=verbund -c statement_timeout=10000'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function openDatabase({ url, connections = 10, onError }: DatabaseSettings): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    // Statements are sent without waiting for the answer to the one before: `begin` costs no round trip of its own.
    pipeline: true,
    options: asService,
    connectionTimeoutMillis: 3000,
    application_name: 'verbund',
  } as ConstructorParameters<typeof Pool>[0])
  // A connection that breaks, idle or between two statements, would otherwise end the process.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return {
    inNetwork: (networkId, work) => inNetwork(pool, networkId, work),
    ask: async (query) => rows(await connected(() => pool.query(prepared(query)))),
    end: () => pool.end(),
  }
}

/** PostgreSQL ended one of two transactions that waited for each other: nothing of it is there. */
class InCircle extends Error {}
const deadlock = '40P01'
const mostTries = 4

async function inNetwork<T>(
  pool: Pool,
  networkId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (!uuid.test(networkId)) throw new Error('a network id is a lower-case UUID')
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(pool, networkId, work)
    } catch (error) {
      if (!(error instanceof InCircle) || tries === mostTries)
        throw error instanceof InCircle ? error.cause : error
      await sleep(10 * tries)
    }
  }
}

async function once<T>(pool: Pool, networkId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await connected(() => pool.connect())
  const { tx, end, fate } = transaction(client, networkId)
  let broken: Error | undefined
  try {
    const begun = client.query(`begin; set local verbund.network = '${networkId}'`)
    begun.catch(() => undefined)
    const result = await work(tx)
    await begun
    const { command } = await client.query('commit')
    // PostgreSQL answers a commit after a failed statement with ROLLBACK: nothing of it is there.
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
    return result
  } catch (error) {
    end()
    const told = asGone(error)
    // A connection to a server that is gone, or may only be read by now, would fail the next one too.
    broken =
      (await rollBack(client)) ??
      (told instanceof DatabaseGone && !(told instanceof DatabaseBusy) ? told : undefined)
    throw fate.inCircle ? new InCircle('two waited for each other', { cause: told }) : told
  } finally {
    end()
    client.release(broken)
  }
}

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** @returns also how it ends: what is asked afterwards would land in whatever transaction the connection has by then (E1) */
function transaction(
  client: PoolClient,
  networkId: string,
): { readonly tx: Transaction; readonly end: () => void; readonly fate: { inCircle: boolean } } {
  let over = false
  // Statements sent behind the one that was ended fail, too, and may be heard of first.
  const fate = { inCircle: false }
  const query = async <R>(q: Query<R>) => {
    if (over) throw new Error('the transaction is over')
    try {
      return await client.query(prepared(q))
    } catch (error) {
      fate.inCircle ||= codeOf(error) === deadlock
      throw error
    }
  }
  const tx: Transaction = {
    networkId,
    all: async (q) => rows(await query(q)),
    first: async <R>(q: Query<R>) => rows<R>(await query(q))[0],
    run: async (q) => (await query(q)).rowCount ?? 0,
  }
  return {
    tx,
    fate,
    end: () => {
      over = true
    },
  }
}

function rows<R>(result: QueryResult): readonly R[] {
  return result.rows
}

/** Prepared once per connection under a name made from its text, so that PostgreSQL parses and plans it once. */
const names = new Map<string, string>()

function prepared(query: Query<unknown>) {
  const { sql, parameters } = query.compile()
  let name = names.get(sql)
  if (!name) {
    name = `q${names.size}`
    names.set(sql, name)
  }
  return { name, text: sql, values: [...parameters] }
}

async function connected<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asGone(error)
  }
}

const goneCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // Only to be read: after a fail-over this is the server that no longer leads.
  '25006',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

const timedOut = '57014'

function asGone(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (codeOf(error) === timedOut) return new DatabaseBusy(error.message, { cause: error })
  const gone =
    goneCodes.has(codeOf(error)) ||
    /connection.*(terminated|timeout|ended|error)|timeout exceeded when trying to connect|not queryable|client was closed/i.test(
      error.message,
    )
  return gone ? new DatabaseGone(error.message, { cause: error }) : error
}
