/** The ledger in the database: one row a post, the truth about what became of it. */
import { type Selectable, sql, type Updateable } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Tables } from '../database/tables'

export interface Matter {
  /** Names the renderer: `poll`, `poll-result`, `answer`. */
  readonly kind: string
  readonly id: string
}

export interface NewPost {
  readonly id: string
  readonly conversationId: string
  readonly serviceUrl: string
  readonly replyTo: string | null
  readonly matter: Matter
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Date
  /** An answer to an act: it goes before what goes to many. */
  readonly urgent: boolean
  /** Whose ledger it stands in; null: the network's own. */
  readonly groupId: string | null
  /** The person it is for, where it is for one. */
  readonly memberId?: string
  /** The deleted card that it stands in for. */
  readonly replaces?: string
  /** Whom an answer's card names. */
  readonly names?: readonly string[]
  /** That it went to this person says what nobody may know: it stands in no ledger. */
  readonly secret?: boolean
}

export type PostState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'given-up' | 'gone'

export interface Post {
  readonly id: string
  readonly conversationId: string
  readonly serviceUrl: string
  readonly replyTo: string | null
  readonly matter: Matter
  readonly data: Readonly<Record<string, unknown>>
  readonly state: PostState
  readonly tries: number
  readonly messageId: string | null
  readonly shownRevision: number | null
  readonly urgent: boolean
  readonly groupId: string | null
  readonly memberId: string | null
  readonly replaces: string | null
  readonly editsWanted: number
  readonly editTries: number
  readonly checkWanted: boolean
  readonly secret: boolean
}

/** As the table holds it. */
export type PostRow = Selectable<Tables['post']>

export async function insertPosts(tx: Transaction, posts: readonly NewPost[]): Promise<void> {
  const values = posts.map((post) => ({
    id: post.id,
    network_id: tx.networkId,
    conversation_id: post.conversationId,
    service_url: post.serviceUrl,
    reply_to: post.replyTo,
    matter_kind: post.matter.kind,
    matter_id: post.matter.id,
    data: JSON.stringify(post.data),
    state: 'waiting' as const,
    created_at: post.at,
    urgent: post.urgent,
    group_id: post.groupId,
    member_id: post.memberId ?? null,
    replaces: post.replaces ?? null,
    secret: post.secret ?? false,
    ...(post.names && { names: [...post.names] }),
  }))
  // PostgreSQL takes 65,535 parameters a statement.
  for (let i = 0; i < values.length; i += 1000)
    await tx.run(queries.insertInto('post').values(values.slice(i, i + 1000)))
}

/** Whoever looks at these ledgers hears of it when the transaction is committed. */
export async function tellOfPosts(tx: Transaction, groups: readonly (string | null)[]): Promise<void> {
  const news = groups.map((group) => JSON.stringify({ network: tx.networkId, ledger: true, group }))
  await tx.run(raw(sql`select pg_notify('verbund', item) from unnest(${news}::text[]) item`))
}

const selected = queries.selectFrom('post').selectAll()

export async function lockPost(tx: Transaction, id: string): Promise<Post | undefined> {
  const row = await tx.first(selected.where('id', '=', id).forUpdate())
  return row && readPost(row)
}

export async function postOfMessage(
  tx: Transaction,
  conversationId: string,
  messageId: string,
): Promise<Post | undefined> {
  const row = await tx.first(
    selected.where('conversation_id', '=', conversationId).where('message_id', '=', messageId).forUpdate(),
  )
  return row && readPost(row)
}

/** Teams may be reached at another address than when a post was requested: all goes where the conversation is now. */
export async function moveTo(
  tx: Transaction,
  conversations: readonly string[],
  serviceUrl: string,
): Promise<void> {
  await tx.run(
    queries
      .updateTable('post')
      .set({ service_url: serviceUrl })
      .where('conversation_id', 'in', conversations)
      .where('service_url', '!=', serviceUrl),
  )
}

export type PostChange = Partial<Updateable<Tables['post']>>

export async function changePost(tx: Transaction, id: string, change: PostChange): Promise<void> {
  await tx.run(queries.updateTable('post').set(change).where('id', '=', id))
}

/**
 * Marks an incoming message as answered; false when it had been.
 * @param forMs how long that counts; absent: for good
 */
export async function noteActivity(
  tx: Transaction,
  conversationId: string,
  activityId: string,
  at: Date,
  forMs?: number,
): Promise<boolean> {
  const expired = forMs === undefined ? null : new Date(at.getTime() - forMs)
  const fresh = await tx.run(
    raw(sql`insert into activity_seen (network_id, conversation_id, activity_id, at)
            values (${tx.networkId}, ${conversationId}, ${activityId}, ${at})
            on conflict (network_id, conversation_id, activity_id) do update set at = excluded.at
            where activity_seen.at < ${expired}::timestamptz`),
  )
  return fresh === 1
}

export function readPost(row: PostRow): Post {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    serviceUrl: row.service_url,
    replyTo: row.reply_to,
    matter: { kind: row.matter_kind, id: row.matter_id },
    data: row.data as Readonly<Record<string, unknown>>,
    state: row.state,
    tries: row.tries,
    messageId: row.message_id,
    shownRevision: row.shown_revision,
    urgent: row.urgent,
    groupId: row.group_id,
    memberId: row.member_id,
    replaces: row.replaces,
    editsWanted: row.edits_wanted,
    editTries: row.edit_tries,
    checkWanted: row.check_wanted,
    secret: row.secret,
  }
}

/** Of all networks: how many posts are not settled, by state, and how long the oldest has been there. */
export function totals(
  database: Database,
): Promise<readonly { readonly state: string; readonly posts: string; readonly oldest_seconds: number }[]> {
  return database.ask(
    raw(sql<{ state: string; posts: string; oldest_seconds: number }>`select * from ledger_totals()`),
  )
}
