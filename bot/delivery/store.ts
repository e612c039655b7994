/** The ledger in the database: one row a post, the truth about what became of it. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'

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
}

export interface Post {
  readonly id: string
  readonly conversationId: string
  readonly serviceUrl: string
  readonly replyTo: string | null
  readonly matter: Matter
  readonly data: Readonly<Record<string, unknown>>
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'gone'
  readonly tries: number
  readonly messageId: string | null
  readonly shownRevision: number | null
}

export async function insertPost(tx: Transaction, post: NewPost): Promise<void> {
  await tx.run(
    queries.insertInto('post').values({
      id: post.id,
      network_id: tx.networkId,
      conversation_id: post.conversationId,
      service_url: post.serviceUrl,
      reply_to: post.replyTo,
      matter_kind: post.matter.kind,
      matter_id: post.matter.id,
      data: JSON.stringify(post.data),
      state: 'waiting',
      created_at: post.at,
    }),
  )
}

const selected = queries.selectFrom('post').selectAll()

export async function lockPost(tx: Transaction, id: string): Promise<Post | undefined> {
  return (await tx.all(selected.where('id', '=', id).forUpdate())).map(read)[0]
}

export async function postsOf(tx: Transaction, matter: Matter): Promise<readonly Post[]> {
  const rows = await tx.all(
    selected
      .where('matter_kind', '=', matter.kind)
      .where('matter_id', '=', matter.id)
      .orderBy('created_at')
      .orderBy('id'),
  )
  return rows.map(read)
}

export async function postOfMessage(
  tx: Transaction,
  conversationId: string,
  messageId: string,
): Promise<Post | undefined> {
  const rows = await tx.all(
    selected.where('conversation_id', '=', conversationId).where('message_id', '=', messageId).forUpdate(),
  )
  return rows.map(read)[0]
}

/** Posts in a conversation that stand there, as far as we know. */
export async function standingIn(
  tx: Transaction,
  conversationId: string,
  matterKind: string,
): Promise<readonly Post[]> {
  const rows = await tx.all(
    selected
      .where('conversation_id', '=', conversationId)
      .where('matter_kind', '=', matterKind)
      .where('state', '=', 'sent'),
  )
  return rows.map(read)
}

/**
 * Takes a standing post for an edit; nobody else edits it for 30 s (longer than any answer of Teams is waited for) or
 * until it is given back. By the database's clock: processes may run on machines that differ.
 * @returns the post as it is now; `busy` while another edit is on its way; undefined when it does not stand any more
 */
export async function takeForEdit(tx: Transaction, id: string): Promise<Post | 'busy' | undefined> {
  const post = await lockPost(tx, id)
  if (post?.state !== 'sent') return undefined
  const taken = await tx.run(
    raw(sql`update post set edited_until = now() + interval '30 seconds'
      where id = ${id} and (edited_until is null or edited_until < now())`),
  )
  return taken === 1 ? post : 'busy'
}

/** Teams may be reached at another address than when a post was sent: edits go where the conversation is now. */
export async function moveTo(tx: Transaction, conversationId: string, serviceUrl: string): Promise<void> {
  await tx.run(
    queries
      .updateTable('post')
      .set({ service_url: serviceUrl })
      .where('conversation_id', '=', conversationId)
      .where('service_url', '!=', serviceUrl),
  )
}

type Change = {
  readonly state?: Post['state']
  readonly cause?: string | null
  readonly tries?: number
  readonly message_id?: string
  readonly shown_revision?: number
  readonly sent_at?: Date
  readonly edited_at?: Date
  readonly edited_until?: Date | null
  readonly matter_kind?: string
  readonly data?: string
}

export async function changePost(tx: Transaction, id: string, change: Change): Promise<void> {
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

function read(row: {
  id: string
  conversation_id: string
  service_url: string
  reply_to: string | null
  matter_kind: string
  matter_id: string
  data: object
  state: Post['state']
  tries: number
  message_id: string | null
  shown_revision: number | null
}): Post {
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
  }
}
