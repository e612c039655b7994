/** Offers in the tab: made by a form, booked with and without a name, confirmed, waited for, called off. */
import type { Page } from 'playwright-core'
import { settleDueOffers } from '../../bot/offers/use-cases/settle-due'
import { eventually } from './eventually'
import { faultsInAllLooks, type Look, turnTo } from './faults'
import { book, frida, lene, nuria, offer, offerPage, provider, topic, ulla } from './offer-scene'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage

beforeAll(async () => {
  stage = await startTabStage()
  await topic(stage.test)
})
beforeEach(() => stage.test.clock.set('2026-11-23T09:00:00+01:00'))
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const places = (page: Page) => page.getByTestId('places')
const bookings = (page: Page) => page.getByTestId('bookings').first()
const state = (page: Page) => page.getByTestId('offer-state')

/** Looked at by people when SCREENSHOTS names a folder. */
async function keep(page: Page, name: string, looks: readonly Look[] = []): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (!folder) return
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  for (const look of looks) {
    await turnTo(page, look)
    await page.screenshot({ path: `${folder}/${name}-${look}.png`, fullPage: true })
  }
}

async function fits(page: Page, name: string): Promise<void> {
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 700 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await keep(page, `${name}-320`)
}

it('says what offers are for while there is none, and offers the first step', async () => {
  const page = await stage.open('/offers', provider)
  await page.getByRole('heading', { name: 'Zurzeit gibt es kein Angebot' }).waitFor()
  await keep(page, 'offers-empty')
  await page.getByRole('link', { name: 'Angebot machen' }).click()
  await page.getByRole('heading', { name: 'Angebot machen' }).waitFor()
})

it('makes an offer; a refusal stands above the form, and what was typed stays', async () => {
  const page = await stage.open('/offers/new', provider)
  const send = page.getByRole('button', { name: 'Angebot veröffentlichen' })
  await page.getByLabel('Thema').selectOption({ label: 'KI im Büro' })
  await page.getByLabel('Titel').fill('Sprachmodelle im Büro')
  await page.getByRole('textbox', { name: 'Minimum' }).fill('9')
  await page.getByRole('textbox', { name: 'Maximum' }).fill('7')
  await keep(page, 'offer-form')
  await send.click()
  const refusal = page.getByTestId('trouble')
  await refusal.getByText('9').waitFor()
  await eventually(async () => expect(await page.locator('.refusal:focus').count()).toBe(1))
  expect(await page.getByLabel('Titel').inputValue()).toBe('Sprachmodelle im Büro')
  await page.getByRole('textbox', { name: 'Minimum' }).fill('5')
  await send.click()
  await page.waitForURL(/\/tab\/offers\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { name: 'Sprachmodelle im Büro' }).waitFor()
  await places(page).getByText('0 von 5').waitFor()
  await page.getByTestId('life').getByText('Angeboten').waitFor()
})

it('says before booking who will see what; the bar moves on every screen, and turns to confirmed (N3, N4)', async () => {
  const { test } = stage
  const { id } = await offer(test)
  await book(test, ulla, id, 1)
  const hers = await stage.open(`/offers/${id}`, lene)
  const his = await stage.openElsewhere(`/offers/${id}`, provider)
  await hers.getByText('sieht nur die Zahl der Plätze, bis Sie zustimmen.').waitFor()
  await places(hers).getByText('1 von 5').waitFor()
  await places(hers).getByText('4 Plätze fehlen noch bis zum Minimum; dann findet es statt.').waitFor()
  await hers.getByLabel('Zahl der Plätze').fill('zwölf')
  await hers.getByRole('button', { name: 'Buchen' }).click()
  await hers.getByTestId('trouble').waitFor()
  expect(await hers.getByLabel('Zahl der Plätze').inputValue()).toBe('zwölf')
  await hers.getByLabel('Zahl der Plätze').fill('4')
  await hers.getByRole('button', { name: 'Buchen' }).click()
  await hers.getByText('Gespeichert: 4 Plätze gebucht.').waitFor()
  await state(hers).getByText('bestätigt').waitFor()
  await places(hers).getByText('5 von 8').waitFor()
  await bookings(hers).getByText('Der Anbieter sieht nur die Zahl.').waitFor()
  // The provider's screen follows by itself, without a name.
  await state(his).getByText('bestätigt').waitFor()
  const taken = his.getByTestId('taken')
  await taken.getByRole('row', { name: 'Ohne Namen, zusammen 5 0' }).waitFor()
  expect(await his.getByRole('main').getByText('Logistik, Wolfsburg').count()).toBe(0)
  await keep(his, 'offer-provider')
})

it('lets the provider read a name by consent alone, and no longer once it is taken back (N3)', async () => {
  const { test } = stage
  const { id } = await offer(test, { title: 'Ohne Namen' })
  await book(test, lene, id, 4)
  const named = async () => (await offerPage(test, provider, id)).taken?.named ?? []
  expect(await named()).toEqual([])
  const page = await stage.open(`/offers/${id}`, lene)
  await bookings(page).getByRole('button', { name: 'Namen nennen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Namen nennen' }).click()
  await bookings(page).getByText('Der Anbieter liest den Namen Ihrer Organisation.').waitFor()
  expect(await named()).toEqual([{ organisation: 'Logistik, Wolfsburg', booked: 4, waiting: 0 }])
  await bookings(page).getByRole('button', { name: 'Namen zurücknehmen' }).click()
  await bookings(page).getByText('Der Anbieter sieht nur die Zahl.').waitFor()
  expect(await named()).toEqual([])
})

// Axe takes its time: on a machine that is busy more than is left to a test that does something.
it('has no fault for axe and fits 320 px: the form under a refusal', async () => {
  const page = await stage.open('/offers/new', provider)
  await page.getByRole('button', { name: 'Angebot veröffentlichen' }).click()
  await page.getByTestId('trouble').waitFor()
  await fits(page, 'offer-form-refused')
})

it('has no fault for axe and fits 320 px: an offer with one’s own bookings', async () => {
  const { id } = await offer(stage.test)
  await book(stage.test, lene, id, 4)
  const page = await stage.open(`/offers/${id}`, lene)
  await bookings(page).getByText('4 Plätze gebucht').waitFor()
  await page.getByLabel('Zahl der Plätze').waitFor()
  await keep(page, 'offer-booked', ['dark', 'contrast'])
  await turnTo(page, 'light')
  await fits(page, 'offer-booked')
})

it('puts on the waiting list what does not fit, and who waits moves up when places are given back', async () => {
  const { test } = stage
  const { id } = await offer(test, { title: 'Datenschutz', maximum: '6' })
  await book(test, ulla, id, 5)
  const page = await stage.open(`/offers/${id}`, lene)
  await page.getByText('Ein Platz ist frei.').waitFor()
  await page.getByLabel('Zahl der Plätze').fill('3')
  await page.getByRole('button', { name: 'Buchen' }).click()
  await page.getByText('Gespeichert: 3 Plätze auf der Warteliste.').waitFor()
  await bookings(page).getByText('Als Nächstes an der Reihe.').waitFor()
  await keep(page, 'offer-waiting')
  await bookings(page).getByRole('button', { name: 'Weniger Plätze' }).click()
  await bookings(page).getByLabel('Zahl der Plätze').fill('2')
  await bookings(page).getByRole('button', { name: 'Speichern' }).click()
  await bookings(page).getByText('2 Plätze auf der Warteliste').waitFor()
  const [booking] = (await offerPage(test, ulla, id)).bookings
  await test.api(ulla, 'booking.change', { body: { booking: booking?.id, places: '4' } })
  await bookings(page).getByText('2 Plätze gebucht').waitFor()
  await bookings(page).getByRole('button', { name: 'Stornieren' }).click()
  await page.getByRole('dialog').getByText('Wer wartet, rückt sofort nach.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Stornieren' }).click()
  await page.getByText('Eine stornierte').waitFor()
  await places(page).getByText('4 von 6').waitFor()
})

it('tells what has changed in words, and is called off after being asked once', async () => {
  const { test } = stage
  const { id } = await offer(test, { title: 'Schweißen' })
  await book(test, lene, id, 2)
  const page = await stage.open(`/offers/${id}`, provider)
  await page.getByRole('link', { name: 'Ändern' }).click()
  await page.getByLabel('Preis pro Person in Euro').fill('99')
  await page.getByLabel('Letzter Tag').fill('2027-01-13')
  await page.getByRole('button', { name: 'Änderungen speichern' }).click()
  const life = page.getByTestId('life')
  await life.getByText('Preis: 99 € pro Person (vorher 240,50 € pro Person)').waitFor()
  await life.getByText('Zeit: 12.–13. Jan. 2027 (vorher 12.–14. Jan. 2027)').waitFor()
  await page.getByRole('button', { name: 'Angebot absagen' }).click()
  await page.getByRole('dialog').getByText('2 Plätze sind gebucht.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Angebot absagen' }).click()
  await state(page).getByText('abgesagt').waitFor()
  await keep(page, 'offer-cancelled')
})

it('lists what runs, what is one’s own, what is over, in both languages', async () => {
  const { test } = stage
  const { id } = await offer(test, { title: 'Führen auf Abstand' })
  await book(test, frida, id, 2)
  const page = await stage.open('/offers', lene)
  await page.getByRole('link', { name: /Führen auf Abstand.*2 von 5/ }).waitFor()
  await keep(page, 'offers', ['dark', 'contrast'])
  await fits(page, 'offers')
  await page.getByRole('radio', { name: 'Frühere' }).check()
  await page.getByRole('link', { name: /Schweißen.*abgesagt/ }).waitFor()
  const english = await stage.openElsewhere('/offers?which=mine', frida)
  await english.getByRole('link', { name: /Führen auf Abstand.*You have 2 places/ }).waitFor()
  await keep(english, 'offers-en')
  await english.getByRole('link', { name: /Führen auf Abstand/ }).click()
  await places(english)
    .getByText('3 more places are needed to reach the minimum; then it takes place.')
    .waitFor()
  await keep(english, 'offer-en')
  const none = await stage.openElsewhere('/offers?which=mine', nuria)
  await none.getByRole('heading', { name: 'Nothing of your organisation yet' }).waitFor()
})

it('asks after the course whether the need is met, and takes another answer, too (N5)', async () => {
  const { test } = stage
  const { id } = await offer(test, { title: 'Vorbei', from: '2026-12-20', to: '2026-12-20', minimum: '1' })
  await book(test, lene, id, 1)
  test.clock.set('2026-12-22T09:00:00+01:00')
  await settleDueOffers(test.service.desk.world)
  const page = await stage.open('/', lene)
  await page.getByTestId('open-row').filter({ hasText: 'Vorbei' }).click()
  await page.getByRole('heading', { name: 'Ist der Bedarf gedeckt?' }).waitFor()
  await page.getByRole('button', { name: 'Zum Teil' }).click()
  await page.getByText('Gespeichert: Zum Teil. Sie können es noch ändern.').waitFor()
  await page.getByRole('button', { name: 'Ja', exact: true }).click()
  await page.getByText('Gespeichert: Ja.').waitFor()
  await keep(page, 'offer-met')
  expect((await offerPage(test, lene, id)).offer.met).toBe('yes')
})
