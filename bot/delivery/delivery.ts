/** What the rooms of delivery share: where to read, how to send, whom to tell. */
import type { Clock } from '../clock'
import { type Database, DatabaseGone, type Transaction } from '../database/database'
import type { Ids } from '../ids'
import type { Log } from '../log'
import type { ChannelReader } from './mark'
import type { Outlet, Renderer, Rendering } from './outlet'
import type { Pace } from './pace'
import type { Post } from './store'
import type { ThrottleWatch } from './throttle'

/** What happened to requests, for the metrics. */
export interface Meter {
  sent(): void
  edited(): void
  /** @param cause as the ledger has it */
  failed(state: 'failed' | 'unknown', cause: string): void
  throttled(): void
}

export interface Delivery {
  readonly database: Database
  /** The same, with connections of its own for what must be stored right before a request leaves. */
  readonly express: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly outlet: Outlet
  /** Reads channels, where that is allowed. */
  readonly reader: ChannelReader | null
  readonly renderers: Readonly<Record<string, Renderer>>
  readonly pace: Pace
  readonly throttle: ThrottleWatch
  readonly meter: Meter
  /** Tells whoever looks at the ledger that it has changed. */
  readonly tell: (networkId: string, groupId: string | null) => void
  /** 0 to 1, for jitter. */
  readonly random: () => number
}

export async function render(
  delivery: Delivery,
  networkId: string,
  post: Post,
): Promise<Rendering | undefined> {
  const renderer = delivery.renderers[post.matter.kind]
  if (!renderer) throw new Error(`nobody renders posts of kind ${post.matter.kind}`)
  const { matter, conversationId, memberId, data } = post
  const standing = post.state === 'sent'
  return renderer({ networkId, matterId: matter.id, conversationId, memberId, standing, data })
}

/** What is known must be stored, also when the database is away for a while: up to a minute. */
export async function storeSurely<T>(
  { database, log }: Delivery,
  networkId: string,
  pause: (tries: number) => Promise<void>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.inNetwork(networkId, work)
    } catch (error) {
      if (tries === 60 || !mayPass(error)) throw error
      log.warn({ err: error, tries }, 'what became of a post could not be stored yet')
      await pause(tries)
    }
  }
}

/** No connection, a statement that took too long, or one of two transactions that were in each other's way (class 40). */
export function mayPass(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return error instanceof DatabaseGone || code.startsWith('40')
}
