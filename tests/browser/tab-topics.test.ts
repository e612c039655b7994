/** Topics, regions and the rules of rounds in the tab: kept by the office, read by everybody. */
import type { Page } from 'playwright-core'
import { coordinator } from '../support/polls'
import { eventually } from './eventually'
import { faultsInAllLooks, type Look, turnTo } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage

beforeAll(async () => {
  stage = await startTabStage()
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const topics = (page: Page) => page.getByTestId('topics')
const regions = (page: Page) => page.getByRole('region', { name: 'Regionen' })

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

async function fits(page: Page): Promise<void> {
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 700 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
}

it('lets the office add, rename, merge and remove topics, and search them', async () => {
  const page = await stage.open('/topics', coordinator)
  const add = page.getByLabel('Neues Thema')
  for (const name of ['Schweißen WIG', 'Datenschutz', 'KI in der Verwaltung', 'Führung']) {
    await add.fill(name)
    await add.press('Enter')
    await topics(page).getByText(name).waitFor()
    expect(await add.inputValue()).toBe('')
  }
  await add.fill('datenschutz')
  await add.press('Enter')
  await page.getByTestId('trouble').getByText('datenschutz').waitFor()
  expect(await add.inputValue()).toBe('datenschutz')
  await add.fill('')
  await page.getByRole('button', { name: 'Führung umbenennen' }).click()
  await page.getByLabel('Führung umbenennen').fill('Führen auf Abstand')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await topics(page).getByText('Führen auf Abstand').waitFor()
  await page
    .getByRole('button', { name: 'KI in der Verwaltung mit einem anderen Thema zusammenlegen' })
    .click()
  await page.getByLabel('KI in der Verwaltung zusammenlegen mit').selectOption({ label: 'Datenschutz' })
  await keep(page, 'topics', ['dark', 'contrast'])
  await page.getByRole('button', { name: 'Zusammenlegen', exact: true }).click()
  await page.getByRole('heading', { name: '3 Themen' }).waitFor()
  await page.getByLabel('Themen durchsuchen').fill('SCHWEIß')
  await eventually(async () => expect(await topics(page).getByRole('listitem').count()).toBe(1))
  await page.getByRole('button', { name: 'Schweißen WIG entfernen' }).click()
  await page.getByRole('dialog').getByText('Niemand kann das Thema mehr wählen.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click()
  await page.getByText('Kein Thema gefunden.').waitFor()
  await page.getByLabel('Themen durchsuchen').fill('')
  await page.getByRole('heading', { name: '2 Themen' }).waitFor()
})

it('keeps ten regions at the most, and says so before one types', async () => {
  for (let nth = 1; nth <= 9; nth += 1)
    await stage.test.api(coordinator, 'region.add', { body: { name: `Region ${nth}` } })
  const page = await stage.open('/topics', coordinator)
  await regions(page).getByLabel('Neue Region').fill('Harz')
  await regions(page).getByRole('button', { name: 'Ergänzen' }).click()
  await regions(page).getByText('Mehr als 10 Regionen gibt es nicht.').waitFor()
  expect(await regions(page).getByLabel('Neue Region').count()).toBe(0)
  await page.getByRole('button', { name: 'Harz entfernen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click()
  await regions(page).getByLabel('Neue Region').waitFor()
  await fits(page)
  await keep(page, 'topics-320')
})

it('shows members the lists without anything to change, in their language', async () => {
  const page = await stage.open('/topics', 'Frida Skizze')
  await topics(page).getByText('Datenschutz').waitFor()
  await page.getByRole('heading', { name: 'Topics and regions' }).waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  await keep(page, 'topics-en')
})

it('sets the rules of rounds, and refuses fewer than three families in words', async () => {
  const page = await stage.open('/network', coordinator)
  const rules = page.getByRole('region', { name: 'Bedarfe: Vertraulichkeit und Laufzeit' })
  await rules.getByText('mindestens 3 Unternehmensgruppen').waitFor()
  await rules.getByRole('button', { name: 'Vertraulichkeit und Laufzeit ändern' }).click()
  const families = rules.getByLabel('Mindestzahl der Unternehmensgruppen')
  for (const typed of ['2', 'zwei']) {
    await families.fill(typed)
    await rules.getByRole('button', { name: 'Speichern' }).click()
    await rules.getByTestId('trouble').getByText('So wenige gehen nicht.').waitFor()
    expect(await families.inputValue()).toBe(typed)
  }
  await keep(page, 'rules')
  await families.fill('4')
  await rules.getByLabel('Letzter Tag des Verbunds').fill('2029-12-31')
  await rules.getByRole('button', { name: 'Speichern' }).click()
  await rules.getByText('mindestens 4 Unternehmensgruppen').waitFor()
  await rules.getByText('Der Verbund läuft bis 31. Dez. 2029.').waitFor()
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
})
