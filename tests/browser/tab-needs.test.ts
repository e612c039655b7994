/** A needs round in the tab, the whole way: opened, answered by several, over, and its demand with something kept back. */
import type { Page } from 'playwright-core'
import { randomIds } from '../../bot/ids'
import { addTopic, endRound, office, openRound } from '../support/rounds'
import { eventually } from './eventually'
import { faults } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage
let ai: string
let privacy: string
const colleague = 'Hilke Fiktion'
const many = ['Lene Vorlage', 'Malte Annahme', 'Ole Gedankenspiel', 'Petra Dummy', 'Quirin Prototyp'] as const
const few = ['Sami Rollenspiel', 'Tomke Versuch'] as const

beforeAll(async () => {
  stage = await startTabStage()
  ai = await addTopic(stage.test, 'KI im Büro')
  privacy = await addTopic(stage.test, 'Datenschutz')
  for (const topic of ['Führung in der Schicht', 'Schweißen WIG']) await addTopic(stage.test, topic)
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const needs = (page: Page) => page.getByTestId('own-needs')

async function answerBy(who: string, round: string, topic: string, heads: number) {
  const body = { round, nonce: randomIds.nonce(), topic, heads, level: 'basic' }
  const { status, body: said } = await stage.test.api(who, 'need.save', { body })
  if (status !== 200) throw new Error(JSON.stringify(said))
}

/** Looked at by people when SCREENSHOTS names a folder. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true, timeout: 0 })
}

let round = ''

it('opens a round from the empty page: whom it asks is told before (P1), a refusal keeps what was typed', async () => {
  const page = await stage.open('/', office)
  await page.getByRole('navigation').getByRole('link', { name: 'Bedarfe' }).click()
  await page.getByText('Noch keine Bedarfsrunde').waitFor()
  await keep(page, 'needs-empty')
  await page.getByRole('link', { name: 'Bedarfsrunde eröffnen' }).click()
  await page.getByLabel(/^Wen fragen Sie/).selectOption({ label: 'Ganzer Verbund' })
  const asked = page.getByTestId('electorate')
  await asked.getByText('Gefragt werden 20 Organisationen.').waitFor()
  await asked.getByText('Namen ansehen').click()
  await asked.getByText('Stahlhandel, Salzgitter').waitFor()
  await page.getByLabel(/^Letzter Tag/).fill('2026-11-20')
  await page.getByRole('checkbox', { name: 'Jedes Quartal von selbst wiederholen' }).check()
  await page.getByRole('button', { name: 'Bedarfsrunde eröffnen' }).click()
  await page.getByTestId('trouble').waitFor()
  expect(await page.getByRole('checkbox').isChecked()).toBe(true)
  expect(await faults(page)).toEqual([])
  await keep(page, 'round-new-refused')
  await page.getByLabel(/^Letzter Tag/).fill('2026-11-30')
  await page.getByLabel(/^Uhrzeit/).fill('12:00')
  await page.getByRole('button', { name: 'Bedarfsrunde eröffnen' }).click()
  await page.waitForURL(/\/tab\/needs\/rounds\/[0-9a-f-]{36}$/)
  await page.getByTestId('participation').getByText('bis zu 5 von 20 Organisationen').waitFor()
  expect(await page.getByTestId('missing').getByRole('listitem').count()).toBe(20)
  round = page.url().split('/').at(-1) ?? ''
})

it('states a need: what is wrong is said at the top with what was typed kept, colleagues see it at once (N1)', async () => {
  const hers = await stage.openElsewhere(`/needs/rounds/${round}`, colleague)
  await hers.getByText('Noch keine Antwort.').waitFor()
  expect(await hers.getByTestId('missing').count()).toBe(0)
  const page = await stage.open('/', office)
  await page.getByText('Bedarf Ihrer Organisation: Allianz für die Region').click()
  await page.getByRole('link', { name: 'Bedarf angeben' }).click()
  await page.getByRole('searchbox').fill('büro')
  await page.getByRole('button', { name: 'KI im Büro' }).click()
  await page.getByLabel(/^Wie viele Personen/).fill('zwölf')
  await page.getByText('Niveau, Grund, Dringlichkeit').click()
  await page.getByLabel('Niveau danach').selectOption({ label: 'Grundlagen' })
  await page.getByRole('button', { name: 'Bedarf eintragen' }).click()
  await page.getByTestId('trouble').getByText('zwölf').waitFor()
  expect(await page.getByLabel(/^Wie viele Personen/).inputValue()).toBe('zwölf')
  await keep(page, 'need-refused')
  await page.getByLabel(/^Wie viele Personen/).fill('12')
  await page.getByRole('button', { name: 'Bedarf eintragen' }).click()
  await page.getByText('Gespeichert: KI im Büro, 12 Personen').waitFor()
  await needs(hers).getByText('12 Personen').waitFor()
  await needs(hers).getByRole('link', { name: 'KI im Büro ändern' }).click()
  await hers.getByLabel(/^Wie viele Personen/).fill('15')
  await hers.getByRole('button', { name: 'Speichern' }).click()
  await needs(page).getByText('15 Personen').waitFor()
  await page.getByText('Verlauf: 2 Änderungen').click()
  await page.getByTestId('history').getByText(colleague).waitFor()
})

it('proposes a topic that is not in the list, removes a need after asking, and says there is none', async () => {
  const who = 'Ulla Testfall'
  const page = await stage.open(`/needs/rounds/${round}/new`, who)
  await page.getByRole('searchbox').fill('Quantenoptik')
  await page.getByRole('button', { name: '„Quantenoptik“ als neues Thema vorschlagen' }).click()
  await page.getByLabel(/^Wie viele Personen/).fill('3')
  await page.getByRole('button', { name: 'Bedarf eintragen' }).click()
  await needs(page).getByText('vorgeschlagenes Thema').waitFor()
  await page.getByRole('button', { name: 'Quantenoptik entfernen' }).click()
  expect(await faults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click()
  await page.getByText('kein Bedarf in diesem Quartal').waitFor()
  await page.getByRole('button', { name: 'Antwort zurückziehen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Antwort zurückziehen' }).click()
  await page.getByText('Noch keine Antwort.').waitFor()
  await page.getByRole('button', { name: 'Kein Bedarf in diesem Quartal' }).click()
  await page.getByText('Geantwortet: kein Bedarf in diesem Quartal.').waitFor()
})

it('moves in steps of five while others answer, and names who is missing to who runs it alone', async () => {
  const page = await stage.open(`/needs/rounds/${round}`, office)
  await page.getByTestId('participation').getByText('bis zu 5 von 20').waitFor()
  for (const [at, who] of many.entries()) await answerBy(who, round, ai, 10 + at)
  for (const who of few) await answerBy(who, round, privacy, 40)
  await page.getByTestId('participation').getByText('mehr als 5 von 20').waitFor()
  await eventually(async () =>
    expect(await page.getByTestId('missing').getByRole('listitem').count()).toBe(11),
  )
  await page.getByRole('button', { name: 'Nicht wiederholen' }).click()
  await page.getByTestId('life').getByText('Wiederholung ausgeschaltet').waitFor()
  await keep(page, 'round-running')
})

it('shows demand after the deadline: a figure, and what is kept back with the reason', async () => {
  const page = await stage.open(`/needs/rounds/${round}`, office)
  await needs(page).getByText('15 Personen').waitFor()
  await endRound(stage.test)
  await page.getByRole('link', { name: 'Alle Themen' }).click()
  const table = page.getByTestId('demand')
  await table
    .getByRole('row', { name: /^KI im Büro/ })
    .getByText('75')
    .waitFor()
  await page.getByTestId('base').getByText('mehr als 5 von 20 Organisationen').waitFor()
  const hidden = table.getByRole('row', { name: /^Datenschutz/ })
  expect(await hidden.textContent()).toContain('keine Angabe')
  expect(await hidden.textContent()).not.toContain('80')
  await hidden.getByRole('button', { name: 'Warum keine Angabe zu Datenschutz?' }).click()
  await hidden.getByText('weniger als 3 Unternehmensgruppen').waitFor()
  await page.getByTestId('table-level').getByText('Grundlagen').waitFor()
  await keep(page, 'demand')
})

it('offers the same as last quarter in the next round, in one tap', async () => {
  const { test } = stage
  test.clock.set('2027-01-11T09:00:00+01:00')
  const { id } = await openRound(test, { date: '2027-01-25' })
  const page = await stage.open(`/needs/rounds/${id}`, office)
  await page.getByRole('button', { name: 'Wie letztes Quartal' }).click()
  await needs(page).getByText('15 Personen').waitFor()
  await page.getByText('Verlauf: eine Änderung').waitFor()
})
