/** Every act on offers and bookings stands in the audit log: offers by whom, bookings without saying by whom (N3). */

import { unsaidKeys } from '../support/kept'
import {
  actOnBooking,
  book,
  changeOffer,
  comeTo,
  makeOffer,
  office,
  ownBooking,
  provider,
} from '../support/offers'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const company = 'Lene Vorlage'
beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const deedsOf = (offer: string) =>
  test.database.sql<{ what: string; actor: string | null; data: object }>(
    `select e.what, m.name as actor, e.data from audit_entry e left join member m on m.id = e.actor_id
     where e.matter_id = $1 order by e.number`,
    [offer],
  )

it('making, changing and cancelling are written down with who did it', async () => {
  const { id } = await makeOffer(test)
  await changeOffer(test, id, { place: 'Wolfsburg', price: '99' })
  await test.api(provider, 'offer.cancel', { body: { offer: id } })
  expect(await deedsOf(id)).toEqual([
    { what: 'offer.make', actor: provider, data: { minimum: 5, maximum: 8 } },
    { what: 'offer.change', actor: provider, data: { changed: 'place price' } },
    { what: 'offer.cancel', actor: provider, data: {} },
  ])
})

it('N3 that places were booked and how many is written down, by whom is not', async () => {
  const { id } = await makeOffer(test, { minimum: '1' })
  await book(test, company, id, 3)
  const { id: booking } = await ownBooking(test, company, id)
  await actOnBooking(test, company, 'change', booking, { places: 2 })
  await actOnBooking(test, company, 'name', booking, { named: true, nonce: 'nonce-of-a-name' })
  await book(test, company, id, 1)
  await actOnBooking(test, company, 'cancel', (await ownBooking(test, company, id)).id)
  await comeTo(test, '2027-01-14T09:00:00+01:00')
  await test.api(company, 'offer.say-met', { body: { offer: id, met: 'partly' } })
  const deeds = (await deedsOf(id)).slice(1)
  expect(deeds.map(({ what, data }) => [what, data])).toEqual([
    ['booking.book', { booked: 3 }],
    ['booking.change', { booked: 2 }],
    ['booking.name', {}],
    ['booking.book', { booked: 1 }],
    ['booking.cancel', { booked: 1 }],
    ['offer.say-met', {}],
  ])
  expect(new Set(deeds.map(({ actor }) => actor))).toEqual(new Set([null]))
})

it('the office reads all of it in words, and no company in them', async () => {
  expect(await unsaidKeys(test)).toEqual([])
  for (const language of ['de', 'en'] as const) {
    const { body } = await test.api(office, 'audit.show', { language })
    const about = body.entries.filter(({ matter }: { matter: string | null }) =>
      matter?.startsWith('KI im Büro'),
    )
    expect(about.length).toBeGreaterThan(8)
    const text = JSON.stringify(about)
    expect(text).not.toContain('Lene')
    expect(text).not.toContain('Logistik')
  }
})
