/** Offers and a booking, put in by SQL: new ones whenever somebody has acted on them. */
import { randomUUID } from 'node:crypto'
import type { TestDatabase } from './database'

export interface OfferMatters {
  /** A listed topic. */
  readonly topic: string
  /** Of the organisation to which everybody in the scene belongs. */
  readonly ownOffer: string
  /** Of another organisation. */
  readonly otherOffer: string
  /** In the other offer, of the organisation to which everybody belongs. */
  readonly booking: string
  /** Over, with places that the organisation had. */
  readonly pastOffer: string
}

export async function newOffers(
  database: TestDatabase,
  at: { readonly network: string; readonly organisation: string },
  who: { readonly by: string; readonly mark: string },
): Promise<OfferMatters> {
  const ids = { topic: randomUUID(), ownOffer: randomUUID(), otherOffer: randomUUID() }
  const more = { booking: randomUUID(), pastOffer: randomUUID() }
  const other = await otherOrganisation(database, at.network, who.mark)
  await database.sql(
    `insert into topic (id, network_id, name, state, made_at) values ($1, $2, $3, 'listed', now())`,
    [ids.topic, at.network, `Thema ${who.mark} ${ids.topic}`],
  )
  const offers = [
    [ids.ownOffer, at.organisation, 'open'],
    [ids.otherOffer, other, 'open'],
    [more.pastOffer, other, 'over'],
  ]
  for (const [id, organisation, state] of offers)
    await database.sql(
      `insert into offer (id, network_id, organisation_id, topic_id, kind, title, content, from_day, to_day, format, place,
         price, minimum, maximum, book_by, ends_at, zone, state, made_by, made_at, form_nonce, booked, edition, revision)
       values ($1, $2, $3, $4, 'course', $5, '', '2027-01-12', '2027-01-13', 'onsite', $5, 0, 5, 9,
         '2026-12-18T11:00:00Z', '2027-01-13T23:00:00Z', 'Europe/Berlin', $6, $7, '2026-11-23T08:00:00Z', gen_random_uuid()::text, 2, 1, 1)`,
      [id, at.network, organisation, ids.topic, `Kurs ${who.mark}`, state, who.by],
    )
  for (const [id, offer] of [
    [more.booking, ids.otherOffer],
    [randomUUID(), more.pastOffer],
  ])
    await database.sql(
      `insert into booking (id, network_id, offer_id, organisation_id, places, state, named, booked_by, booked_at, nonce)
       values ($1, $2, $3, $4, 2, 'booked', false, $5, '2026-11-23T08:00:00Z', gen_random_uuid()::text)`,
      [id, at.network, offer, at.organisation, who.by],
    )
  return { ...ids, ...more }
}

async function otherOrganisation(database: TestDatabase, network: string, mark: string): Promise<string> {
  const [row] = await database.sql<{ id: string }>(
    `insert into organisation (id, network_id, name, bench, sector) values ($1, $2, $3, 'training', $4) returning id`,
    [randomUUID(), network, `${mark}akademie ${randomUUID()}`, mark],
  )
  return row?.id ?? ''
}
