/** `bedarf` by hand in the Playground: asked in the chat, stated in three steps, removed again, and pooled in the channel. */
import type { Browser, Page } from 'playwright-core'
import { groupId } from '../support/polls'
import { addTopic, office, openRound, putAnswer, roundPage } from '../support/rounds'
import type { TestService } from '../support/service'
import { openBrowser, openMachine } from './browser'
import { letTimePass, type PassingTime } from './passing-time'
import { type Playground, startPlayground } from './playground'
import { cardWith, openConversation, press, sayToBot, working } from './playground-page'
import { freePort, startServiceAt } from './tab-stage'

let browser: Browser
let test: TestService
let playground: Playground
let time: PassingTime
let page: Page
let topic: string
let round: string

beforeAll(async () => {
  browser = await openBrowser()
  test = await startServiceAt(await freePort())
  time = letTimePass(test)
  topic = await addTopic(test, 'KI im Büro')
  playground = await startPlayground(test, await freePort())
  page = await (await openMachine(browser, { width: 1300, height: 1500 })).newPage()
  await page.goto(playground.url)
  await openConversation(page, working)
  await cardWith(page, 'Guten Tag, ich bin Verbund').waitFor()
  round = (await openRound(test, { scope: await groupId(test) })).id
})
afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  time?.stop()
  await test?.stop()
})

/** Looked at by people when SCREENSHOTS names a folder. */
async function picture(name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/playground-${name}.png` })
}

it('the card of a round stands in its channel', async () => {
  await cardWith(page, 'BEDARF · AK Digitale', 'Bedarf angeben').waitFor()
  await picture('round')
})

it('states a need in three steps after "bedarf", and says what was saved (N1)', async () => {
  await openConversation(page, 'Personal Chat')
  await sayToBot(page, 'bedarf')
  const answer = cardWith(page, 'Bedarf Ihrer Organisation')
  await answer.getByRole('button', { name: 'Bedarf angeben' }).waitFor()
  await picture('answer')
  await press(answer, 'Bedarf angeben')
  const first = cardWith(page, 'Schritt 1 von 3')
  await first.getByRole('combobox', { name: 'Thema' }).click()
  await page.getByRole('option', { name: 'KI im Büro' }).click()
  await first.getByRole('spinbutton', { name: /Personen/ }).fill('12')
  await picture('first')
  await press(first, 'Weiter')
  const second = cardWith(page, 'Schritt 2 von 3')
  await second.getByText('KI im Büro').first().waitFor()
  await picture('second')
  await press(second, 'Weiter')
  const third = cardWith(page, 'Schritt 3 von 3')
  await third.waitFor()
  await picture('third')
  await press(third, 'Speichern')
  await cardWith(page, 'Gespeichert: KI im Büro, 12 Personen').waitFor()
  await picture('saved')
})

it('refuses a number that is none above the form, with what was typed', async () => {
  await press(cardWith(page, 'Gespeichert: KI im Büro'), 'Bedarf hinzufügen')
  const first = cardWith(page, 'Schritt 1 von 3')
  await first.getByRole('textbox', { name: /neues Thema/ }).fill('Löten')
  await press(first, 'Speichern')
  const again = cardWith(page, 'Schritt 1 von 3')
  await again.getByText('Nennen Sie die Zahl der Personen.').first().waitFor()
  expect(await again.getByRole('textbox', { name: /neues Thema/ }).inputValue()).toBe('Löten')
  await picture('refused')
})

it('pools what four families need, and posts it in the channel when the round is over (N2, P7)', async () => {
  const { missing } = await roundPage(test, office, round)
  for (const organisation of (missing ?? []).slice(0, 3).map(({ name }) => name))
    await putAnswer(test, round, organisation, [{ topic, heads: 8 }])
  await openConversation(page, working)
  await time.skipTo('2026-11-30T11:59:59+01:00')
  const result = cardWith(page, 'Ergebnis', 'KI im Büro')
  await result.getByText('36').first().waitFor()
  await picture('result')
})
