/** Counts the posts of one matter: what the ledger says of each against what stands in Teams by the stand-in's own record. */
import { setTimeout as sleep } from 'node:timers/promises'
import { withOwner } from './crowd'
import type { TeamsStandIn } from './teams-stand-in'

export interface LedgerPost {
  readonly id: string
  readonly conversation: string
  readonly state: string
  readonly cause: string | null
  readonly tries: number
  /** A process holds its conversation, or held it when it died. */
  readonly held: boolean
}

export async function ledgerOf(databaseUrl: string, matter: string): Promise<readonly LedgerPost[]> {
  return withOwner(databaseUrl, async (client) => {
    const { rows } = await client.query<LedgerPost>(
      `select p.id, p.conversation_id as conversation, p.state, p.cause, p.tries, l.held_by is not null as held
       from post p left join lane l using (network_id, conversation_id)
       where p.matter_id = $1 and p.matter_kind = 'poll' order by p.position`,
      [matter],
    )
    return rows
  })
}

/**
 * Waits until none is waiting or on its way: what has become of them is known, or known to be unknown.
 * @throws after `withinMs`
 */
export async function untilSettled(
  databaseUrl: string,
  matter: string,
  withinMs: number,
): Promise<readonly LedgerPost[]> {
  const end = Date.now() + withinMs
  await withOwner(databaseUrl, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ open: number }>(
        `select count(*)::int as open from post
         where matter_id = $1 and matter_kind = 'poll' and state in ('waiting', 'sending')`,
        [matter],
      )
      if (rows[0]?.open === 0) return
      if (Date.now() > end) throw new Error(`${rows[0]?.open} posts are not settled after ${withinMs} ms`)
      // Seldom: the database is to be busy with the posts.
      await sleep(500)
    }
  })
  return ledgerOf(databaseUrl, matter)
}

/** The ledger's id in a call or a message: every card bears its mark (bot/delivery/mark.ts). */
export function postIn(body: unknown): string | undefined {
  return /"id":"post-([0-9a-f-]{36})"/.exec(JSON.stringify(body) ?? '')?.[1]
}

export interface Count {
  readonly posts: number
  readonly conversations: number
  readonly sent: number
  readonly unknown: number
  /** Of the unknown ones those that stand there: to repeat one blindly would have doubled it. */
  readonly unknownThere: number
  /** Sent by the ledger, but not there; or neither sent nor unknown. */
  readonly missing: number
  /** More than once there, whatever the ledger says. */
  readonly doubled: number
  /** Requests that broke a limit of Microsoft's. */
  readonly overLimit: number
}

export function countPosts(teams: TeamsStandIn, posts: readonly LedgerPost[]): Count {
  const there = new Map<string, number>()
  for (const { activity } of teams.messages()) {
    const post = postIn(activity)
    if (post) there.set(post, (there.get(post) ?? 0) + 1)
  }
  const copies = ({ id }: LedgerPost) => there.get(id) ?? 0
  const sent = posts.filter(({ state }) => state === 'sent')
  const unknown = posts.filter(({ state }) => state === 'unknown')
  return {
    posts: posts.length,
    conversations: new Set(posts.map(({ conversation }) => conversation)).size,
    sent: sent.length,
    unknown: unknown.length,
    unknownThere: unknown.filter((post) => copies(post) > 0).length,
    missing: sent.filter((post) => copies(post) === 0).length + posts.length - sent.length - unknown.length,
    doubled: posts.filter((post) => copies(post) > 1).length,
    overLimit: teams.calls.filter(({ outcome }) => outcome?.cause === 'limit').length,
  }
}
