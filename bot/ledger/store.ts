/** The ledger read for people: rows of posts with the places and persons they went to. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { PostState } from '../delivery/store'
import type { Place } from '../place'

/** Which posts: of these groups, and with null among them of the network itself; all when the whole is null. */
export type Ledgers = readonly (string | null)[] | null

export interface DeliveryRow {
  readonly id: string
  readonly group_id: string | null
  readonly group_kind: 'group' | 'committee' | null
  readonly group_name: string | null
  readonly channel_name: string | null
  readonly team_name: string | null
  /** The channel that every team has, and which bears no name. */
  readonly general: boolean
  readonly channel_kind: 'channel' | 'group-chat' | 'personal' | null
  readonly team_group_id: string | null
  readonly member_name: string | null
  readonly conversation_id: string
  readonly matter_kind: string
  readonly matter_id: string
  readonly state: PostState
  readonly cause: string | null
  readonly cause_detail: string | null
  readonly shut: string | null
  readonly paused: boolean
  readonly tries: number
  readonly message_id: string | null
  readonly created_at: Date
  readonly try_at: Date | null
  readonly sent_at: Date | null
  readonly edited_at: Date | null
  /** A newer state of it is still to be shown. */
  readonly edits_open: boolean
}

/** Of a secret post nobody reads that it is there, whoever sees all the rest. */
const ofLedgers = (ledgers: Ledgers) =>
  ledgers === null
    ? sql`not p.secret`
    : sql`(not p.secret and (p.group_id = any(${ledgers.filter((id) => id !== null)}::uuid[])
           or (p.group_id is null and ${ledgers.includes(null)})))`

const ofState = (state: 'all' | 'waiting' | 'trouble') =>
  ({
    all: sql`true`,
    waiting: sql`p.state in ('waiting', 'sending')`,
    trouble: sql`p.state in ('failed', 'unknown', 'given-up')`,
  })[state]

/** P4: a reminder is edited when its reader has answered. That is not for the coordinator to read, by name and minute. */
const editedForAll = sql`case when p.member_id is null then p.edited_at end as edited_at`

const columns = sql`p.id, p.group_id, g.kind as group_kind, g.name as group_name, c.name as channel_name, c.team_name,
  coalesce(c.team_id = c.conversation_id, false) as general, c.kind as channel_kind, c.team_group_id, m.name as member_name, p.conversation_id, p.matter_kind, p.matter_id, p.state,
  p.cause, p.cause_detail, l.shut, coalesce(l.paused_until > clock_timestamp(), false) as paused, p.tries, p.message_id,
  p.created_at, p.try_at, p.sent_at, ${editedForAll}, p.edits_wanted > p.edits_done as edits_open`

const joined = sql`post p
  left join working_group g on g.id = p.group_id
  left join channel c on c.network_id = p.network_id and c.conversation_id = p.conversation_id
  left join member m on m.id = p.member_id
  left join lane l on l.network_id = p.network_id and l.conversation_id = p.conversation_id`

/** It stands there, and an edit of it failed for good. */
export const showsOldState = (row: DeliveryRow): boolean =>
  row.state === 'sent' && row.message_id !== null && row.cause !== null && row.edits_open === false

/** Newest first. */
export async function deliveries(
  tx: Transaction,
  wanted: {
    readonly ledgers: Ledgers
    readonly state: 'all' | 'waiting' | 'trouble'
    readonly before: Place | null
    readonly most: number
  },
): Promise<readonly DeliveryRow[]> {
  const before = wanted.before
    ? sql`(p.created_at, p.id) < (${wanted.before.at}, ${wanted.before.id}::uuid)`
    : sql`true`
  return tx.all(
    raw(sql<DeliveryRow>`select ${columns} from ${joined}
      where ${ofLedgers(wanted.ledgers)} and ${ofState(wanted.state)} and ${before}
      order by p.created_at desc, p.id desc limit ${wanted.most}`),
  )
}

export async function delivery(tx: Transaction, id: string): Promise<DeliveryRow | undefined> {
  return tx.first(raw(sql<DeliveryRow>`select ${columns} from ${joined} where p.id = ${id} and not p.secret for update of p`))
}

export interface FailedPost {
  readonly id: string
  readonly group_id: string | null
  readonly conversation_id: string
}

/** Posts of a matter of which is known that they are not there; locked, in the order in which everybody locks posts. */
export async function failedOf(
  tx: Transaction,
  ledgers: Ledgers,
  matter: { readonly kind: string; readonly id: string },
): Promise<readonly FailedPost[]> {
  return tx.all(
    raw(sql<FailedPost>`select p.id, p.group_id, p.conversation_id from post p
      where ${ofLedgers(ledgers)} and p.matter_kind = ${matter.kind} and p.matter_id = ${matter.id}
        and p.state in ('failed', 'given-up')
      order by p.id for update`),
  )
}

export interface LedgerCounts {
  readonly waiting: number
  readonly sent: number
  readonly trouble: number
  /** Of what is not held back by a shut conversation or quiet hours: those are told with the post itself. */
  readonly oldest_seconds: number | null
}

/** @param since sent ones are counted from then on; what is unsettled, always */
export async function countLedger(tx: Transaction, ledgers: Ledgers, since: Date): Promise<LedgerCounts> {
  const [row] = await tx.all(
    raw(sql<LedgerCounts>`select
        count(*) filter (where p.state in ('waiting', 'sending'))::int as waiting,
        count(*) filter (where p.state = 'sent')::int as sent,
        count(*) filter (where p.state in ('failed', 'unknown', 'given-up'))::int as trouble,
        extract(epoch from clock_timestamp() - min(p.requested_at)
          filter (where p.state = 'waiting' and l.shut is null and p.cause is distinct from 'quiet-hours'))::double precision as oldest_seconds
      from post p
      left join lane l on l.network_id = p.network_id and l.conversation_id = p.conversation_id and p.state = 'waiting'
      where ${ofLedgers(ledgers)}
        and (p.state in ('waiting', 'sending', 'failed', 'unknown', 'given-up') or p.created_at > ${since})`),
  )
  return row ?? { waiting: 0, sent: 0, trouble: 0, oldest_seconds: null }
}

export interface RunRow {
  readonly matter_kind: string
  readonly matter_id: string
  readonly total: number
  readonly sent: number
  readonly waiting: number
  readonly unknown: number
  readonly failed: number
  readonly created_at: Date
}

/** Matters that went to several conversations and are not over, or began after `since`; newest first. */
export async function runs(
  tx: Transaction,
  ledgers: Ledgers,
  since: Date,
  most: number,
): Promise<readonly RunRow[]> {
  return tx.all(
    raw(sql<RunRow>`select p.matter_kind, p.matter_id, count(*)::int as total,
        count(*) filter (where p.state in ('sent', 'gone'))::int as sent,
        count(*) filter (where p.state in ('waiting', 'sending'))::int as waiting,
        count(*) filter (where p.state = 'unknown')::int as unknown,
        count(*) filter (where p.state in ('failed', 'given-up'))::int as failed,
        min(p.created_at) as created_at
      from post p
      where ${ofLedgers(ledgers)} and p.created_at > ${since} and p.replaces is null
      group by p.matter_kind, p.matter_id having count(*) > 1
      order by min(p.created_at) desc, p.matter_id limit ${most}`),
  )
}
