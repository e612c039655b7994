/** What the coordinator does in the tab: open a poll from its form, edit it, let people in, close it. */
import type { Page } from 'playwright-core'
import { coordinator, groupId, observer, openPoll, vote, voters } from '../support/polls'
import { eventually } from './eventually'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage

beforeAll(async () => {
  stage = await startTabStage()
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const pollOf = (page: Page) => page.getByTestId('card')
const manage = (page: Page) => page.getByRole('region', { name: 'Umfrage verwalten' })
const optionLabels = (page: Page) => page.getByTestId('manage-options').locator('.option-label')

it('opens a poll from the form card, which keeps what was typed under a refusal (E3)', async () => {
  const page = await stage.open('/', coordinator)
  await page.getByRole('link', { name: 'Umfrage eröffnen' }).click()
  const card = pollOf(page)
  await card.getByLabel('In welchem Arbeitskreis?').selectOption({ label: 'AK Digitale Kompetenzen' })
  await card.getByRole('button', { name: 'Weiter' }).click()
  await card.getByText('11 Mitglieder stimmen ab').waitFor()
  await card.getByLabel(/^Frage/).fill('Wo treffen wir uns?')
  await card.getByLabel(/^Antworten/).fill('Wolfsburg\nGifhorn')
  await card.getByLabel(/^Art der Umfrage/).selectOption({ label: 'Mehrere Antworten' })
  await card.getByLabel(/^Schluss am/).fill('2026-11-20')
  await card.getByRole('button', { name: 'Umfrage eröffnen' }).click()
  await card.getByText('Der Schluss liegt in der Vergangenheit.').waitFor()
  await card.getByText(/Angegeben ist .*20\. Nov\..*jetzt ist es .*23\. Nov\.,? 09:00/).waitFor()
  expect(await card.getByLabel(/^Frage/).inputValue()).toBe('Wo treffen wir uns?')
  expect(await card.getByLabel(/^Antworten/).inputValue()).toBe('Wolfsburg\nGifhorn')
  expect(await card.getByLabel(/^Art der Umfrage/).inputValue()).toBe('several')
  expect(await card.getByLabel(/^Schluss am/).inputValue()).toBe('2026-11-20')
  await card.getByLabel(/^Schluss am/).fill('2026-11-26')
  await card.getByRole('button', { name: 'Umfrage eröffnen' }).click()
  await page.waitForURL(/\/tab\/polls\/[0-9a-f-]{36}$/)
  await card.getByRole('checkbox', { name: 'Gifhorn' }).waitFor()
  await page.getByTestId('life').getByText('Eröffnet').waitFor()
})

it('asks for the question before it sends an empty form', async () => {
  const page = await stage.open(`/polls/new?group=${await groupId(stage.test)}`, coordinator)
  await pollOf(page).getByRole('button', { name: 'Umfrage eröffnen' }).click()
  await pollOf(page).getByText('Stellen Sie eine Frage.').waitFor()
  const { body } = await stage.test.api(coordinator, 'poll.list')
  expect(body.open.concat(body.waiting).filter((poll: { question: string }) => !poll.question)).toEqual([])
})

it('adds, renames and removes answers, with a trace, and refuses to remove one with ballots (P8)', async () => {
  const poll = await openPoll(stage.test, { question: 'Welche Antworten?' })
  await vote(stage.test, voters[0], poll.id, 'o1')
  const page = await stage.open(`/polls/${poll.id}`, coordinator)
  await manage(page).getByLabel('Neue Antwort').fill('Schweißen *WIG*')
  await manage(page).getByRole('button', { name: 'Ergänzen' }).click()
  await optionLabels(page).getByText('Schweißen *WIG*').waitFor()
  await pollOf(page).getByRole('radio', { name: 'Schweißen *WIG*' }).waitFor()
  await page.getByRole('button', { name: '„KI im Büro“ umbenennen' }).click()
  await page.getByLabel('Bezeichnung').fill('KI im Alltag')
  await page.keyboard.press('Enter')
  await optionLabels(page).getByText('KI im Alltag').waitFor()
  await page.getByRole('button', { name: '„Datenschutz“ entfernen' }).click()
  await eventually(async () =>
    expect(await optionLabels(page).allInnerTexts()).toEqual([
      'KI im Alltag (vorher: KI im Büro)',
      'Führung',
      'Schweißen *WIG*',
    ]),
  )
  await page.getByRole('button', { name: '„KI im Alltag“ entfernen' }).click()
  await manage(page).getByText('„KI im Alltag“ lässt sich nicht streichen.').waitFor()
  const life = await page.getByTestId('life').locator('.life-what').allInnerTexts()
  expect(life).toEqual([
    'Eröffnet',
    'Antwort ergänzt: Schweißen *WIG*',
    'Antwort umbenannt: KI im Büro → KI im Alltag',
    'Antwort entfernt: Datenschutz',
  ])
})

it('lets in a voter who joined later, with a trace, and shows it to that person at once (P1)', async () => {
  const { database } = stage.test
  const poll = await openPoll(stage.test, { question: 'Wer darf noch?' })
  const late = await stage.open(`/polls/${poll.id}`, observer)
  await pollOf(late).getByText('Sie haben hier keine Stimme').waitFor()
  await database.sql(
    `update membership set role = 'member' where group_id = $1
       and member_id = (select id from member where name = $2)`,
    [poll.group.id, observer],
  )
  const page = await stage.open(`/polls/${poll.id}`, coordinator)
  await manage(page)
    .getByLabel('Person nachträglich aufnehmen')
    .selectOption({ label: `${observer}, Volkshochschule, Region` })
  await manage(page).getByRole('button', { name: 'Aufnehmen' }).click()
  await manage(page).getByText('Alle stimmberechtigten Mitglieder sind schon dabei.').waitFor()
  await page.getByTestId('life').getByText(`Nachträglich aufgenommen: ${observer}`).waitFor()
  await page
    .getByTestId('answered')
    .getByText(`von ${poll.voters + 1} haben geantwortet`)
    .waitFor()
  await pollOf(late).getByRole('button', { name: 'Antworten', exact: true }).waitFor()
})

it('closes a poll early after asking once, and turns the card into the result for everyone', async () => {
  const poll = await openPoll(stage.test, { question: 'Schon fertig?' })
  await vote(stage.test, voters[0], poll.id, 'o2')
  const page = await stage.open(`/polls/${poll.id}`, coordinator)
  const other = await stage.open(`/polls/${poll.id}`, voters[1])
  await pollOf(other).getByRole('button', { name: 'Antworten', exact: true }).waitFor()
  expect(await manage(other).count()).toBe(0)
  const close = page.getByRole('button', { name: 'Jetzt schließen' })
  await close.click()
  const dialog = page.getByRole('dialog', { name: 'Umfrage jetzt schließen?' })
  await dialog.getByText(`1 von ${poll.voters} haben geantwortet.`).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect((await stage.test.api(voters[1], 'poll.show', { query: { poll: poll.id } })).body.poll.state).toBe(
    'open',
  )
  await close.click()
  await dialog.getByRole('button', { name: 'Jetzt schließen' }).click()
  for (const reader of [page, other]) {
    await reader.getByTestId('life').getByText('Vorzeitig geschlossen').waitFor()
    await pollOf(reader)
      .getByText(/^beendet .*23\. Nov\..*09:00 MEZ$/)
      .waitFor()
    expect(await pollOf(reader).getByRole('button', { name: 'Antworten', exact: true }).count()).toBe(0)
  }
  await manage(page).waitFor({ state: 'detached' })
})

it('has no button to close an anonymous poll, says why, and shows no figures while it runs (P5)', async () => {
  const poll = await openPoll(stage.test, { question: 'Ganz geheim?', secrecy: 'anonymous' })
  await vote(stage.test, coordinator, poll.id, 'o1')
  const page = await stage.open(`/polls/${poll.id}`, coordinator)
  await manage(page).getByText('Anonyme Umfragen enden nur mit ihrer Frist.').waitFor()
  expect(await page.getByRole('button', { name: 'Jetzt schließen' }).count()).toBe(0)
  await pollOf(page)
    .getByText(/anonym: /)
    .waitFor()
  expect(await page.getByTestId('result').count()).toBe(0)
  expect(await page.getByText('%').count()).toBe(0)
})
