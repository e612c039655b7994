/** What PostgreSQL tells all processes: something about a poll or in the ledger has changed. A hint to look, never the truth itself. */
import { sql } from 'kysely'
import { Client } from 'pg'
import { z } from 'zod'
import type { Database } from './database'
import { raw } from './query'

const pollNews = z.object({
  network: z.string(),
  poll: z.string(),
  group: z.string(),
  revision: z.number(),
})

/** Whose ledger: a group's, or with null the network's own. */
const ledgerNews = z.object({ network: z.string(), ledger: z.literal(true), group: z.string().nullable() })

/** Somebody's rights in it have changed. */
const peopleNews = z.object({ network: z.string(), people: z.literal(true) })

/** All of the network sees its offers. */
const offerNews = z.object({ network: z.string(), offer: z.string(), revision: z.number() })

/** What everybody who sees a round may see of it has changed; group null: it asks the whole network. */
const roundNews = z.object({ network: z.string(), round: z.string(), group: z.string().nullable() })

/**
 * An organisation's answer in the round `answer`: for its own people and for who runs the round, who knows whose is missing.
 * Everybody else is told in steps of five (P7).
 */
const answerNews = z.object({
  network: z.string(),
  answer: z.string(),
  group: z.string().nullable(),
  organisation: z.string(),
})

const itemSchema = z.union([pollNews, ledgerNews, peopleNews, offerNews, roundNews, answerNews])

export type NewsItem = z.output<typeof itemSchema>

/** Two news of the same thing are one. */
const thing = (item: NewsItem) => {
  if ('poll' in item) return item.poll
  if ('offer' in item) return item.offer
  if ('round' in item) return item.round
  if ('answer' in item) return `${item.answer} ${item.organisation}`
  return 'people' in item ? `${item.network} people` : `${item.network} ${item.group}`
}

export interface News {
  subscribe(reader: (item: NewsItem) => void): () => void
  /** Calls back whenever news may have been missed: nobody listened for a while, and now somebody does again. */
  onGap(listener: () => void): void
  stop(): Promise<void>
}

/** Tells the news of a committed change, with what else has changed meanwhile. */
export type TellNews = (item: NewsItem) => void

const gatherMs = 200
const retryMs = 1000
/** A minute of attempts. What is still untold then is told by nobody; whoever listens has lost its connection too. */
const mostFailures = 60

/**
 * For changes that come by the hundred a second. A transaction that notifies holds a lock of the whole cluster until
 * its commit is on the disk, so that such commits queue up one by one; told afterwards and together, they do not.
 */
export function newsTeller(database: Database, onError: (error: unknown) => void): TellNews {
  const waiting = new Map<string, NewsItem>()
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  const tell = async () => {
    const items = [...waiting.values()]
    waiting.clear()
    const texts = items.map((item) => JSON.stringify(item))
    try {
      await database.ask(raw(sql`select pg_notify('verbund', item) from unnest(${texts}::text[]) item`))
      failures = 0
    } catch (error) {
      onError(error)
      failures += 1
      if (failures < mostFailures) keep(items)
      else failures = 0
    }
    timer = undefined
    if (waiting.size > 0) tellIn(failures > 0 ? retryMs : gatherMs)
  }
  const tellIn = (ms: number) => {
    timer = setTimeout(() => void tell(), ms).unref()
  }
  /** What has come meanwhile is newer. */
  const keep = (items: readonly NewsItem[]) => {
    for (const item of items) if (!waiting.has(thing(item))) waiting.set(thing(item), item)
  }
  return (item) => {
    waiting.set(thing(item), item)
    if (!timer) tellIn(gatherMs)
  }
}

/** A connection that only waits: without signs of life nobody would notice that its other end is gone. */
const listening = {
  application_name: 'verbund-news',
  connectionTimeoutMillis: 3000,
  query_timeout: 3000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
}

/** Anybody who may use the database can notify its channels; what is none of ours is passed over. */
function readItem(payload: string | undefined): NewsItem | undefined {
  try {
    return itemSchema.safeParse(JSON.parse(payload ?? 'null')).data
  } catch {
    return undefined
  }
}

/** Listens on a connection of its own, and opens a new one when it breaks. */
export function listenForNews(url: string, onError: (error: Error) => void): News {
  const readers = new Set<(item: NewsItem) => void>()
  const gaps = new Set<() => void>()
  let stopped = false
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url, ...listening })
    let ended = false
    const again = (error?: Error) => {
      if (ended) return
      ended = true
      if (error) onError(error)
      next.end().catch(() => undefined)
      if (!stopped) timer = setTimeout(() => void connect(), retryMs)
    }
    next.on('error', again)
    next.on('end', () => again())
    next.on('notification', ({ payload }) => {
      const item = readItem(payload)
      if (item) for (const reader of readers) reader(item)
    })
    try {
      await next.connect()
      await next.query('listen verbund')
      client = next
      if (stopped) await next.end()
      else for (const tell of gaps) tell()
    } catch (error) {
      again(error instanceof Error ? error : new Error(String(error)))
    }
  }

  void connect()
  return {
    subscribe: (reader) => {
      readers.add(reader)
      return () => readers.delete(reader)
    },
    onGap: (listener) => void gaps.add(listener),
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
