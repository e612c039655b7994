/** Somebody to whom an offer is sent, without having asked: by the database alone, since no gate has let them in. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { ownSums, speaks } from './booking-store'
import { metOf } from './feedback-store'
import type { Addressed } from './visible'

/** undefined: has left. */
export async function readerOfOffer(
  tx: Transaction,
  memberId: string,
  offerId: string,
): Promise<Addressed | undefined> {
  const row = await tx.first(
    raw(sql<Pick<Addressed, 'organisationId' | 'speaks' | 'teams'>>`
      select m.organisation_id as "organisationId", ${speaks} as speaks, m.aad_object_id is not null as teams
      from member m where m.id = ${memberId} and m.left_at is null`),
  )
  if (!row) return undefined
  const sums = (await ownSums(tx, row.organisationId, [offerId])).get(offerId)
  return { ...row, sums, met: await metOf(tx, offerId, row.organisationId) }
}
