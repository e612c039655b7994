/** What a personal link to an election lets do before people vote: stand, say yes or no, step back. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Matter, Purpose } from '../links/desk'

interface StandingRow {
  readonly id: string
  readonly title: string
  readonly deadline: Date
}

/** Until the vote is over one may step back; afterwards the poll, which has links of its own, tells how it ended. */
const matterOf = ({ id, title, deadline }: StandingRow): Matter => ({ id, title, until: deadline })

const mostOpen = 50

export const candidacyPurpose: Purpose = {
  routes: ['election.card', 'election.stand', 'election.decline'],
  field: 'election',
  find: async (tx, electionId, memberId) => {
    const row = await tx.first(
      raw(sql<StandingRow>`select e.id, e.title, e.deadline
        from election e join election_voter v on v.election_id = e.id
        where e.id = ${electionId} and v.member_id = ${memberId}`),
    )
    return row && matterOf(row)
  },
  open: async (tx: Transaction, memberId, now) => {
    const rows = await tx.all(
      raw(sql<StandingRow>`select e.id, e.title, e.deadline
        from election e join election_voter v on v.election_id = e.id
        where v.member_id = ${memberId} and e.state in ('standing', 'short') and e.deadline > ${now}
        order by e.deadline, e.id limit ${mostOpen}`),
    )
    return rows.map(matterOf)
  },
}
