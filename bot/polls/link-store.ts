/** What a personal link to a poll lets do: what the poll's card does. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Matter, Purpose } from '../links/desk'

/**
 * For whoever has no Teams it is the only way to the result, too. The letter that tells of it may wait two weeks in a
 * digest; then two more are left to read it. Ballots end with the deadline, as everywhere (P3).
 */
const readableMs = 30 * 86_400_000

interface VotedRow {
  readonly id: string
  readonly title: string
  readonly deadline: Date
}

const matterOf = ({ id, title, deadline }: VotedRow): Matter => ({
  ...{ id, title },
  until: new Date(deadline.getTime() + readableMs),
})

const mostOpen = 50

export const pollPurpose: Purpose = {
  routes: ['poll.card', 'poll.answer-form', 'poll.cast-ballot', 'poll.withdraw-ballot'],
  field: 'poll',
  find: async (tx, pollId, memberId) => {
    const row = await tx.first(
      raw(sql<VotedRow>`select p.id, p.question as title, p.deadline
        from poll p join voter v on v.poll_id = p.id where p.id = ${pollId} and v.member_id = ${memberId}`),
    )
    return row && matterOf(row)
  },
  open: async (tx: Transaction, memberId, now) => {
    const rows = await tx.all(
      raw(sql<VotedRow>`select p.id, p.question as title, p.deadline
        from poll p join voter v on v.poll_id = p.id
        where v.member_id = ${memberId} and p.state = 'open' and p.deadline > ${now}
        order by p.deadline, p.id limit ${mostOpen}`),
    )
    return rows.map(matterOf)
  },
}
