/** The gap report in the tab: a preview while the quarter runs, the report afterwards, as PDF, and what it is for while empty. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { makeDueReports } from '../../bot/gaps/use-cases/make-report'
import { settleDueOffers } from '../../bot/offers/use-cases/settle-due'
import { coordinator } from '../support/polls'
import { addTopic, alone, endRound, openRound, putAnswer } from '../support/rounds'
import { faultsInAllLooks, type Look, turnTo } from './faults'
import { book, frida, lene, nuria, offer, ulla } from './offer-scene'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage

beforeAll(async () => {
  stage = await startTabStage()
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const gaps = (page: Page) => page.getByTestId('gaps')

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

it('says what it is for while there is nothing to compare', async () => {
  const page = await stage.open('/gaps', lene)
  await page.getByRole('heading', { name: 'Bedarf und Angebot, 4. Quartal 2026' }).waitFor()
  await page.getByRole('heading', { name: 'In diesem Quartal gibt es noch nichts zu vergleichen' }).waitFor()
  await keep(page, 'gaps-empty')
})

it('compares demand and offers while the quarter runs, and what was met only afterwards, for who steers', async () => {
  const { test } = stage
  const [ai, welding] = [await addTopic(test, 'KI im Büro'), await addTopic(test, 'Schweißen WIG')]
  const round = await openRound(test)
  for (const [nth, organisation] of alone.entries())
    await putAnswer(test, round.id, organisation, [
      { topic: ai, heads: 10 + nth },
      ...(nth < 2 ? [{ topic: welding, heads: 4 }] : []),
    ])
  await endRound(test)
  const days = { from: '2026-12-20', to: '2026-12-20', maximum: '40' }
  const { id } = await offer(test, { topic: ai, ...days })
  await offer(test, { topic: welding, ...days })
  for (const who of [lene, ulla, nuria, frida]) await book(test, who, id, 2)
  const page = await stage.open('/gaps', lene)
  const row = gaps(page).getByRole('row', { name: /KI im Büro/ })
  await row.getByText('40').first().waitFor()
  await page.getByText('Vorschau: Das Quartal läuft noch.').waitFor()
  await gaps(page)
    .getByRole('row', { name: /Schweißen WIG keine Angabe/ })
    .waitFor()
  expect(await gaps(page).getByText('Bedarf gedeckt').count()).toBe(0)
  test.clock.set('2026-12-22T09:00:00+01:00')
  await settleDueOffers(test.service.desk.world)
  for (const who of [lene, ulla, nuria, frida])
    await test.api(who, 'offer.say-met', { body: { offer: id, met: 'yes' } })
  test.clock.set('2027-01-04T09:00:00+01:00')
  expect(await makeDueReports(test.service.desk.world)).toBe(1)
})

it('shows the report that was made, in every look and on a phone', async () => {
  const page = await stage.open('/gaps', coordinator)
  await page.getByText('Stand Mo., 4. Jan. 2027').waitFor()
  const row = gaps(page).getByRole('row', { name: /KI im Büro/ })
  await row.getByText('ja 8').waitFor()
  await page.getByTestId('base').getByText('Bedarfsrunde 4. Quartal 2026').waitFor()
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  await turnTo(page, 'light')
  await keep(page, 'gaps', ['dark', 'contrast'])
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 700 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await keep(page, 'gaps-320')
})

it('hands the report over as PDF, and chooses another quarter', async () => {
  const page = await stage.open('/gaps', coordinator)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Als PDF' }).click()
  const file = await (await download).path()
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  await page.getByLabel('Quartal').selectOption({ label: '1. Quartal 2027 (Vorschau)' })
  await page.waitForURL(/\/gaps\/2027-1/)
  await page.getByRole('heading', { name: 'In diesem Quartal gibt es noch nichts zu vergleichen' }).waitFor()
})

it('speaks English, and prints the table without what surrounds it', async () => {
  const page = await stage.open('/gaps/2026-4', frida)
  await page.getByRole('heading', { name: 'Demand and offers, Quarter 4 of 2026' }).waitFor()
  await keep(page, 'gaps-en')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'As PDF' }).isVisible()).toBe(false)
  expect(await gaps(page).isVisible()).toBe(true)
  await keep(page, 'gaps-print')
})
