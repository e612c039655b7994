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

const itemSchema = z.union([pollNews, ledgerNews])

export type NewsItem = z.output<typeof itemSchema>

/** Two news of the same thing are one. */
const thing = (item: NewsItem) => ('poll' in item ? item.poll : `${item.network} ${item.group}`)

export interface News {
  subscribe(reader: (item: NewsItem) => void): () => void
  stop(): Promise<void>
}

/** Tells the news of a committed change, with what else has changed meanwhile. */
export type TellNews = (item: NewsItem) => void

const gatherMs = 200

/**
 * For changes that come by the hundred a second. A transaction that notifies holds a lock of the whole cluster until
 * its commit is on the disk, so that such commits queue up one by one; told afterwards and together, they do not.
 */
export function newsTeller(database: Database, onError: (error: unknown) => void): TellNews {
  const waiting = new Map<string, NewsItem>()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    timer = undefined
    const items = [...waiting.values()].map((item) => JSON.stringify(item))
    waiting.clear()
    database
      .ask(raw(sql`select pg_notify('verbund', item) from unnest(${items}::text[]) item`))
      .catch(onError)
  }
  return (item) => {
    waiting.set(thing(item), item)
    if (!timer) timer = setTimeout(tell, gatherMs).unref()
  }
}

const retryMs = 1000

/** Listens on a connection of its own, and opens a new one when it breaks. */
export function listenForNews(url: string, onError: (error: Error) => void): News {
  const readers = new Set<(item: NewsItem) => void>()
  let stopped = false
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url, application_name: 'verbund-news' })
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
      const item = itemSchema.safeParse(JSON.parse(payload ?? 'null'))
      if (item.success) for (const reader of readers) reader(item.data)
    })
    try {
      await next.connect()
      await next.query('listen verbund')
      client = next
      if (stopped) await next.end()
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
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
