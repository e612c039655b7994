/** The personal chat in the Playground: commands, what waits, answering and changing an answer; and a restart. */
import type { Browser, Page } from 'playwright-core'
import { openPoll } from '../support/polls'
import type { TestService } from '../support/service'
import { openBrowser, openMachine } from './browser'
import { eventually } from './eventually'
import { type Playground, startPlayground } from './playground'
import { cardWith, choose, openConversation, press, sayToBot, working } from './playground-page'
import { freePort, startServiceAt } from './tab-stage'

let browser: Browser
let test: TestService
let playground: Playground
let page: Page
let port: number

beforeAll(async () => {
  browser = await openBrowser()
  test = await startServiceAt(await freePort())
  port = await freePort()
  playground = await startPlayground(test, port)
  page = await (await openMachine(browser, { width: 1300, height: 1300 })).newPage()
  await page.goto(playground.url)
  await openConversation(page, 'Personal Chat')
})
afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  await test?.stop()
})

it('answers "hilfe" with what the reader can do, each as a button', async () => {
  await sayToBot(page, 'hilfe')
  const help = cardWith(page, 'Das kann ich für Sie tun', 'Anke Beispiel')
  for (const name of ['Umfrage eröffnen', 'Was wartet auf mich?', 'Sprache wählen'])
    await help.getByRole('button', { name }).waitFor()
})

it('lists with "offen" what waits, and lets one answer, change and withdraw right there (P2)', async () => {
  // What ends first stands first: before those of the demo.
  const poll = await openPoll(test, { question: 'Was wartet denn?', date: '2026-11-24' })
  await sayToBot(page, 'offen')
  const list = cardWith(page, 'Sachen warten auf Sie')
  await press(list, 'Antworten')
  const card = cardWith(page, 'Was wartet denn?', 'Eine Antwort je Mitglied')
  await choose(card, 'KI im Büro')
  await press(card, 'Antworten')
  await card.getByText('Gespeichert: KI im Büro').waitFor()
  await press(card, 'Antwort ändern')
  expect(await card.getByRole('radio', { name: 'KI im Büro' }).isChecked()).toBe(true)
  await choose(card, 'Führung')
  await press(card, 'Antworten')
  await card.getByText('Gespeichert: Führung').waitFor()
  const { body } = await test.api('Bernd Muster', 'poll.show', { query: { poll: poll.id } })
  expect(body.names).toEqual({ o3: ['Anke Beispiel'] })
  await press(card, 'Antwort zurückziehen')
  await card.getByText('Ihre Antwort ist zurückgezogen.').waitFor()
})

it('turns to English with "sprache", and back', async () => {
  await sayToBot(page, 'sprache')
  await press(cardWith(page, 'In welcher Sprache möchten Sie lesen?'), 'English')
  await cardWith(page, 'In which language').waitFor()
  await sayToBot(page, 'help')
  await cardWith(page, 'What I can do for you').waitFor()
  await sayToBot(page, 'language')
  await press(cardWith(page, 'In which language'), 'Deutsch')
  await cardWith(page, 'In welcher Sprache möchten Sie lesen?').waitFor()
})

it('guesses at a slip, and says what it knows when there is nothing to guess', async () => {
  await sayToBot(page, 'umfrgae')
  await cardWith(page, 'Meinten Sie „umfrage“?').waitFor()
  await sayToBot(page, 'Guten Appetit')
  await cardWith(page, 'Das habe ich nicht verstanden.').waitFor()
})

it('posts the card of an open poll anew where the Playground has forgotten it, and nothing else', async () => {
  await openConversation(page, working)
  await cardWith(page, 'Guten Tag, ich bin Verbund').waitFor()
  await openPoll(test, { question: 'Noch offen?' })
  const over = await openPoll(test, { question: 'Schon vorbei?' })
  await test.api('Anke Beispiel', 'poll.close', { body: { poll: over.id } })
  await cardWith(page, /ERGEBNIS/, 'Schon vorbei?').waitFor()
  await restartAt(port)
  const card = cardWith(page, 'Noch offen?', '0 von 11 haben geantwortet')
  await choose(card, 'Führung')
  await press(card, 'Antworten')
  await cardWith(page, 'Noch offen?', '1 von 11 haben geantwortet').waitFor()
  await eventually(async () => expect(await waitingJobs()).toBe(0))
  expect(await page.locator('.ac-adaptiveCard').filter({ hasText: 'Noch offen?' }).count()).toBe(1)
  expect(await page.getByText('Schon vorbei?').count()).toBe(0)
})

it('does so, too, when the Playground comes back at another address', async () => {
  await restartAt(await freePort())
  await cardWith(page, 'Noch offen?', '1 von 11 haben geantwortet').waitFor()
})

async function restartAt(at: number): Promise<void> {
  await playground.stop()
  playground = await startPlayground(test, at)
  await page.goto(playground.url)
  await openConversation(page, working)
}

/** Jobs of delivery that are due or under way. */
async function waitingJobs(): Promise<number> {
  const rows = await test.database.sql(
    `select from graphile_worker.jobs where task_identifier like 'delivery:%' and run_at < now() + interval '1 minute'`,
  )
  return rows.length
}
