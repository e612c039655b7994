/** N3: a company is named to the provider only by its own consent, and to nobody else; and what becomes of its bookings. */
import { tidy } from '../support/kept'
import {
  actOnBooking,
  book,
  comeTo,
  makeOffer,
  offerPage,
  office,
  ownBooking,
  provider,
} from '../support/offers'
import { startTestService, type TestService } from '../support/service'

const [bernd, lene] = ['Bernd Muster', 'Lene Vorlage'] as const
let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const readers = [provider, office, bernd, 'Petra Dummy', 'Kaan Exempel']
/** Everything that somebody can read of an offer, as data and as cards. */
const readsOf = async (who: string, offer: string) => {
  const reads = []
  for (const [route, query] of [
    ['offer.list', {}],
    ['offer.list', { which: 'mine' }],
    ['offer.show', { offer }],
    ['offer.card', { offer }],
    ['booking.form', { offer }],
    ['offer.form', { offer }],
  ] as const)
    for (const asCard of [false, true]) reads.push((await test.api(who, route, { query, asCard })).body)
  reads.push((await test.api(who, 'ledger.show')).body, (await test.api(who, 'inbox.show')).body)
  return JSON.stringify(reads)
}

it('N3 unnamed, nobody but its own organisation reads who has booked', async () => {
  const { id } = await makeOffer(test, { minimum: '1' })
  await book(test, lene, id, 3)
  for (const who of readers) {
    const text = await readsOf(who, id)
    expect([who, text.includes('Logistik'), text.includes('Lene')]).toEqual([who, false, false])
  }
  expect((await offerPage(test, provider, id)).taken).toEqual({
    named: [],
    unnamed: { booked: 3, waiting: 0 },
  })
  expect((await offerPage(test, office, id)).taken).toBeNull()
  expect((await ownBooking(test, lene, id)).who).toBe(lene)
})

it('N3 named with the booking or later, the provider reads it, and it alone; taken back, no longer', async () => {
  const { id } = await makeOffer(test, { minimum: '1' })
  await book(test, lene, id, 2)
  const { id: booking } = await ownBooking(test, lene, id)
  const name = (named: boolean, nonce: string) => actOnBooking(test, lene, 'name', booking, { named, nonce })
  expect((await name(true, 'nonce-of-telling')).status).toBe(200)
  expect((await offerPage(test, provider, id)).taken).toEqual({
    named: [{ organisation: 'Logistik, Wolfsburg', booked: 2, waiting: 0 }],
    unnamed: { booked: 0, waiting: 0 },
  })
  for (const who of readers.slice(1)) expect(await readsOf(who, id)).not.toContain('Logistik')
  await name(false, 'nonce-of-taking-back')
  // A late copy of an earlier act tells nothing anew.
  await name(true, 'nonce-of-telling')
  expect((await offerPage(test, provider, id)).taken?.named).toEqual([])
})

it('N3, N4 before booking the form says who will see what, the bar and the minimum', async () => {
  const { id } = await makeOffer(test)
  const card = JSON.stringify(
    (await test.api(lene, 'booking.form', { query: { offer: id }, asCard: true })).body,
  )
  for (const says of [
    'Der Anbieter sieht nur die Zahl der Plätze, bis Sie zustimmen',
    '0 von 5 Plätzen bis zum Minimum',
    'Findet ab 5 gebuchten Plätzen statt, höchstens 8',
  ])
    expect(card).toContain(says)
})

it('bookings stay with the organisation when a person moves on or leaves; somebody else of it is told then', async () => {
  const { id } = await makeOffer(test, { minimum: '1' })
  await book(test, lene, id, 2)
  const [other] = await test.database.sql<{ id: string }>(
    `select id from organisation where name = 'Feinoptik, Goslar'`,
  )
  const [home] = await test.database.sql<{ organisation_id: string }>(
    'select organisation_id from member where name = $1',
    [lene],
  )
  await test.database.sql('update member set organisation_id = $1 where name = $2', [other?.id, lene])
  expect((await offerPage(test, lene, id)).bookings).toEqual([])
  expect((await offerPage(test, provider, id)).offer.bar.booked).toBe(2)
  await test.database.sql('update member set organisation_id = $1 where name = $2', [
    home?.organisation_id,
    lene,
  ])
  expect((await offerPage(test, lene, id)).bookings).toHaveLength(1)
})

it('a dissolved organisation gives its places back, and the queue moves; a dissolved provider’s offer is cancelled', async () => {
  const { id } = await makeOffer(test, { minimum: '1', maximum: '3' })
  await book(test, lene, id, 3)
  await book(test, bernd, id, 2)
  const remove = (name: string, at: string | null) =>
    test.database.sql(
      `update organisation set removed_at = $2 where id = (select organisation_id from member where name = $1)`,
      [name, at],
    )
  await remove(lene, '2026-11-23T08:00:00Z')
  await comeTo(test, '2026-11-23T09:01:00+01:00')
  expect((await offerPage(test, bernd, id)).bookings[0]?.state).toBe('booked')
  expect((await offerPage(test, bernd, id)).offer.bar.booked).toBe(2)
  await remove(lene, null)
  await remove(provider, '2026-11-23T08:00:00Z')
  await comeTo(test, '2026-11-23T09:02:00+01:00')
  expect((await offerPage(test, bernd, id)).offer.state).toBe('cancelled')
  await remove(provider, null)
})

it('in time it is forgotten who made, booked and answered; how many places were booked stays', async () => {
  const { id } = await makeOffer(test, { minimum: '1' })
  await book(test, lene, id, 3)
  await comeTo(test, '2027-01-14T09:00:00+01:00')
  await test.api(lene, 'offer.say-met', { body: { offer: id, met: 'yes' } })
  test.clock.set('2028-02-01T09:00:00+01:00')
  await tidy(test)
  const people = await test.database.sql(
    `select o.made_by, b.booked_by, b.changed_by, f.said_by from offer o join booking b on b.offer_id = o.id
     join offer_feedback f on f.offer_id = o.id where o.id = $1`,
    [id],
  )
  expect(people).toEqual([{ made_by: null, booked_by: null, changed_by: null, said_by: null }])
  expect(await test.database.sql('select booked, state from offer where id = $1', [id])).toEqual([
    { booked: 3, state: 'over' },
  ])
})
