/** An election in the tab from the form to the seats, and the committee as everyone sees it and the office edits it. */
import type { Page } from 'playwright-core'
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import { beginVoting, call, endVoting, opener, standFor, voteFor, voting } from '../support/elections'
import { groupId, voters } from '../support/polls'
import { eventually } from './eventually'
import { faults, faultsInAllLooks } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage
const [bernd, clara, deniz, ella, frida, gero] = voters
const [lene, nuria, ulla] = ['Lene Vorlage', 'Nuria Szenario', 'Ulla Testfall'] as const

beforeAll(async () => {
  stage = await startTabStage()
})
beforeEach(() => stage.test.clock.set('2026-11-23T09:00:00+01:00'))
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const cardOf = (page: Page) => page.getByTestId('card')
const seats = (page: Page) => page.getByTestId('seats')

/** Looked at by people when SCREENSHOTS names a folder. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

async function fits(page: Page, name: string): Promise<void> {
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 700 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await keep(page, `${name}-320`)
}

it('calls an election in three steps, going back loses nothing, and leads to its page', async () => {
  const page = await stage.open('/committee', opener)
  await page.getByRole('link', { name: 'Wahl ausrufen' }).click()
  const card = cardOf(page)
  await card.getByText('Schritt 1 von 3').waitFor()
  await card.getByLabel(/^In welchem Arbeitskreis/).selectOption({ label: 'AK Digitale Kompetenzen' })
  await card.getByLabel(/^Titel/).fill('Wahl 2027')
  await card.getByLabel(/^Zahl der Sitze/).fill('2')
  await card.getByRole('radio', { name: 'Die Mitglieder des Arbeitskreises' }).check()
  expect(await faults(page)).toEqual([])
  await keep(page, 'form-1')
  await card.getByRole('button', { name: 'Weiter' }).click()
  await card.getByLabel(/^Letzter Tag/).fill('2026-01-01')
  await card.getByRole('button', { name: 'Weiter' }).click()
  await card.getByText('Die Amtszeit endet, bevor sie beginnt.').waitFor()
  await card.getByLabel(/^Letzter Tag/).fill('2028-12-31')
  await card.getByRole('button', { name: 'Weiter' }).click()
  await card.getByText('11 Mitglieder sind stimmberechtigt').waitFor()
  await keep(page, 'form-3')
  await card.getByRole('button', { name: 'Zurück' }).click()
  await eventually(async () => expect(await card.getByLabel(/^Letzter Tag/).inputValue()).toBe('2028-12-31'))
  await card.getByRole('button', { name: 'Zurück' }).click()
  await eventually(async () => expect(await card.getByLabel(/^Titel/).inputValue()).toBe('Wahl 2027'))
  await card.getByRole('button', { name: 'Weiter' }).click()
  await card.getByText('Schritt 2 von 3').waitFor()
  await card.getByRole('button', { name: 'Weiter' }).click()
  await card.getByText('Schritt 3 von 3').waitFor()
  await card.getByRole('button', { name: 'Wahl ausrufen' }).click()
  await page.waitForURL(/\/tab\/elections\/[0-9a-f-]{36}$/)
  await page.getByTestId('life').getByText('Wahl ausgerufen, stimmberechtigt: 11').waitFor()
})

it('proposes somebody, who is asked and says yes; everybody looking sees who stands', async () => {
  const { id } = await call(stage.test, { places: 1 })
  const page = await stage.open(`/elections/${id}`, opener)
  const proposing = page.getByRole('region', { name: 'Jemanden vorschlagen' })
  await proposing.getByRole('combobox').selectOption({ label: `${lene}, Logistik, Wolfsburg` })
  await proposing.getByRole('button', { name: 'Fragen' }).click()
  await proposing.getByText(`Gefragt, noch ohne Antwort: ${lene}`).waitFor()
  await keep(page, 'standing-opener')
  const hers = await stage.openElsewhere(`/elections/${id}`, lene)
  await cardOf(hers).getByText('Sie sind vorgeschlagen. Möchten Sie kandidieren?').waitFor()
  await keep(hers, 'asked')
  await cardOf(hers).getByRole('button', { name: 'Ja, ich kandidiere' }).click()
  await cardOf(hers).getByText('Gespeichert: Sie kandidieren.').waitFor()
  await page.getByTestId('candidates').getByText(lene).waitFor()
  const group = await stage.open(`/groups/${await groupId(stage.test)}`, opener)
  const runs = group.getByRole('region', { name: 'Was läuft' }).getByTestId('elections')
  await runs.locator(`a[href$="/elections/${id}"]`).getByText('Kandidaturen').waitFor()
  await keep(group, 'standing-group')
})

it('has no fault for axe and fits 320 px while people stand', async () => {
  const { id } = await call(stage.test)
  await standFor(stage.test, bernd, id)
  const page = await stage.open(`/elections/${id}`, opener)
  await page.getByTestId('candidates').getByText(bernd).waitFor()
  await cardOf(page).getByText('Eine Person kandidiert:').waitFor()
  await fits(page, 'standing')
})

it('turns to the ballot by itself when voting begins, and takes a vote', async () => {
  const { test } = stage
  const { id } = await call(test, { places: 1 })
  for (const who of [lene, ulla]) await standFor(test, who, id)
  const page = await stage.open(`/elections/${id}`, ella)
  await cardOf(page).getByText('2 Personen kandidieren:').waitFor()
  await beginVoting(test, id)
  await cardOf(page)
    .getByRole('radio', { name: `${ulla} (Feinoptik, Goslar)` })
    .check()
  await fits(page, 'ballot')
  await cardOf(page).getByRole('button', { name: 'Wählen' }).click()
  await cardOf(page).getByText(`Gespeichert: ${ulla} (Feinoptik, Goslar)`).waitFor()
})

describe('after an election', () => {
  async function ended(): Promise<string> {
    const { test } = stage
    const { election, poll } = await voting(test, [lene, ulla], { places: 1 })
    for (const who of [bernd, clara]) await voteFor(test, who, poll, [lene])
    for (const who of [deniz, ella]) await voteFor(test, who, poll, [ulla])
    await endVoting(test, poll)
    return election
  }

  it('tells the lot, recounts, and puts the elected into their seats', async () => {
    const page = await stage.open(`/elections/${await ended()}`, opener)
    await cardOf(page).getByText('Gleichstand um den letzten Sitz').first().waitFor()
    await page.getByTestId('life').getByText('Los gezogen zwischen 2').waitFor()
    await page.getByRole('button', { name: 'Nachzählen' }).click()
    await page.getByText('Nachgezählt: 4 Stimmzettel, das Ergebnis stimmt.').waitFor()
    await keep(page, 'result')
    await page.getByRole('button', { name: 'Gewählte einsetzen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Gewählte einsetzen' }).click()
    await page.getByText('Die Gewählten haben ihre Sitze:').waitFor()
    await page.getByRole('link', { name: 'Steuerkreis' }).last().click()
    await page.getByText('Künftige Amtszeit').waitFor()
    await page.getByText('1. Jan. 2027 bis 31. Dez. 2028').waitFor()
  })

  it('has no fault for axe and fits 320 px', async () => {
    const page = await stage.open(`/elections/${await ended()}`, opener)
    await cardOf(page).getByText('Gleichstand um den letzten Sitz').first().waitFor()
    await fits(page, 'after')
  })
})

it('decides when too few stand: votes with fewer', async () => {
  const { test } = stage
  const { id } = await call(test, { places: 2 })
  await standFor(test, nuria, id)
  test.clock.set('2026-11-26T12:00:00+01:00')
  await openDueElections(test.service.desk)
  const page = await stage.open(`/elections/${id}`, opener)
  await page.getByText('Eine Person kandidiert für 2 Sitze.').waitFor()
  await fits(page, 'short')
  await page.getByRole('button', { name: 'Mit weniger wählen' }).click()
  await page.getByTestId('life').getByText('Wahl begonnen mit einer Kandidatur für 2 Sitze').waitFor()
})

it('steps back from a running election after being asked once, and the ballot says so', async () => {
  const { election } = await voting(stage.test, [frida, gero, clara])
  const page = await stage.open(`/elections/${election}?theme=dark`, gero)
  await page.getByRole('button', { name: 'Kandidatur zurückziehen' }).click()
  expect(await faults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Kandidatur zurückziehen' }).click()
  await page.getByTestId('life').getByText('Von der Wahl zurückgetreten').waitFor()
  await eventually(async () =>
    expect(
      await cardOf(page)
        .getByRole('checkbox', { name: /Gero Modell/ })
        .count(),
    ).toBe(0),
  )
})

describe('the committee', () => {
  it('is read by every member, without anything to change', async () => {
    const page = await stage.open('/network', 'Petra Dummy')
    await page.getByRole('link', { name: 'Sitze und Wahlen' }).click()
    await seats(page).first().getByText('Anke Beispiel').waitFor()
    await page.getByText('7 Sitze, davon frei: 0').waitFor()
    expect(await page.getByText('Bearbeiten').count()).toBe(0)
    expect(await page.getByText('Sitz anlegen').count()).toBe(0)
    await fits(page, 'committee-member')
  })

  it('is edited by the office: deputy, term, vacate, fill, chair, a second chair refused', async () => {
    const page = await stage.open('/committee', opener)
    const seat = (name: string) => page.locator('.seat').filter({ hasText: name })
    await seat('Ella Probe').getByText('Bearbeiten').click()
    await seat('Ella Probe').getByLabel('Stellvertretung').selectOption({ label: 'Ivo Attrappe, Volkswagen' })
    await seat('Ella Probe').getByRole('button', { name: 'Speichern', exact: true }).click()
    await seat('Ella Probe').getByText('Stellvertretung: Ivo Attrappe, Volkswagen').waitFor()
    await seat('Ella Probe').getByRole('button', { name: 'Vorsitz geben' }).click()
    await seat('Ella Probe').getByText('Es gibt in dieser Zeit schon einen Vorsitz.').waitFor()
    await seat('Ella Probe').getByLabel('Letzter Tag').fill('2027-06-30')
    await seat('Ella Probe').getByRole('button', { name: 'Amtszeit speichern' }).click()
    await seat('Ella Probe').getByText('bis 30. Juni 2027').waitFor()
    await fits(page, 'committee-office')
    await page.setViewportSize({ width: 1280, height: 900 })
    await keep(page, 'committee-office')
    await seat('Gero Modell').getByText('Bearbeiten').click()
    await seat('Gero Modell').getByRole('button', { name: 'Frei machen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Frei machen' }).click()
    await page.getByText('7 Sitze, davon frei: 1').waitFor()
    const free = page.locator('.seat').filter({ hasText: 'Teutloff' })
    await free
      .getByLabel('Wer hat den Sitz?')
      .selectOption({ label: 'Gero Modell, Teutloff Technische Akademie' })
    await free.getByRole('button', { name: 'Besetzen' }).click()
    await page.getByText('7 Sitze, davon frei: 0').waitFor()
  })

  it('speaks English', async () => {
    const page = await stage.open('/committee', frida)
    await page.getByText('7 seats, vacant: 0').waitFor()
    await page.getByRole('heading', { name: 'Committee' }).waitFor()
    await keep(page, 'committee-en')
  })
})
