/** Bad input around offers and bookings: each refused in words, and nothing lost or stored. */
import { randomUUID } from 'node:crypto'
import { textsOf } from '../support/demo-teams'
import {
  actOnBooking,
  book,
  changeOffer,
  comeTo,
  makeOffer,
  offerForm,
  offerPage,
  ownBooking,
  provider,
  topicNamed,
  tryToOffer,
} from '../support/offers'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const company = 'Lene Vorlage'

describe('an offer', () => {
  it.each([
    ['the minimum above the maximum', { minimum: '9', maximum: '8' }, 'offers:minimum-above-maximum'],
    ['a minimum of 0', { minimum: '0' }, 'offers:minimum'],
    ['a minimum of 1.5', { minimum: '1.5' }, 'offers:minimum'],
    ['a minimum of "zwölf"', { minimum: 'zwölf' }, 'offers:minimum'],
    ['a maximum of a thousand million', { maximum: '1000000000' }, 'offers:maximum'],
    ['a maximum of -1', { maximum: '-1' }, 'offers:maximum'],
    ['neither days nor a quarter', { from: '', to: '', quarter: '' }, 'offers:no-date'],
    ['a last day alone', { from: '' }, 'offers:no-date'],
    ['days that are past', { from: '2026-11-20', to: '2026-11-21' }, 'offers:date-past'],
    ['a quarter that is past', { from: '', to: '', quarter: '2026-3' }, 'offers:date-past'],
    ['days in ten years', { from: '2036-01-12', to: '2036-01-13' }, 'offers:date-far'],
    ['the last day before the first', { to: '2027-01-11' }, 'offers:ends-first'],
    ['the 31st of February', { from: '2027-02-31', to: '2027-03-01' }, 'house:no-date'],
    ['a time to book that is past', { 'book-date': '2026-11-22' }, 'offers:book-by-past'],
    ['a time to book after its start', { 'book-date': '2027-01-12' }, 'offers:book-by-late'],
    [
      'an hour that the clocks jump over',
      { 'book-date': '2027-03-28', 'book-time': '02:30' },
      'offers:no-book-by',
    ],
    ['a price below nothing', { price: '-5' }, 'offers:price'],
    ['a price in words', { price: 'viel' }, 'offers:price'],
    ['a price of a million', { price: '1000000' }, 'offers:price'],
    ['a topic that is nowhere', { topic: randomUUID() }, 'offers:unknown-topic'],
    ['a region that is nowhere', { region: randomUUID() }, 'offers:unknown-region'],
    ['no title', { title: ' ' }, 'house:empty'],
    ['a title of 200 letters', { title: 'x'.repeat(200) }, 'house:too-long'],
  ])('%s is refused', async (_what, wishes, code) => {
    const before = await test.database.sql('select id from offer')
    const answer = await tryToOffer(test, wishes)
    expect([codeOf(answer), answer.status]).toEqual([code, 422])
    expect(answer.body.refusal.what + answer.body.refusal.why + answer.body.refusal.instead).not.toMatch(
      /\{\{|undefined/,
    )
    expect(await test.database.sql('select id from offer')).toHaveLength(before.length)
  })

  it('on a removed topic, or in a network whose last day is over, is refused', async () => {
    const gone = await topicNamed(test, 'Wird entfernt')
    await test.database.sql(`update topic set state = 'removed' where id = $1`, [gone])
    expect(codeOf(await tryToOffer(test, { topic: gone }))).toBe('offers:unknown-topic')
    await test.database.sql(`update network set runs_until = '2026-11-22'`)
    expect(codeOf(await tryToOffer(test))).toBe('offers:network-over')
    await test.database.sql(`update network set runs_until = '2026-11-23'`)
    expect((await tryToOffer(test)).status).toBe(200)
    await test.database.sql('update network set runs_until = null')
  })

  it('refused on its card keeps what was typed, on the step where it can be mended', async () => {
    const topic = await topicNamed(test)
    const body = { ...offerForm, topic, nonce: 'nonce-of-a-form', minimum: '30', content: 'Bleibt stehen' }
    const answer = await test.api(provider, 'offer.make', { body, asCard: true })
    expect(textsOf(answer.body)).toContain('Das Minimum liegt über dem Maximum.')
    const text = JSON.stringify(answer.body)
    expect(text).toContain('"value":30')
    expect(text).toContain('Bleibt stehen')
  })

  it('P2 the same form twice makes one; with other words it is refused', async () => {
    const wishes = { nonce: 'nonce-of-one-offer' }
    const both = await Promise.all([tryToOffer(test, wishes), tryToOffer(test, wishes)])
    expect(both[0]?.body.id).toBe(both[1]?.body.id)
    expect(codeOf(await tryToOffer(test, { ...wishes, title: 'Anders' }))).toBe('offers:form-used')
  })

  it('is changed by nobody else, nor from a form that is older than the latest change', async () => {
    const { id } = await makeOffer(test)
    expect(codeOf(await changeOffer(test, id, { by: company }))).not.toBe(undefined)
    const form = (await test.api(provider, 'offer.form', { query: { offer: id } })).body
    const body = { ...form.values, offer: id, edition: form.edition }
    expect((await test.api(provider, 'offer.change', { body: { ...body, place: 'Peine' } })).status).toBe(200)
    const late = await test.api(provider, 'offer.change', { body: { ...body, place: 'Goslar' } })
    expect(codeOf(late)).toBe('offers:changed-meanwhile')
    expect((await offerPage(test, provider, id)).offer.place).toBe('Peine')
  })

  it('confirmed keeps its minimum, and never shrinks below what is booked or waits', async () => {
    const { id } = await makeOffer(test, { minimum: '2', maximum: '5' })
    await book(test, company, id, 4)
    await book(test, 'Bernd Muster', id, 5)
    expect(codeOf(await changeOffer(test, id, { minimum: '3' }))).toBe('offers:confirmed-minimum')
    expect(codeOf(await changeOffer(test, id, { maximum: '4' }))).toBe('offers:maximum-below-booked')
  })
})

describe('a booking', () => {
  it.each([
    ['0', 'offers:places'],
    ['1.5', 'offers:places'],
    ['1000', 'offers:places'],
    ['-1', 'offers:places'],
    ['zwölf', 'offers:places'],
    ['', 'offers:places'],
    // More than there could ever be.
    ['9', 'offers:places'],
  ])('of %s places is refused', async (places, code) => {
    const { id } = await makeOffer(test)
    expect(codeOf(await book(test, company, id, places))).toBe(code)
    expect((await offerPage(test, company, id)).bookings).toEqual([])
  })

  it('of one’s own offer, of none, or after the time to book is refused; one that arrives in time is not', async () => {
    const { id } = await makeOffer(test)
    expect(codeOf(await book(test, provider, id))).toBe('offers:own-offer')
    expect(codeOf(await book(test, company, randomUUID()))).toBe('offers:unknown-offer')
    test.clock.set('2026-12-18T11:59:59.999+01:00')
    expect((await book(test, company, id)).status).toBe(200)
    test.clock.set('2026-12-18T12:00:00+01:00')
    const late = await book(test, company, id)
    expect(codeOf(late)).toBe('offers:booking-over')
    expect(late.body.refusal.why).toContain('18. Dez., 12:00')
  })

  it('in one that is cancelled, has fallen through or is over is refused with the reason', async () => {
    const { id: cancelled } = await makeOffer(test)
    await test.api(provider, 'offer.cancel', { body: { offer: cancelled } })
    const { id: falls } = await makeOffer(test)
    const { id: over } = await makeOffer(test, { minimum: '1' })
    await book(test, company, over)
    await comeTo(test, '2026-12-18T12:00:03+01:00')
    expect(codeOf(await book(test, company, cancelled))).toBe('offers:cancelled')
    expect(codeOf(await book(test, company, falls))).toBe('offers:fallen-through')
    await comeTo(test, '2027-01-14T00:00:03+01:00')
    expect(codeOf(await book(test, company, over))).toBe('offers:over')
  })

  it('grows by no change, and is given back only until the first day', async () => {
    const { id } = await makeOffer(test, { minimum: '1' })
    await book(test, company, id, 3)
    const { id: booking } = await ownBooking(test, company, id)
    for (const places of ['4', '0', '1.5', 'x'])
      expect(codeOf(await actOnBooking(test, company, 'change', booking, { places }))).toBe(
        'offers:only-fewer',
      )
    expect((await actOnBooking(test, company, 'change', booking, { places: '2' })).status).toBe(200)
    test.clock.set('2027-01-12T08:00:00+01:00')
    expect(codeOf(await actOnBooking(test, company, 'cancel', booking))).toBe('offers:has-begun')
  })

  it('of another organisation is nobody’s to touch, nor to know of', async () => {
    const { id } = await makeOffer(test)
    await book(test, company, id)
    const { id: booking } = await ownBooking(test, company, id)
    for (const who of ['Bernd Muster', provider, 'Anke Beispiel'])
      for (const [verb, more] of [
        ['cancel', {}],
        ['change', { places: '1' }],
        ['name', { named: true, nonce: 'nonce-of-others' }],
      ] as const)
        expect(codeOf(await actOnBooking(test, who, verb, booking, more))).toBe('offers:unknown-booking')
  })
})
