/** What offers keep of a person: what they offered, booked and said; and what is forgotten in time. */
import { sql } from 'kysely'
import { raw } from '../database/query'
import { type KeptPart, nothing, type Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import { forgetPosts } from '../ledger/kept-store'

export const offersPart: KeptPart = {
  name: 'offers',
  covers: [
    'offer.made_by',
    'booking.booked_by',
    'booking.changed_by',
    'offer_feedback.said_by',
    'offer_feedback.met',
    'offer_trace.member_id',
    'offer_trace.what',
    'offer_trace.data',
  ],
  read: async (tx, { memberId, byOther }) => ({
    offer: await tx.all(
      raw(sql<Row>`select o.id, o.title, o.made_at as "madeAt" from offer o
        where o.made_by = ${memberId} order by o.made_at, o.id`),
    ),
    // N3: what an organisation has booked and said, nobody else reads, the office included.
    booking: await tx.all(
      raw(sql<Row>`select b.id, o.title, b.places, b.state, b.named, b.booked_at as "bookedAt",
          b.booked_by is not distinct from ${memberId} as "byMe"
        from booking b join offer o on o.id = b.offer_id
        where not ${byOther}::boolean and (b.booked_by = ${memberId} or b.changed_by = ${memberId})
        order by b.booked_at, b.id`),
    ),
    offer_feedback: await tx.all(
      raw(sql<Row>`select o.title, f.met, f.said_at as "saidAt"
        from offer_feedback f join offer o on o.id = f.offer_id
        where not ${byOther}::boolean and f.said_by = ${memberId} order by f.said_at, o.id`),
    ),
    offer_trace: await tx.all(
      raw(sql<Row>`select t.at, t.what, o.title, t.data from offer_trace t join offer o on o.id = t.offer_id
        where t.member_id = ${memberId} order by t.id`),
    ),
  }),
  say: ({ offer = [], booking = [], offer_feedback: met = [], offer_trace: trace = [] }, { t }) => [
    t('offers:kept.count', { count: offer.length }),
    ...offer.map(({ title }) => t('offers:kept.made', { title: String(title) })),
    ...booking.map(({ title, places }) =>
      t('offers:kept.booked', { title: String(title), count: Number(places) }),
    ),
    ...met.map(({ title, met: said }) =>
      t('offers:kept.said', { title: String(title), met: t(`offers:met.${said}`) }),
    ),
    t('offers:kept.trace', { count: trace.length }),
  ],
  fate: ({ offer = [], booking = [] }, { t }) =>
    offer.length + booking.length === 0
      ? nothing
      : {
          goes: [],
          stays: [
            ...(offer.length > 0 ? [t('offers:kept.offers-stay', { count: offer.length })] : []),
            ...(booking.length > 0 ? [t('offers:kept.bookings-stay', { count: booking.length })] : []),
          ],
        },
}

const mostOffers = 50

/** By whom it was made, booked and answered. What was offered and how many places were booked stays. */
export const offersStep: RetentionStep = {
  kind: 'participation',
  forget: async (tx, before, most) => {
    const rows = await tx.all(
      raw(sql<{ id: string }>`select id from offer
        where names_forgotten_at is null and state not in ('open', 'confirmed') and ends_at < ${before}
        order by id limit ${Math.min(most, mostOffers)} for no key update skip locked`),
    )
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return 0
    const of = sql`offer_id = any(${ids}::uuid[])`
    await tx.run(raw(sql`delete from booking_act where booking_id in (select id from booking where ${of})`))
    await tx.run(raw(sql`update booking set booked_by = null, changed_by = null where ${of}`))
    await tx.run(raw(sql`update offer_feedback set said_by = null where ${of}`))
    await tx.run(raw(sql`update offer_trace set member_id = null where ${of}`))
    await tx.run(
      raw(sql`update offer set made_by = null, names_forgotten_at = clock_timestamp()
        where id = any(${ids}::uuid[])`),
    )
    return ids.length
  },
}

/** Of offers that are over. Nobody learns how many secret ones there were: they are none of the count. */
export const offerDeliveriesStep: RetentionStep = {
  kind: 'deliveries',
  forget: async (tx, before, most) => {
    const past = sql`p.matter_kind like 'offer-%' and not exists (
      select from offer o where o.id::text = p.matter_id and o.state in ('open', 'confirmed'))`
    await forgetPosts(tx, sql`(${past} or p.matter_kind = 'digest') and p.secret`, before, most * timesMost)
    return forgetPosts(tx, sql`${past} and not p.secret`, before, most)
  },
}

/** One round takes so many times the usual of what it does not count, since it is not asked again. */
const timesMost = 10
