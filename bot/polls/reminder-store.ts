/** Reminders in the database: when they are due, that they are done, and whose cards show what is no longer so. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { isMail } from '../delivery/outlet'
import type { Marks } from './kinds/kind'

export async function insertReminders(
  tx: Transaction,
  pollId: string,
  times: readonly Date[],
): Promise<void> {
  if (times.length === 0) return
  const rows = times.map((due_at, i) => ({ network_id: tx.networkId, poll_id: pollId, nth: i + 1, due_at }))
  await tx.run(queries.insertInto('reminder').values(rows))
}

export function dueReminders(
  database: Database,
  at: Date,
): Promise<readonly { readonly network_id: string; readonly poll_id: string }[]> {
  return database.ask(raw(sql<{ network_id: string; poll_id: string }>`select * from due_reminders(${at})`))
}

/** @returns how many of a poll were due and are now done; two processes cannot both get one */
export async function takeReminders(tx: Transaction, pollId: string, at: Date): Promise<number> {
  return tx.run(
    queries
      .updateTable('reminder')
      .set({ done_at: at })
      .where('poll_id', '=', pollId)
      .where('done_at', 'is', null)
      .where('due_at', '<=', at),
  )
}

/** The service was down when they were due: the last of them comes later. */
export async function postpone(tx: Transaction, pollId: string, from: Date, to: Date): Promise<void> {
  await tx.run(
    raw(sql`update reminder set due_at = ${to}, done_at = null
            where poll_id = ${pollId} and nth = (select max(nth) from reminder where poll_id = ${pollId} and done_at = ${from})`),
  )
}

/** Whose ballot is missing, of those who can still cast one. */
export async function missingVoters(tx: Transaction, pollId: string): Promise<readonly string[]> {
  const rows = await tx.all(
    queries
      .selectFrom('voter')
      .innerJoin('member', 'member.id', 'voter.member_id')
      .select('member_id')
      .where('poll_id', '=', pollId)
      .where('took_part', '=', false)
      .where('member.left_at', 'is', null)
      .orderBy('member_id'),
  )
  return rows.map((row) => row.member_id)
}

/**
 * One number for all that a reminder shows of poll and reader: another one means another card. Not the poll's revision,
 * which grows with every ballot: then each vote would edit the reminders of everybody.
 * P5: of an anonymous poll it holds whether there is a ballot, never which.
 */
const shows = sql<number>`hashtext(case when v.member_id is null then poll.state
  else jsonb_build_array(poll.state, poll.options, v.took_part, case when not poll.anonymous then b.content end)::text end)`

/** What a reminder says of its reader. */
export interface Reminded {
  readonly tookPart: boolean
  /** P5: null in an anonymous poll, where a message must not join voter and ballot. */
  readonly marks: Marks | null
  readonly teamsUserId: string | null
  readonly shows: number
}

/** undefined for who has no vote in it. */
export async function remindedOf(
  tx: Transaction,
  pollId: string,
  memberId: string,
): Promise<Reminded | undefined> {
  return tx.first(
    raw(sql<Reminded>`select v.took_part as "tookPart", m.teams_user_id as "teamsUserId", ${shows} as shows,
        case when not poll.anonymous then b.content end as marks
      from poll join voter v on v.poll_id = poll.id join member m on m.id = v.member_id
      left join ballot b on b.poll_id = poll.id and b.voter_key = v.member_id::text
      where poll.id = ${pollId} and v.member_id = ${memberId}`),
  )
}

/** What a reminder for nobody in particular shows. */
export async function channelReminderShows(tx: Transaction, pollId: string): Promise<number | undefined> {
  const row = await tx.first(
    raw(sql<{ shows: number }>`select hashtext(state) as shows from poll where id = ${pollId}`),
  )
  return row?.shows
}

export interface StandingReminder {
  readonly id: string
  readonly conversationId: string
}

/**
 * Reminders and invitations that show what is no longer so, and those on their way, which may have been drawn before; in the order of
 * their ids, as everybody locks posts. A mail cannot be edited.
 */
export async function outdatedReminders(
  tx: Transaction,
  pollId: string,
): Promise<readonly StandingReminder[]> {
  const rows = await tx.all(
    raw(sql<StandingReminder>`select p.id, p.conversation_id as "conversationId"
      from post p join poll on poll.id = ${pollId}
      left join voter v on v.poll_id = poll.id and v.member_id = p.member_id
      left join ballot b on b.poll_id = poll.id and b.voter_key = v.member_id::text
      where p.matter_kind in ('poll-reminder', 'poll-opened') and p.matter_id = ${pollId}
        and (p.state in ('waiting', 'sending') or (p.state = 'sent' and p.message_id is not null))
        and p.shown_revision is distinct from ${shows}
      order by p.id`),
  )
  return rows.filter(({ conversationId }) => !isMail(conversationId))
}
