/** N4, N5: an offer from its first booking to whether the need is met, by itself where days decide. */

import {
  actOnBooking,
  book,
  changeOffer,
  comeTo,
  makeOffer,
  offerPage,
  ownBooking,
  provider,
} from '../support/offers'
import {
  chatOf,
  hasMail,
  mailsTo,
  messagesSaying,
  type ReachScene,
  startReachScene,
  writesOnce,
} from '../support/reach'
import { codeOf } from '../support/refusals'
import { until } from '../support/until'

const [bernd, clara, lene] = ['Bernd Muster', 'Clara Vorbild', 'Lene Vorlage'] as const
const start = '2026-11-23T09:00:00+01:00'
let scene: ReachScene
beforeAll(async () => {
  scene = await startReachScene()
  await writesOnce(scene, bernd, clara, provider)
})
beforeEach(() => scene.test.clock.set(start))
afterAll(() => scene.stop())

const saidTo = (who: string, says: string, title: string) =>
  messagesSaying(scene, says, chatOf(scene, who).id).filter(({ activity }) =>
    JSON.stringify(activity).includes(title),
  )
const told = (who: string, says: string, title: string, times = 1) =>
  until(() => saidTo(who, says, title).length === times, 25_000)
const state = async (id: string) => (await offerPage(scene.test, clara, id)).offer.state

it('N4 the bar moves with every place; reached, it is confirmed, told to all who booked or wait, and stays so', async () => {
  const title = 'Kurs mit Balken'
  const { id } = await makeOffer(scene.test, { title, minimum: '3', maximum: '4' })
  expect((await book(scene.test, bernd, id, 2)).body.bar).toEqual({ booked: 2, minimum: 3, maximum: 4 })
  expect(await state(id)).toBe('open')
  await book(scene.test, clara, id, 2)
  expect(await state(id)).toBe('confirmed')
  await told(bernd, 'Das Minimum ist erreicht. Das Angebot, das Sie gebucht haben', title)
  await told(provider, 'Das Minimum Ihres Angebots ist erreicht', title)
  // Whose booking it was reads it on the card.
  expect(saidTo(clara, 'Das Minimum ist erreicht', title)).toEqual([])
  await actOnBooking(scene.test, clara, 'cancel', (await ownBooking(scene.test, clara, id)).id)
  expect(await state(id)).toBe('confirmed')
  await comeTo(scene.test, '2026-12-18T12:00:03+01:00')
  expect(await state(id)).toBe('confirmed')
})

it('N4 who waits moves up in order as places become free, is told, and nobody overtakes', async () => {
  const title = 'Kurs mit Warteliste'
  const { id } = await makeOffer(scene.test, { title, minimum: '1', maximum: '4' })
  await book(scene.test, lene, id, 4)
  expect((await book(scene.test, bernd, id, 3)).body.mine).toEqual({ booked: 0, waiting: 3 })
  expect((await book(scene.test, clara, id, 1)).body.mine).toEqual({ booked: 0, waiting: 1 })
  const { id: booking } = await ownBooking(scene.test, lene, id)
  await actOnBooking(scene.test, lene, 'change', booking, { places: 3 })
  // One is free, and the first in line needs three.
  expect((await ownBooking(scene.test, clara, id)).ahead).toBe(3)
  await actOnBooking(scene.test, lene, 'cancel', booking)
  await told(bernd, 'von der Warteliste nachgerückt', title)
  await told(clara, 'von der Warteliste nachgerückt', title)
  expect((await offerPage(scene.test, provider, id)).offer).toMatchObject({ bar: { booked: 4 }, waiting: 0 })
})

it('N4 a larger maximum lets who waits move up', async () => {
  const { id } = await makeOffer(scene.test, { minimum: '1', maximum: '2' })
  await book(scene.test, bernd, id, 2)
  await book(scene.test, clara, id, 2)
  expect((await changeOffer(scene.test, id, { maximum: '4' })).status).toBe(200)
  expect((await ownBooking(scene.test, clara, id)).state).toBe('booked')
})

it('below the minimum it falls through by itself, once, however many look, and is told', async () => {
  const title = 'Kurs mit zu wenigen'
  const { id } = await makeOffer(scene.test, { title })
  await book(scene.test, bernd, id, 2)
  await comeTo(scene.test, '2026-12-18T12:00:01+01:00')
  expect(await state(id)).toBe('open')
  const counts = await Promise.all([1, 2, 3].map(() => comeTo(scene.test, '2026-12-18T12:00:02+01:00')))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1)
  expect(await state(id)).toBe('fallen-through')
  await told(bernd, 'Das Minimum wurde nicht erreicht. Das Angebot, das Sie', title)
  await told(provider, 'Das Minimum Ihres Angebots wurde nicht erreicht', title)
  const { trace } = await offerPage(scene.test, provider, id)
  expect(trace.map(({ what }) => what)).toEqual(['made', 'fallen-through'])
})

it('a change is told to all who booked or wait, with old and new', async () => {
  const title = 'Kurs mit Änderung'
  const { id } = await makeOffer(scene.test, { title, maximum: '5' })
  await book(scene.test, bernd, id, 5)
  await book(scene.test, clara, id, 1)
  await changeOffer(scene.test, id, { from: '2027-01-19', to: '2027-01-20', price: '0', place: 'Wolfsburg' })
  for (const who of [bernd, clara]) await told(who, 'hat sich geändert', title)
  const text = JSON.stringify(saidTo(clara, 'hat sich geändert', title)[0]?.activity)
  for (const line of [
    'Zeit: 12. Jan. 2027 bis 13. Jan. 2027 → 19. Jan. 2027 bis 20. Jan. 2027',
    'Preis: 120,50 € je Person → kostenlos',
    'Ort: Braunschweig → Wolfsburg',
  ])
    expect(text).toContain(line)
})

it('a cancellation is told to all who booked or wait; without Teams by mail, which says whom to ask', async () => {
  await hasMail(scene.test, lene, { teams: true })
  const title = 'Kurs mit Absage'
  const { id } = await makeOffer(scene.test, { title })
  await book(scene.test, bernd, id)
  await book(scene.test, lene, id)
  await scene.test.database.sql('update member set aad_object_id = null where name = $1', [lene])
  await scene.test.api(provider, 'offer.cancel', { body: { offer: id } })
  await told(bernd, 'Das Angebot, das Sie gebucht haben, ist abgesagt', title)
  await until(() => mailsTo(scene, lene).some(({ subject }) => subject === `Abgesagt: ${title}`), 25_000)
})

it('nothing is told in the quiet hours', async () => {
  const title = 'Kurs am Abend'
  const { id } = await makeOffer(scene.test, { title })
  await book(scene.test, bernd, id)
  scene.test.clock.set('2026-11-23T20:00:00+01:00')
  await scene.test.api(provider, 'offer.cancel', { body: { offer: id } })
  await until(
    async () =>
      (
        await scene.test.database.sql(
          `select id from post where matter_kind = 'offer-cancelled' and matter_id = $1 and cause = 'quiet-hours'`,
          [id],
        )
      ).length === 1,
    25_000,
  )
  expect(saidTo(bernd, 'ist abgesagt', title)).toEqual([])
})

it('N5 when it is over, who had places is asked, answers, and may answer otherwise', async () => {
  const title = 'Kurs mit Frage'
  const { id } = await makeOffer(scene.test, { title, minimum: '1', maximum: '2' })
  await book(scene.test, bernd, id, 2)
  await book(scene.test, clara, id, 1)
  const early = await scene.test.api(bernd, 'offer.say-met', { body: { offer: id, met: 'yes' } })
  expect(codeOf(early)).toBe('offers:not-over')
  await comeTo(scene.test, '2027-01-14T09:00:00+01:00')
  await told(bernd, 'Ist der Bedarf Ihrer Organisation gedeckt?', title)
  const waits = async (who: string) =>
    (await scene.test.api(who, 'inbox.show')).body.open.filter((item: { id: string }) => item.id === id)
      .length
  expect([await waits(bernd), await waits(clara)]).toEqual([1, 0])
  expect(saidTo(clara, 'Ist der Bedarf Ihrer Organisation gedeckt?', title)).toEqual([])
  for (const met of ['no', 'partly', 'partly'])
    expect((await scene.test.api(bernd, 'offer.say-met', { body: { offer: id, met } })).body.met).toBe(met)
  expect(await waits(bernd)).toBe(0)
  const waited = await scene.test.api(clara, 'offer.say-met', { body: { offer: id, met: 'yes' } })
  expect(codeOf(waited)).toBe('offers:nothing-booked')
})
