/** The main job by hand, in the Playground, step by step: asked in the channel, answered on the card, counted, closed. */
import type { Browser, Page } from 'playwright-core'
import { demoPlaces } from '../../bot/demo/network'
import { randomIds } from '../../bot/ids'
import type { TestService } from '../support/service'
import { type Machine, openBrowser, openMachine } from './browser'
import { letTimePass, type PassingTime } from './passing-time'
import { type Playground, startPlayground } from './playground'
import {
  cardWith,
  choose,
  chooseDay,
  enterTime,
  openConversation,
  postToBot,
  press,
  working,
} from './playground-page'
import { freePort, startServiceAt } from './tab-stage'

let browser: Browser
let machine: Machine
let test: TestService
let playground: Playground
let time: PassingTime
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  test = await startServiceAt(await freePort())
  time = letTimePass(test)
  playground = await startPlayground(test, await freePort())
  machine = await openMachine(browser, { width: 1300, height: 1300 })
  page = await machine.newPage()
  await page.goto(playground.url)
  await openConversation(page, working)
})
afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  time?.stop()
  await test?.stop()
})

const form = 'Was möchten Sie fragen?'
const question = 'Was fragen wir *zuerst*?'

it('greets a channel once, and asks with a form after "@Verbund umfrage"', async () => {
  await cardWith(page, 'Guten Tag, ich bin Verbund').waitFor()
  await postToBot(page, 'umfrage')
  await cardWith(page, form, '11 Mitglieder stimmen ab').waitFor()
  expect(
    await page.locator('.ac-adaptiveCard').filter({ hasText: 'Guten Tag, ich bin Verbund' }).count(),
  ).toBe(1)
})

it('refuses a deadline in the past on the form, with everything that was typed still in it (E3)', async () => {
  const card = cardWith(page, form)
  await card.getByRole('textbox', { name: 'Frage' }).fill(question)
  await card
    .getByRole('textbox', { name: 'Antworten, eine je Zeile' })
    .fill('KI im Büro\nDatenschutz_im_Betrieb')
  await chooseDay(card, 'Schluss am', 20)
  await press(card, 'Umfrage eröffnen')
  const refused = cardWith(page, 'Der Schluss liegt in der Vergangenheit.')
  await refused.waitFor()
  expect(await refused.getByRole('textbox', { name: 'Frage' }).inputValue()).toBe(question)
  expect(await refused.getByRole('textbox', { name: 'Antworten, eine je Zeile' }).inputValue()).toBe(
    'KI im Büro\nDatenschutz_im_Betrieb',
  )
  expect(await refused.getByRole('combobox', { name: 'Schluss am' }).inputValue()).toContain('20. November')
})

it('opens the poll from the same form, which turns into a confirmation; its card stands in the channel', async () => {
  const card = cardWith(page, form)
  await chooseDay(card, 'Schluss am', 23)
  await enterTime(card, '09:30')
  await press(card, 'Umfrage eröffnen')
  await cardWith(page, 'Umfrage eröffnet', question).waitFor()
  const poll = cardWith(page, question, '0 von 11 haben geantwortet')
  await poll.getByText('bis Mo., 23. Nov., 09:30').waitFor()
  expect(await page.locator('.ac-adaptiveCard').filter({ hasText: form }).count()).toBe(0)
})

it('counts an answer given on the card, says so, and shows the result (P6)', async () => {
  const poll = cardWith(page, question, '0 von 11 haben geantwortet')
  await choose(poll, 'KI im Büro')
  // The Playground draws no card for one reader alone: two seconds later everyone's own takes its place.
  const answered = cardWith(page, 'Gespeichert: KI im Büro', 'Antwort ändern', 'Sie: KI im Büro')
  await Promise.all([answered.waitFor(), press(poll, 'Antworten')])
  const counted = cardWith(page, question, 'Zwischenstand', '1 von 11 haben geantwortet')
  await counted.getByText('100 %').waitFor()
})

it('replaces the first answer by the second (P2)', async () => {
  const poll = cardWith(page, question, '1 von 11 haben geantwortet')
  await choose(poll, 'Datenschutz_im_Betrieb')
  await Promise.all([
    cardWith(page, 'Gespeichert: Datenschutz_im_Betrieb').waitFor(),
    press(poll, 'Antworten'),
  ])
  await cardWith(page, question, 'Zwischenstand', /KI im Büro\s*0.*Datenschutz_im_Betrieb\s*1/s).waitFor()
})

it("shows another person's answer on the card without anybody touching the page (P9)", async () => {
  const { poll, message } = await posted('poll')
  const data = { poll, nonce: randomIds.nonce(), choice: 'o2' }
  const from = '29:demo-21'
  await playground.invoke({
    from,
    conversation: `${demoPlaces.digital};messageid=${message}`,
    message,
    verb: 'poll.cast-ballot',
    data,
  })
  await cardWith(page, question, '2 von 11 haben geantwortet').waitFor()
})

it('closes by itself at the deadline: the card becomes the result, and a result post appears (P3)', async () => {
  expect(await cardWith(page, /ERGEBNIS/).count()).toBe(0)
  await time.skipTo('2026-11-23T09:29:59+01:00')
  const result = cardWith(page, /ERGEBNIS · AK Digitale/, question)
  await result.getByText('Die meisten Stimmen hat „Datenschutz_im_Betrieb“: 2 von 2.').waitFor()
  const card = cardWith(page, /UMFRAGE · AK Digitale/, question, 'beendet Mo., 23. Nov., 09:30')
  await card.waitFor()
  for (const closed of [card, result]) {
    expect(await closed.getByRole('radio').count()).toBe(0)
    expect(await closed.innerHTML()).toContain('2 von 11 haben geantwortet')
  }
  expect((await posted('poll-result')).poll).toBe((await posted('poll')).poll)
})

it('has nothing to say in the log of the service but what went right', () => {
  expect(test.log.filter(({ level }) => level !== 'info')).toEqual([])
})

/** What the ledger knows of the newest post of a kind. */
async function posted(kind: 'poll' | 'poll-result'): Promise<{ poll: string; message: string }> {
  const rows = await test.database.sql<{ poll: string; message: string }>(
    `select matter_id as poll, message_id as message from post
     where matter_kind = $1 and state = 'sent' order by sent_at desc limit 1`,
    [kind],
  )
  const [row] = rows
  if (!row) throw new Error(`no ${kind} has been posted`)
  return row
}
