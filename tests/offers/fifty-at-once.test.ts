/** N4 under a crowd, through the real door: exactly as many places as there are, the rest waits in order. */
import { randomIds } from '../../bot/ids'
import {
  actOnBooking,
  book,
  changeOffer,
  makeOffer,
  newCompanies,
  offerPage,
  ownBooking,
  provider,
} from '../support/offers'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

interface Row {
  readonly state: string
  readonly places: number
}

const bookingsOf = (offer: string) =>
  test.database.sql<Row>('select state, places from booking where offer_id = $1 order by position', [offer])
const sumOf = (rows: readonly Row[], state: string) =>
  rows.filter((row) => row.state === state).reduce((sum, { places }) => sum + places, 0)

const rounds = 20

it('N4 fifty people at one moment for five places: exactly five have one, the others wait in order', async () => {
  const people = await newCompanies(test, 50)
  let told = 0
  for (let round = 1; round <= rounds; round += 1) {
    const { id } = await makeOffer(test, { minimum: '3', maximum: '5' })
    const answers = await Promise.all(people.map((who) => book(test, who, id)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const rows = await bookingsOf(id)
    expect(rows).toHaveLength(50)
    // Whoever came to the lock first has a place; nobody behind them has.
    expect(rows.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 5 }, () => 'booked'),
      ...Array.from({ length: 45 }, () => 'waiting'),
    ])
    const had = answers.filter(({ body }) => body.mine.booked === 1).length
    expect(had).toBe(5)
    const { offer } = await offerPage(test, provider, id)
    expect([offer.bar.booked, offer.waiting, offer.state]).toEqual([5, 45, 'confirmed'])
    told += had
  }
  process.stdout.write(
    `  fifty at once for five places: ${rounds} rounds, ${told} places given, ${told / rounds} each\n`,
  )
}, 300_000)

it('N4 a book and a cancel at once never give more than there are, and leave no place empty while somebody waits', async () => {
  const { id } = await makeOffer(test, { minimum: '1', maximum: '5' })
  const names = ['Bernd Muster', 'Clara Vorbild', 'Deniz Entwurf', 'Ella Probe', 'Lene Vorlage'] as const
  for (const who of names) await book(test, who, id)
  for (let round = 0; round < 10; round += 1) {
    const held = await Promise.all(names.map((who) => ownBooking(test, who, id)))
    await Promise.all([
      ...names.map((who, i) => actOnBooking(test, who, 'cancel', held[i]?.id ?? '')),
      ...names.map((who) => book(test, who, id, 2)),
      ...names.map((who) => book(test, who, id)),
    ])
    const rows = await bookingsOf(id)
    const booked = sumOf(rows, 'booked')
    const first = rows.find(({ state }) => state === 'waiting')
    expect(booked).toBeLessThanOrEqual(5)
    if (first) expect(booked + first.places).toBeGreaterThan(5)
    const { offer } = await offerPage(test, provider, id)
    expect([offer.bar.booked, offer.waiting]).toEqual([booked, sumOf(rows, 'waiting')])
  }
}, 60_000)

it('N4 the maximum changes while people book: never more than it says, and never below what is booked', async () => {
  const { id } = await makeOffer(test, { minimum: '1', maximum: '5' })
  const names = ['Bernd Muster', 'Clara Vorbild', 'Deniz Entwurf', 'Ella Probe', 'Lene Vorlage'] as const
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      ...names.map((who) => book(test, who, id)),
      changeOffer(test, id, { maximum: `${6 + round * 2}` }),
      ...names.map((who) => book(test, who, id)),
      changeOffer(test, id, { maximum: '5' }),
    ])
    const rows = await bookingsOf(id)
    const { offer } = await offerPage(test, provider, id)
    const booked = sumOf(rows, 'booked')
    expect(booked).toBeLessThanOrEqual(offer.bar.maximum)
    expect(booked).toBe(offer.bar.booked)
    // Enough people wait for every place.
    expect(booked).toBe(offer.bar.maximum)
  }
}, 60_000)

it('P2 the same form sent ten times at once books once', async () => {
  const { id } = await makeOffer(test)
  const nonce = randomIds.nonce()
  await Promise.all(Array.from({ length: 10 }, () => book(test, 'Bernd Muster', id, 2, { nonce })))
  expect((await bookingsOf(id)).map(({ places }) => places)).toEqual([2])
})
