/** What the ledger keeps of a person: posts to them, chats, cards that name them. And how it is taken out. */
import { sql } from 'kysely'
import { text } from '../card/elements'
import { frame } from '../card/frame'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { forgetConversations } from '../delivery/forget-store'
import { grade } from '../delivery/grade'
import { wake } from '../delivery/lane-store'
import type { Erasure, KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import type { Wording } from '../texts'
import { whatOf } from './words'

/** Personal chats, and the mailbox as delivery names it. */
const ownConversations = (memberId: string) => sql`(
  select c.conversation_id from channel c where c.member_id = ${memberId} union select ${`mail:${memberId}`})`

const ofPerson = (memberId: string) =>
  sql`(p.member_id = ${memberId} or p.conversation_id in ${ownConversations(memberId)})`

export const postsPart: KeptPart = {
  name: 'posts',
  covers: [
    ...['member_id', 'conversation_id', 'service_url', 'cause_detail', 'data', 'names', 'message_id'].map(
      (column) => `post.${column}`,
    ),
    'lane.conversation_id',
    'activity_seen.conversation_id',
    'activity_seen.activity_id',
  ],
  // What was sent to nobody's knowledge but the person's own is not read by others either.
  read: async (tx, { memberId, byOther }) => ({
    post: await tx.all(
      raw(sql<Row>`select p.matter_kind as "matterKind", p.matter_id as "matterId", p.state,
          p.conversation_id as "conversationId", p.created_at as "createdAt", p.sent_at as "sentAt",
          p.cause, p.cause_detail as "causeDetail", p.data, ${ofPerson(memberId)} as "toMe"
        from post p where not (p.secret and ${byOther}::boolean)
          and (${ofPerson(memberId)} or p.names @> array[${memberId}::uuid])
        order by p.created_at, p.id`),
    ),
    lane: await tx.all(
      raw(sql<Row>`select l.conversation_id as "conversationId", l.shut
        from lane l where l.conversation_id in ${ownConversations(memberId)} order by 1`),
    ),
    activity_seen: await tx.all(
      raw(sql<Row>`select a.conversation_id as "conversationId", a.activity_id as "activityId", a.at
        from activity_seen a where a.conversation_id in ${ownConversations(memberId)} order by a.at`),
    ),
  }),
  say: ({ post = [], activity_seen = [] }, words) => sayPosts(post, activity_seen.length, words),
  fate: ({ post = [], activity_seen = [] }, words) => ({
    goes: [
      ...(toMe(post).length > 0 ? [words.t('ledger:kept.posts-go', { count: toMe(post).length })] : []),
      ...(activity_seen.length > 0
        ? [words.t('ledger:kept.seen-goes', { count: activity_seen.length })]
        : []),
      ...(naming(post).length > 0 ? [words.t('ledger:kept.cards-go', { count: naming(post).length })] : []),
    ],
    stays: [words.t('ledger:kept.chat-stays')],
  }),
  erase: erasePosts,
}

const toMe = (rows: readonly Row[]) => rows.filter((row) => row.toMe === true)
const naming = (rows: readonly Row[]) => rows.filter((row) => row.toMe !== true)

function sayPosts(rows: readonly Row[], seen: number, words: Wording): readonly string[] {
  const mine = toMe(rows).map((row) =>
    words.t('ledger:kept.post', {
      what: whatOf(words, String(row.matterKind)),
      at: row.createdAt instanceof Date ? words.instant(row.createdAt) : '',
    }),
  )
  return [
    words.t('ledger:kept.posts', { count: toMe(rows).length }),
    ...mine.reverse(),
    words.t('ledger:kept.cards', { count: naming(rows).length }),
    words.t('ledger:kept.seen', { count: seen }),
  ]
}

/** What was for the person alone is deleted; cards that others see go on without the name. */
async function erasePosts(tx: Transaction, { memberId, name, words }: Erasure): Promise<void> {
  const own = await tx.all(
    raw(sql<{ conversation_id: string }>`select conversation_id from ${ownConversations(memberId)} own
      union select p.conversation_id from post p
        where p.member_id = ${memberId} and not exists (
          select from channel c where c.conversation_id = p.conversation_id and c.kind <> 'personal')`),
  )
  const conversations = own.map((row) => row.conversation_id)
  await forgetConversations(tx, conversations, sql`p.member_id = ${memberId}`)
  // Hashes over who wrote what count for seconds; in channels nobody can tell any more whose they are.
  await tx.run(
    raw(sql`delete from activity_seen where conversation_id = any(${conversations}::text[])
      or activity_id like 'said:%'`),
  )
  await tx.run(raw(sql`select forget_conversations(${conversations}::text[])`))
  await renewCards(tx, memberId, name, words)
}

/** An answer is drawn once and not kept: what stands there is replaced by a card that says why. */
async function renewCards(tx: Transaction, memberId: string, name: string, words: Wording): Promise<void> {
  const card = frame(words, {
    eyebrow: words.t('house:name'),
    title: words.t('ledger:kept.card-title'),
    body: [text(words.t('ledger:kept.card-says'))],
  })
  const rows = await tx.all(
    raw(sql<{ conversation_id: string }>`
      with naming as (
        select p.id from post p
        where p.names @> array[${memberId}::uuid] or (p.state <> 'sent' and p.data <> '{}'
          and position(trim(both '"' from to_jsonb(${name}::text)::text) in p.data::text) > 0)
        order by p.id for update)
      update post p set data = ${JSON.stringify({ card })}::jsonb, names = array_remove(p.names, ${memberId}::uuid),
        edits_wanted = p.edits_wanted + case when p.state in ('waiting', 'sending')
          or (p.state = 'sent' and p.message_id is not null) then 1 else 0 end,
        edit_at = clock_timestamp()
      from naming where naming.id = p.id returning p.conversation_id`),
  )
  await wake(
    tx,
    rows.map((row) => row.conversation_id),
    grade.many,
  )
}

const settled = sql`p.state in ('sent', 'failed', 'given-up', 'gone', 'unknown')`

/** Cards that never went out stand in the ledger with all they say. Sending them again then shows nothing. */
export const answersStep: RetentionStep = {
  kind: 'answers',
  forget: (tx, before, most) =>
    tx.run(
      raw(sql`with old as (
          select p.id from post p where p.created_at < ${before} and p.data <> '{}' and ${settled}
          order by p.id limit ${most} for update skip locked)
        update post p set data = '{}' from old where old.id = p.id`),
    ),
}

/** Kinds of posts that belong to no word: answers to what somebody wrote, digests, notes to one person. */
const ownKinds = [
  ...['answer', 'digest', 'no-coordinator', 'join-request', 'join-answer', 'greeting', 'newcomers'],
  ...['directory-left', 'directory-held', 'directory-failed', 'link-handed-over', 'link-renewed'],
]

export const deliveriesStep: RetentionStep = {
  kind: 'deliveries',
  forget: (tx, before, most) => forgetPosts(tx, sql`p.matter_kind = any(${ownKinds}::text[])`, before, most),
}

/** @param whose which posts the word that asks may forget */
export async function forgetPosts(
  tx: Transaction,
  whose: ReturnType<typeof sql>,
  before: Date,
  most: number,
): Promise<number> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select p.id from post p
      where p.created_at < ${before} and ${settled} and ${whose}
      order by p.id limit ${most} for update skip locked`),
  )
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return 0
  await tx.run(raw(sql`update post set replaces = null where replaces = any(${ids}::uuid[])`))
  await tx.run(raw(sql`delete from post where id = any(${ids}::uuid[])`))
  return ids.length
}

/** Messages already answered. The greeting of a conversation is once for all. */
export const activitiesStep: RetentionStep = {
  kind: 'activities',
  forget: async (tx, before, most) => {
    await forgetEmptyLanes(tx)
    return tx.run(
      raw(sql`delete from activity_seen where ctid in (
        select a.ctid from activity_seen a where a.at < ${before} and a.activity_id <> 'greeting'
        limit ${most} for update skip locked)`),
    )
  },
}

/** Whoever worked a chat while it was forgotten may have made its lane anew. Nothing waits there, and nobody knows it. */
async function forgetEmptyLanes(tx: Transaction): Promise<void> {
  await tx.run(
    raw(sql`delete from lane where ctid in (
      select l.ctid from lane l where coalesce(l.held_until, now()) <= now()
        and not exists (select from channel c where c.network_id = l.network_id and c.conversation_id = l.conversation_id)
        and not exists (select from post p where p.network_id = l.network_id and p.conversation_id = l.conversation_id)
      limit 1000 for update skip locked)`),
  )
}
