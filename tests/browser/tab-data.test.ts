/** My data, times and the audit log in the tab: read, taken along, set, searched; and a person erased, for good. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { memberId } from '../support/kept'
import { coordinator as office, openPoll, vote, voters } from '../support/polls'
import { eventually } from './eventually'
import { faults, faultsInAllLooks } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

const [bernd, clara, , , frida] = voters
let stage: TabStage
beforeAll(async () => {
  stage = await startTabStage()
  const poll = await openPoll(stage.test, { question: 'Was steht im Protokoll?' })
  await vote(stage.test, bernd, poll.id, 'o1')
  await stage.test.api(office, 'poll.add-option', { body: { poll: poll.id, label: 'Noch eine' } })
  await stage.test.api(office, 'poll.close', { body: { poll: poll.id } })
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const fileOf = async (page: Page, button: string): Promise<string> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}

it('everybody finds the own data from the head of every page, reads them, and takes them along as a file', async () => {
  const page = await stage.open('/', bernd)
  await page.getByRole('link', { name: 'Meine Daten' }).click()
  await page.getByText('Bernd Muster, IHK Braunschweig').last().waitFor()
  await page.getByText('„Was steht im Protokoll?“: KI im Büro').waitFor()
  const file = JSON.parse(await fileOf(page, 'Als Datei herunterladen (JSON)'))
  expect(file.kept.person.member[0].name).toBe(bernd)
  await page.getByText('Die Datei liegt bei Ihren Downloads.').waitFor()
  expect(await page.getByLabel('Wessen Daten').count()).toBe(0)
})

it('the office looks at somebody else on purpose only, and reads before that it is written down', async () => {
  const page = await stage.open('/data', office)
  await page
    .getByLabel('Wessen Daten')
    .last()
    .selectOption({ label: `${clara}, TU Braunschweig` })
  await page.getByText('steht danach im Protokoll').waitFor()
  await page.getByRole('button', { name: 'Daten ansehen' }).click()
  await page.getByText('Sitz im Steuerkreis für TU Braunschweig').waitFor()
})

it('erasing shows what goes and what stays, asks once, and does nothing without the tick', async () => {
  const page = await stage.open('/data', frida)
  await page.getByRole('button', { name: 'See what would be erased' }).click()
  await page.getByText('The name “Frida Skizze”').waitFor()
  await page.getByText('This stays, and why').waitFor()
  await page.getByRole('button', { name: 'Erase …' }).click()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByText('Nothing was erased.').waitFor()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByText(/“Ehemaliges Mitglied [0-9A-F]{4}” takes the place of the name/).waitFor()
  expect((await stage.test.api(frida, 'member.show')).status).toBe(403)
})

it('the office sets a time, sees a refusal where it stands, and what was saved', async () => {
  const page = await stage.open('/data/retention', office)
  const days = page.getByLabel(/Tage.*Mitteilungen/)
  await days.fill('7')
  await page.getByRole('button', { name: 'Speichern: Mitteilungen' }).click()
  await page.getByText('Wählen Sie zwischen 30 und 1095 Tagen.').waitFor()
  await days.fill('60')
  await page.getByRole('button', { name: 'Speichern: Mitteilungen' }).click()
  await page.getByText('Gespeichert', { exact: true }).waitFor()
  const [row] = await stage.test.database.sql<{ days: number }>(
    `select days from retention where kind = 'notices'`,
  )
  expect(row?.days).toBe(60)
})

describe('the audit log', () => {
  it('says who did what when, leads to all that was done to one thing, and is searched', async () => {
    const page = await stage.open('/network', office)
    await page.getByRole('link', { name: 'Protokoll', exact: true }).click()
    const entries = page.getByTestId('entries')
    await entries.getByText('Antwort einer Umfrage ergänzt').waitFor()
    await entries.getByRole('link', { name: 'Alles zu „Was steht im Protokoll?“ zeigen' }).first().click()
    await page.getByText('Nur zu: Was steht im Protokoll?').waitFor()
    await eventually(async () => expect(await entries.locator('> li').count()).toBe(3))
    await page.getByLabel('Was', { exact: true }).selectOption({ label: 'Umfrage geschlossen' })
    await page.getByRole('button', { name: 'Suchen', exact: true }).click()
    await eventually(async () => expect(await entries.locator('> li').count()).toBe(1))
    expect(await entries.textContent()).toContain('Was steht im Protokoll?')
    await page.getByLabel('Name enthält').fill('niemand')
    await page.getByRole('button', { name: 'Suchen', exact: true }).click()
    await page.getByText('Kein Eintrag passt').waitFor()
    await page.getByRole('button', { name: 'Suche aufheben' }).click()
    await entries.getByText('Antwort einer Umfrage ergänzt').waitFor()
  })

  it('is checked without a gap, and says where it is broken', async () => {
    const page = await stage.open('/audit', office)
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click()
    await page.getByText(/Lückenlos geprüft: \d+ Einträge\./).waitFor()
    const [row] = await stage.test.database.sql<{ number: string }>(
      `update audit_entry set data = '{"x": 1}' where number = 2 returning number`,
    )
    expect(row).toBeDefined()
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click()
    await page.getByText('Ab Eintrag Nr. 2 passt das Protokoll nicht mehr zusammen').waitFor()
    await stage.test.database.sql(`update audit_entry set data = '{}' where number = 2`)
  })

  it('is taken along as CSV', async () => {
    const page = await stage.open('/audit', office)
    await page.getByTestId('entries').waitFor()
    const file = await fileOf(page, 'Als CSV herunterladen')
    expect(file.startsWith('\uFEFFNummer;Zeitpunkt;Wer;Zugang;Was;Woran;Einzelheit\r\n')).toBe(true)
    expect(file).toContain('Was steht im Protokoll?')
  })

  it('is refused to who is not of the office, in words', async () => {
    const page = await stage.open('/audit', clara)
    await page.getByText('Das darf nur die Geschäftsstelle.').waitFor()
    expect(await page.getByRole('link', { name: 'Protokoll' }).count()).toBe(0)
  })
})

it.each([
  ['/data', bernd, 'Nachrichten im Zustellprotokoll'],
  ['/data', office, 'Nachrichten im Zustellprotokoll'],
  ['/data/retention', office, 'Zustellprotokoll'],
  ['/audit', office, 'Umfrage eröffnet'],
])('%s for %s has no fault for axe in any theme, and fits 320 px', async (path, who, text) => {
  await memberId(stage.test, who)
  const page = await stage.open(path, who)
  await page.getByRole('main').locator(':not(option)', { hasText: text }).last().waitFor()
  await eventually(async () => expect(await page.getByLabel('Wird geladen …').count()).toBe(0))
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  const folder = process.env.SHOTS
  const name = `${path.slice(1).replace('/', '-')}-${who === office ? 'office' : 'member'}`
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 640 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
})
