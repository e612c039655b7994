/** From an empty database to a group of 25 people of 12 organisations: the first person sets the network up in the real tab. */
import type { Browser, Page } from 'playwright-core'
import { emptyDatabase, type TestDatabase } from '../support/database'
import { startTestService, type TestService } from '../support/service'
import { openBrowser, openMachine } from './browser'
import { faults, faultsInAllLooks } from './faults'
import { freePort } from './tab-stage'

// On a busy machine axe takes its time.
jest.setTimeout(180_000)

let browser: Browser
let database: TestDatabase
let test: TestService

beforeAll(async () => {
  browser = await openBrowser()
})
beforeEach(async () => {
  database = await emptyDatabase()
  const port = await freePort()
  const env = { DEMO: 'off', PORT: `${port}`, PUBLIC_URL: `http://127.0.0.1:${port}` }
  test = await startTestService({ env, database })
})
afterEach(async () => {
  await test?.stop()
  await database?.drop()
})
afterAll(() => browser?.close())

const german = {
  ...{ locale: 'de-DE', title: 'Verbund einrichten', code: 'Einrichtungscode', name: 'Name des Verbunds' },
  ...{ state: 'Bundesland', bavaria: 'Bayern', person: 'Ihr Name', organisation: 'Ihre Organisation' },
  ...{ language: 'Sprache der Beiträge', reads: 'de', other: 'Englisch' },
  ...{ wrong: 'Dieser Einrichtungscode gilt nicht.', nothing: 'Nichts wartet auf Sie', network: 'Verbund' },
  import: 'Organisationen und Personen einlesen',
  would: 'Neu oder geändert würden: 12 Organisationen, 25 Personen, ein Arbeitskreis, 25 Mitgliedschaften',
  ...{ carryOut: 'Übernehmen', changed: 'Neu oder geändert: 12 Organisationen, 25 Personen' },
  ...{ back: 'Zum Verbund', all: '13 Organisationen', members: '25 Mitglieder' },
  head: ['Name', 'E-Mail', 'Organisation', 'Bank', 'Arbeitskreise', 'Rolle'],
  benches: ['Arbeitgeber', 'Arbeitnehmer', 'Kammern', 'Bildung'],
  roles: ['Koordination', 'Mitglied'],
}

const english: typeof german = {
  ...{ locale: 'en-GB', title: 'Set up the network', code: 'Set-up code', name: 'Name of the network' },
  ...{ state: 'State', bavaria: 'Bavaria', person: 'Your name', organisation: 'Your organisation' },
  ...{ language: 'Language of posts', reads: 'en', other: 'German' },
  ...{ wrong: 'This set-up code does not hold.', nothing: 'Nothing is waiting for you', network: 'Network' },
  import: 'Import organisations and people',
  would: 'Would be added or changed: 12 organisations, 25 people, one group, 25 memberships',
  ...{ carryOut: 'Carry out', changed: 'Added or changed: 12 organisations, 25 people' },
  ...{ back: 'To the network', all: '13 organisations', members: '25 members' },
  head: ['Name', 'Email', 'Organisation', 'Bench', 'Groups', 'Role'],
  benches: ['Employers', 'Employees', 'Agencies', 'Training'],
  roles: ['Coordinator', 'Member'],
}

/** 25 people of 12 organisations on all four benches, in one group; umlauts, as Excel saves them in Germany. */
function table({ head, benches, roles }: typeof german): Buffer {
  const rows = Array.from({ length: 25 }, (_, i) => [
    ...[`Person Nº ${i + 1} Müßig`, `p${i + 1}@firma.example`, `Werk ${(i % 12) + 1}, Süd`],
    ...[benches[i % 4], 'AK Künstliche Intelligenz', roles[i === 0 ? 0 : 1]],
  ])
  return Buffer.from([head, ...rows].map((row) => row.join(';')).join('\r\n'), 'latin1')
}

/** Looked at by axe and at 320 px (in German in all themes: colours know no language); by people when SCREENSHOTS names a folder. */
async function look(page: Page, name: string): Promise<void> {
  if (name.endsWith('en-GB')) expect(await faults(page)).toEqual([])
  else expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  const folder = process.env.SCREENSHOTS
  const keep = async (width: number) => {
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
  await keep(1280)
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
  await keep(320)
  await page.setViewportSize({ width: 1280, height: 900 })
}

it.each([
  ['in German', german],
  ['in English', english],
])(
  'sets up the network with the code, and reads a group of 25 people of 12 organisations from one file, %s',
  async (_in, say) => {
    const machine = await openMachine(browser, { locale: say.locale })
    const page = await machine.newPage()
    await page.goto(`${test.url}/tab/`)
    await page.getByRole('heading', { name: say.title }).waitFor()
    await page.getByRole('textbox', { name: say.code }).fill('2222-2222-2222')
    await page.getByLabel(say.name).fill('Weiterbildung Süd')
    await page.getByRole('combobox', { name: say.state }).selectOption({ label: say.bavaria })
    const language = page.getByRole('combobox', { name: say.language })
    expect(await language.inputValue()).toBe(say.reads)
    await language.selectOption({ label: say.other })
    await page.getByLabel(say.person).fill('Fenna Deich')
    await page.getByLabel(say.organisation).fill('Kammer Süd')
    await page.getByRole('button', { name: say.title }).click()
    await page.getByText(say.wrong).waitFor()
    await look(page, `set-up-${say.locale}`)
    await page.getByRole('textbox', { name: say.code }).fill([...test.service.setUpCodes.values()][0] ?? '')
    await page.getByRole('button', { name: say.title }).click()
    // The network speaks the other language, its first person goes on reading this one.
    await page.getByText(say.nothing).waitFor()
    expect(
      await database.sql('select n.language as posts, m.language as reads from network n, member m'),
    ).toEqual([{ posts: say.reads === 'de' ? 'en' : 'de', reads: say.reads }])
    await page.getByRole('link', { name: say.network, exact: true }).click()
    await page.getByRole('link', { name: say.import }).click()
    const file = { name: 'Mitglieder.csv', mimeType: 'text/csv', buffer: table(say) }
    await page.getByTestId('import-file').setInputFiles(file)
    await page.getByText(say.would).waitFor()
    expect(await page.locator('.table tbody tr').count()).toBe(25)
    await look(page, `import-${say.locale}`)
    await page.getByRole('button', { name: say.carryOut, exact: true }).click()
    await page.getByText(say.changed).waitFor()
    await page.getByRole('link', { name: say.back }).click()
    await page.getByRole('heading', { name: say.all }).waitFor()
    await page.getByRole('link', { name: /AK Künstliche Intelligenz/ }).click()
    await page.getByRole('heading', { name: say.members }).waitFor()
    await page.getByText('Person Nº 25 Müßig').waitFor()
    expect(await page.getByText(/^Werk \d+, Süd$/).count()).toBe(12)
    await look(page, `group-${say.locale}`)
    expect(machine.complaints.filter((one) => !one.includes('422'))).toEqual([])
    await page.close()
  },
)
