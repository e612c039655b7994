/** The tab while the service is away, and when it comes back. */
import { freshDatabase } from '../support/database'
import { openPoll, vote, voters } from '../support/polls'
import type { TestService } from '../support/service'
import { openBrowser, openMachine } from './browser'
import { freePort, startServiceAt } from './tab-stage'

it('says that the service is away, keeps what was ticked, and goes on by itself when it is back (E2)', async () => {
  const port = await freePort()
  const browser = await openBrowser()
  const database = await freshDatabase()
  const first = await startServiceAt(port, database)
  let running: TestService | undefined = first
  try {
    const poll = await openPoll(first, { question: 'Und wenn der Dienst fehlt?' })
    await vote(first, voters[0], poll.id, 'o1')
    const page = await (await openMachine(browser)).newPage()
    await page.goto(`${first.url}/tab/polls/${poll.id}`)
    const card = page.getByTestId('card')
    await card.getByRole('radio', { name: 'Datenschutz' }).check()
    running = undefined
    await first.stop()
    await page.getByText('Keine Verbindung. Sie sehen den letzten bekannten Stand').waitFor()
    await card.getByRole('button', { name: 'Antworten', exact: true }).click()
    await card.getByText('Verbund ist gerade nicht erreichbar.').waitFor()
    expect(await card.getByRole('radio', { name: 'Datenschutz' }).isChecked()).toBe(true)
    const second = await startServiceAt(port, database)
    running = second
    await card.getByRole('button', { name: 'Erneut versuchen' }).click()
    await page.getByText('Gespeichert: Datenschutz').waitFor()
    await page.getByTestId('answered').getByText('2', { exact: true }).waitFor()
    // The stream comes back with growing pauses: 30 s at the most.
    await page.getByText('Keine Verbindung.').waitFor({ state: 'detached', timeout: 35_000 })
    await vote(second, voters[1], poll.id, 'o1')
    await page.getByTestId('answered').getByText('3', { exact: true }).waitFor()
  } finally {
    await browser.close()
    await running?.stop()
    await database.drop()
  }
}, 60_000)

it('offers to try again when nothing can be reached at the very start', async () => {
  const browser = await openBrowser()
  const first = await startServiceAt(await freePort())
  try {
    const page = await (await openMachine(browser)).newPage()
    let away = true
    await page.route('**/api/**', (route) => (away ? route.abort() : route.continue()))
    await page.goto(`${first.url}/tab/`)
    await page.getByText('Verbund ist gerade nicht erreichbar.').waitFor()
    away = false
    await page.getByRole('button', { name: 'Erneut versuchen' }).click()
    await page.getByRole('region', { name: 'Wartet auf Sie' }).waitFor()
  } finally {
    await browser.close()
    await first.stop()
  }
})
