/** N5 in the database: what organisations say of a course that is over, and who has not said anything yet. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Met } from './view'

/** @returns false when it has said the same already */
export async function saveMet(
  tx: Transaction,
  at: { readonly offerId: string; readonly organisationId: string },
  met: Met,
  who: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const saved = await tx.run(
    raw(sql`insert into offer_feedback (offer_id, organisation_id, network_id, met, said_by, said_at)
      values (${at.offerId}, ${at.organisationId}, ${tx.networkId}, ${met}, ${who.by}, ${who.at})
      on conflict (offer_id, organisation_id) do update
        set met = excluded.met, said_by = excluded.said_by, said_at = excluded.said_at
        where offer_feedback.met <> excluded.met`),
  )
  return saved === 1
}

export async function metOf(tx: Transaction, offerId: string, organisationId: string): Promise<Met | null> {
  const row = await tx.first(
    raw(sql<{ met: Met }>`select met from offer_feedback
      where offer_id = ${offerId} and organisation_id = ${organisationId}`),
  )
  return row?.met ?? null
}

export interface Unsaid {
  readonly id: string
  readonly title: string
  readonly provider: string
}

/** Courses that are over, in which the organisation had places, and of which it has said nothing. The newest first. */
export async function unsaidBy(
  tx: Transaction,
  organisationId: string,
  since: Date,
): Promise<readonly Unsaid[]> {
  return tx.all(
    raw(sql<Unsaid>`select o.id, o.title, p.name as provider from offer o join organisation p on p.id = o.organisation_id
      where o.state = 'over' and o.ends_at > ${since}
        and exists (select from booking b where b.offer_id = o.id and b.organisation_id = ${organisationId} and b.state = 'booked')
        and not exists (select from offer_feedback f where f.offer_id = o.id and f.organisation_id = ${organisationId})
      order by o.ends_at desc, o.id limit 50`),
  )
}
