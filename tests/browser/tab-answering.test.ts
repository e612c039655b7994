/** A poll's page in the tab: the same card as in Teams, answered there, and figures that move by themselves. */
import type { Page } from 'playwright-core'
import { coordinator, observer, openPoll, vote, voters } from '../support/polls'
import { eventually } from './eventually'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage

beforeAll(async () => {
  stage = await startTabStage()
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const button = (page: Page, name: string) =>
  page.getByTestId('card').getByRole('button', { name, exact: true })
const answered = (page: Page) => page.getByTestId('answered')

/** As the page writes them beside each answer: "KI im Büro 1 · 50 %". */
async function figures(page: Page): Promise<string[]> {
  const shown = await page.getByTestId('result').locator('.result-figure').allInnerTexts()
  return shown.map((figure) => figure.replace(/\s+/g, ' '))
}

it('draws the same card as the service gives to Teams, letter by letter', async () => {
  const question = 'Gilt *das* <b>hier</b> & für [alle](http://x.example) – 🙂?'
  const poll = await openPoll(stage.test, {
    question,
    answers: 'A_b_c & **d**\n<img src=x onerror=alert(1)>',
  })
  const page = await stage.open(`/polls/${poll.id}`, voters[0])
  const card = page.getByTestId('card')
  await card.getByText(question, { exact: true }).waitFor()
  // To the first one's name the renderer adds the label of the whole choice.
  await card.getByRole('radio', { name: 'Ihre Antwort A_b_c & **d**', exact: true }).waitFor()
  await card.getByRole('radio', { name: '<img src=x onerror=alert(1)>', exact: true }).waitFor()
  const { body } = await stage.test.api(voters[0], 'poll.card', { query: { poll: poll.id }, asCard: true })
  const shown = ((await card.textContent()) ?? '').replace(/\s+/g, ' ')
  for (const text of textsOf(body)) expect(shown).toContain(text.replace(/\s+/g, ' '))
})

it('counts an answer given on the card, and moves the figures of another reader without reloading (P9)', async () => {
  const poll = await openPoll(stage.test, { question: 'Zählt es mit?' })
  const mine = await stage.open(`/polls/${poll.id}`, voters[0])
  const other = await stage.openElsewhere(`/polls/${poll.id}`, observer)
  await other.getByTestId('card').getByText('Sie haben hier keine Stimme').waitFor()
  await other.evaluate('window.untouched = true')
  await mine.getByRole('radio', { name: 'KI im Büro' }).check()
  await button(mine, 'Antworten').click()
  await mine.getByText('Gespeichert: KI im Büro').waitFor()
  await answered(other).getByText('1', { exact: true }).waitFor()
  await eventually(async () => expect(await figures(other)).toEqual(['1 · 100 %', '0 · 0 %', '0 · 0 %']))
  await other.getByTestId('card').getByText('1 von 11 haben geantwortet').waitFor()
  expect(await other.evaluate('window.untouched')).toBe(true)
})

it('changes an answer and takes it back, on the same card (P2)', async () => {
  const poll = await openPoll(stage.test, { question: 'Bleibt es dabei?' })
  await vote(stage.test, voters[1], poll.id, 'o1')
  const page = await stage.open(`/polls/${poll.id}`, voters[1])
  await button(page, 'Antwort ändern').click()
  expect(await page.getByRole('radio', { name: 'KI im Büro' }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'Führung' }).check()
  await button(page, 'Antworten').click()
  await page.getByText('Gespeichert: Führung').waitFor()
  await eventually(async () => expect(await figures(page)).toEqual(['0 · 0 %', '0 · 0 %', '1 · 100 %']))
  await button(page, 'Antwort zurückziehen').click()
  await page.getByText('Ihre Antwort ist zurückgezogen.').waitFor()
  await eventually(async () => expect((await answered(page).textContent())?.trim()).toMatch(/^0/))
  await button(page, 'Antworten').waitFor()
})

it('keeps a refusal on the card with what was ticked, and counts nothing (E3)', async () => {
  const poll = await openPoll(stage.test, { question: 'Höchstens zwei?', kind: 'several-2' })
  const page = await stage.open(`/polls/${poll.id}`, voters[2])
  const boxes = page.getByTestId('card').getByRole('checkbox')
  for (const at of [0, 1, 2]) await boxes.nth(at).check()
  await button(page, 'Antworten').click()
  await page.getByText('Das sind 3 Antworten, erlaubt sind 2.').waitFor()
  for (const at of [0, 1, 2]) expect(await boxes.nth(at).isChecked()).toBe(true)
  expect(await answered(page).textContent()).toContain('0')
  await boxes.nth(1).uncheck()
  await button(page, 'Antworten').click()
  await page.getByText('Gespeichert: KI im Büro, Führung').waitFor()
})

it('asks for an answer before it sends an empty form', async () => {
  const poll = await openPoll(stage.test, { question: 'Ganz ohne?' })
  const page = await stage.open(`/polls/${poll.id}`, voters[2])
  await button(page, 'Antworten').click()
  await page.getByText('Wählen Sie mindestens eine Antwort.').waitFor()
  expect(
    (await stage.test.api(voters[2], 'poll.show', { query: { poll: poll.id } })).body.poll.answered,
  ).toBe(0)
})

it('leaves what is ticked alone when others answer, and says that the state has changed', async () => {
  const poll = await openPoll(stage.test, { question: 'Stört das?' })
  const page = await stage.open(`/polls/${poll.id}`, voters[3])
  await page.getByRole('radio', { name: 'Datenschutz' }).check()
  await vote(stage.test, voters[4], poll.id, 'o1')
  await page.getByText('Der Stand hat sich geändert. Ihre Eingaben sind noch da.').waitFor()
  expect(await page.getByRole('radio', { name: 'Datenschutz' }).isChecked()).toBe(true)
})

it('refuses an answer after the deadline with the closing time, on the card (P3)', async () => {
  const poll = await openPoll(stage.test, { question: 'Zu spät?', date: '2026-11-23', time: '10:00' })
  const page = await stage.open(`/polls/${poll.id}`, coordinator)
  await page.getByRole('radio', { name: 'Führung' }).check()
  stage.test.clock.set('2026-11-23T10:00:01+01:00')
  await button(page, 'Antworten').click()
  const card = page.getByTestId('card')
  await card.getByText('Diese Umfrage ist beendet, Ihre Antwort zählt nicht mehr.').waitFor()
  await card.getByText(/Sie endete .*23\. Nov\..*10:00/).waitFor()
})

it('E5 the help on a problem card works here, too, and so do its own buttons', async () => {
  const page = await stage.open('/polls/new', voters[5])
  await button(page, 'Hilfe').click()
  await button(page, 'Was wartet auf mich?').click()
  await page
    .getByTestId('card')
    .getByText(/warte[nt].* auf Sie/)
    .first()
    .waitFor()
  await page.reload()
  await button(page, 'Hilfe').click()
  await button(page, 'Sprache wählen').click()
  await button(page, 'English').click()
  await page.getByRole('link', { name: 'Polls', exact: true }).first().waitFor()
  await stage.test.api(voters[5], 'member.set-language', { body: { language: 'de' } })
})

function textsOf(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf)
  if (typeof part !== 'object' || part === null) return []
  const { type, text } = part as { type?: unknown; text?: unknown }
  return type === 'TextRun' ? [String(text)] : Object.values(part).flatMap(textsOf)
}
