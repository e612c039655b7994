/** What a personal link to a round lets do: see it, answer for the organisation, read the result. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Matter, Purpose } from '../links/desk'

/** As for polls: the letter that tells of the result may wait two weeks in a digest; then two more are left to read it. */
const readableMs = 30 * 86_400_000

interface AskedRow {
  readonly id: string
  readonly quarter: string
  readonly group: string | null
  readonly deadline: Date
}

const matterOf = ({ id, quarter, group, deadline }: AskedRow): Matter => ({
  id,
  title: [quarter.split('-').reverse().join('/'), group].filter(Boolean).join(' · '),
  until: new Date(deadline.getTime() + readableMs),
})

const asks = sql`select r.id, r.quarter, g.name as group, r.deadline
  from round r left join working_group g on g.id = r.group_id
  join round_organisation ro on ro.round_id = r.id
  join member m on m.organisation_id = ro.organisation_id and m.left_at is null`

const mostOpen = 50

export const roundPurpose: Purpose = {
  routes: [
    'round.card',
    ...['demand.show', 'need.start', 'need.card', 'need.history', 'need.form', 'need.step'],
    ...['need.save', 'need.remove', 'need.none', 'need.same', 'need.withdraw'],
  ],
  field: 'round',
  find: async (tx, roundId, memberId) => {
    const row = await tx.first(raw(sql<AskedRow>`${asks} where r.id = ${roundId} and m.id = ${memberId}`))
    return row && matterOf(row)
  },
  open: async (tx: Transaction, memberId, now) => {
    const rows = await tx.all(
      raw(sql<AskedRow>`${asks} where m.id = ${memberId} and r.state = 'open' and r.deadline > ${now}
        order by r.deadline, r.id limit ${mostOpen}`),
    )
    return rows.map(matterOf)
  },
}
