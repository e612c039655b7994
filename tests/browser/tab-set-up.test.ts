/** From an empty database to a working group: the first person sets the network up in the real tab. */
import { emptyDatabase, type TestDatabase } from '../support/database'
import { startTestService, type TestService } from '../support/service'
import { type Machine, openBrowser, openMachine } from './browser'
import { freePort } from './tab-stage'

let database: TestDatabase
let test: TestService
let machine: Machine
let close: () => Promise<void>

beforeAll(async () => {
  database = await emptyDatabase()
  const port = await freePort()
  const env = { DEMO: 'off', PORT: `${port}`, PUBLIC_URL: `http://127.0.0.1:${port}` }
  test = await startTestService({ env, database })
  const browser = await openBrowser()
  machine = await openMachine(browser)
  close = () => browser.close()
})
afterAll(async () => {
  await close?.()
  await test?.stop()
  await database?.drop()
})

/** 25 people of 12 organisations on all four benches, two groups; umlauts, as Excel saves them in Germany. */
function table(): Buffer {
  const benches = ['Arbeitgeber', 'Arbeitnehmer', 'Kammern', 'Bildung']
  const rows = Array.from({ length: 25 }, (_, i) => {
    const group = i < 20 ? 'AK Künstliche Intelligenz' : 'AK Prüfungen'
    const role = i === 0 || i === 20 ? 'Koordination' : 'Mitglied'
    return [
      `Person Nº ${i + 1} Müßig`,
      `p${i + 1}@firma.example`,
      `Werk ${(i % 12) + 1}, Süd`,
      benches[i % 4],
      group,
      role,
    ]
  })
  const head = ['Name', 'E-Mail', 'Organisation', 'Bank', 'Arbeitskreise', 'Rolle']
  return Buffer.from([head, ...rows].map((row) => row.join(';')).join('\r\n'), 'latin1')
}

it('sets up the network with the code, reads 25 people from one file, and the group stands there', async () => {
  const page = await machine.newPage()
  await page.goto(`${test.url}/tab/`)
  await page.getByRole('heading', { name: 'Verbund einrichten' }).waitFor()
  await page.getByRole('textbox', { name: 'Einrichtungscode' }).fill('2222-2222-2222')
  await page.getByLabel('Name des Verbunds').fill('Weiterbildung Süd')
  await page.getByLabel('Bundesland').selectOption({ label: 'Bayern' })
  await page.getByLabel('Ihr Name').fill('Fenna Deich')
  await page.getByLabel('Ihre Organisation').fill('Kammer Süd')
  await page.getByRole('button', { name: 'Verbund einrichten' }).click()
  await page.getByText('Dieser Einrichtungscode gilt nicht.').waitFor()
  await page
    .getByRole('textbox', { name: 'Einrichtungscode' })
    .fill([...test.service.setUpCodes.values()][0] ?? '')
  await page.getByRole('button', { name: 'Verbund einrichten' }).click()
  await page.getByText('Nichts wartet auf Sie').waitFor()
  await page.getByRole('link', { name: 'Verbund', exact: true }).click()
  await page.getByRole('link', { name: 'Organisationen und Personen einlesen' }).click()
  await page
    .getByTestId('import-file')
    .setInputFiles({ name: 'Mitglieder.csv', mimeType: 'text/csv', buffer: table() })
  await page
    .getByText('würden: 12 Organisationen, 25 Personen, 2 Arbeitskreise, 25 Mitgliedschaften')
    .waitFor()
  expect(await page.locator('.table tbody tr').count()).toBe(25)
  await page.getByRole('button', { name: 'Übernehmen', exact: true }).click()
  await page.getByText('Neu oder geändert: 12 Organisationen, 25 Personen').waitFor()
  await page.getByRole('link', { name: 'Zum Verbund' }).click()
  await page.getByRole('heading', { name: '13 Organisationen' }).waitFor()
  await page.getByRole('link', { name: /AK Künstliche Intelligenz/ }).click()
  await page.getByRole('heading', { name: '20 Mitglieder' }).waitFor()
  await page.getByText('Person Nº 1 Müßig').waitFor()
  expect(machine.complaints.filter((one) => !one.includes('422'))).toEqual([])
})
