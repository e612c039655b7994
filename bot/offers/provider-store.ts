/** Who is told on the side that offers: who made it, while that person is of the organisation, else all of it. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { speaks } from './booking-store'
import type { Offer } from './offer'

export async function providersOf(
  tx: Transaction,
  { madeBy, organisationId }: Pick<Offer, 'madeBy' | 'organisationId'>,
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`
      with maker as (
        select id from member where id = ${madeBy} and organisation_id = ${organisationId} and left_at is null)
      select id from maker
      union
      select m.id from member m where m.organisation_id = ${organisationId} and m.left_at is null
        and not exists (select from maker) and ${speaks}
      order by id`),
  )
  return rows.map(({ id }) => id)
}
