/** The tab's first page: who reads it, what waits, and how one gets to everything else. */
import { coordinator, observer, openPoll, voters } from '../support/polls'
import { eventually } from './eventually'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage

beforeAll(async () => {
  stage = await startTabStage()
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

it('lets one choose a person from the demo, marks it as one, and remembers the choice over a reload', async () => {
  const page = await stage.visit('/')
  const demo = page.getByRole('region', { name: 'Vorführung' })
  await demo.getByText('Vorführung', { exact: true }).waitFor()
  const picker = demo.getByLabel('Sie sehen Verbund als')
  expect(await picker.locator('option').count()).toBe(21)
  await picker.selectOption({ label: 'Gero Modell, Teutloff Technische Akademie (Sitz im Steuerkreis)' })
  const groups = page.getByRole('region', { name: 'Meine Arbeitskreise' })
  await groups.getByText('Sitz · Beschlüsse für den ganzen Verbund').waitFor()
  await page.reload()
  await groups.getByText('Sitz · Beschlüsse für den ganzen Verbund').waitFor()
  expect(await picker.locator('option:checked').textContent()).toContain('Gero Modell')
})

it('lists what waits for the reader, and turns to "Nichts wartet auf Sie" when all is answered', async () => {
  const page = await stage.open('/', voters[1])
  const waiting = page.getByRole('region', { name: 'Wartet auf Sie' })
  await waiting.getByText('Nichts wartet auf Sie').waitFor()
  const poll = await openPoll(stage.test, { question: 'Was wartet hier?', date: '2026-11-27' })
  const row = waiting.getByRole('link', { name: /Was wartet hier\?/ })
  await row.waitFor()
  expect(await page.getByTestId('waiting-count').textContent()).toBe('1')
  const told = await row.textContent()
  for (const part of ['AK Digitale Kompetenzen', '0 von 11 haben geantwortet', 'Ihre Antwort fehlt noch'])
    expect(told).toContain(part)
  expect(told).toMatch(/bis Fr\., 27\. Nov\.( 2026)?, 12:00/)
  await row.click()
  await page.waitForURL(`**/tab/polls/${poll.id}`)
  await page.getByRole('radio', { name: 'Datenschutz' }).check()
  await page.getByRole('button', { name: 'Antworten', exact: true }).click()
  await page.getByText('Gespeichert: Datenschutz').waitFor()
  await page.getByRole('link', { name: 'Heute' }).click()
  await waiting.getByText('Nichts wartet auf Sie').waitFor()
  expect(await page.getByTestId('waiting-count').count()).toBe(0)
  const running = page.getByRole('region', { name: 'Weitere laufende Umfragen' })
  await running.getByText('Ihre Antwort liegt vor').waitFor()
})

it('offers to open a poll to the coordination only (E5)', async () => {
  const runs = await stage.open('/', coordinator)
  await runs.getByRole('link', { name: 'Umfrage eröffnen' }).waitFor()
  const looks = await stage.open('/', observer)
  await looks.getByRole('region', { name: 'Meine Arbeitskreise' }).getByText('beobachtend').waitFor()
  expect(await looks.getByRole('link', { name: 'Umfrage eröffnen' }).count()).toBe(0)
})

it('speaks English after one press, cards included, remembers it, and comes back to German', async () => {
  const poll = await openPoll(stage.test, { question: 'In welcher Sprache?' })
  const page = await stage.open(`/polls/${poll.id}`, voters[2])
  await page.getByRole('button', { name: 'Antworten', exact: true }).waitFor()
  await page.getByTestId('language').click()
  await page.getByRole('link', { name: 'Today' }).waitFor()
  const card = page.getByTestId('card')
  await card.getByRole('button', { name: 'Answer', exact: true }).waitFor()
  await card.getByText('0 of 11 have answered').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.reload()
  await page.getByRole('link', { name: 'Today' }).waitFor()
  await page.getByTestId('language').click()
  await card.getByRole('button', { name: 'Antworten', exact: true }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
})

it('lets one choose how often news come together, and keeps it (E4, E5)', async () => {
  const page = await stage.open('/', voters[5])
  const news = page.getByRole('region', { name: 'Mitteilungen' })
  const rest = news.getByLabel('Der Rest zusammengefasst')
  expect(await rest.locator('option:checked').textContent()).toBe('täglich')
  await rest.selectOption('wöchentlich')
  await news.getByText('Gespeichert', { exact: true }).waitFor()
  expect((await stage.test.api(voters[5], 'member.show')).body.digest).toBe('weekly')
  await page.reload()
  await eventually(async () => expect(await rest.locator('option:checked').textContent()).toBe('wöchentlich'))
})

it('leads a deep link to its place, and a group link to that group alone', async () => {
  const poll = await openPoll(stage.test, { question: 'Über einen Link?' })
  const direct = await stage.open(`/polls/${poll.id}`, voters[3])
  await direct.getByTestId('card').getByText('Über einen Link?').waitFor()
  await eventually(async () => expect(await direct.title()).toBe('Über einen Link? · Verbund'))
  const home = await stage.open('/', voters[3])
  await home.getByRole('link', { name: 'Steuerkreis' }).click()
  await home.getByText('Noch keine Umfrage', { exact: true }).waitFor()
  expect(await home.getByLabel('Arbeitskreis').locator('option:checked').textContent()).toBe('Steuerkreis')
  await home.getByLabel('Arbeitskreis').selectOption({ label: 'AK Digitale Kompetenzen' })
  await home.getByRole('link', { name: /Über einen Link\?/ }).waitFor()
  expect(new URL(home.url()).searchParams.get('group')).toBe(poll.group.id)
  await home.goBack()
  await home.getByText('Noch keine Umfrage', { exact: true }).waitFor()
})

it('says in words that a page or a poll does not exist, and leads back (E3)', async () => {
  const page = await stage.open('/nirgends', coordinator)
  await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor()
  await page.getByRole('link', { name: 'Zu „Heute“' }).click()
  await page.getByRole('heading', { name: 'Heute', level: 1 }).waitFor()
  await page.goto(`${stage.test.url}/tab/polls/00000000-0000-4000-8000-000000000000`)
  await page.getByTestId('trouble').getByText('Diese Umfrage gibt es hier nicht.').waitFor()
  await page.getByRole('link', { name: 'Umfragen' }).first().click()
  await page.getByRole('heading', { name: 'Laufend' }).waitFor()
})
