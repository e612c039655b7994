/** Who belongs, in the tab: requests on the first page, letting in and out, who has left, the committee, the settings. */
import { groupId } from '../support/polls'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage
beforeAll(async () => {
  stage = await startTabStage()
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

const coordinator = 'Bernd Muster'
const office = 'Anke Beispiel'
const name = 'AK KMU-Netzwerk'

it('who asks to join waits on the first page of the coordinator, and is let in on the group’s', async () => {
  const group = await groupId(stage.test, name)
  await stage.test.api('Lene Vorlage', 'group.join', { body: { group } })
  const page = await stage.open('/', coordinator)
  await page.getByRole('link', { name: /Darf Lene Vorlage mitmachen\?/ }).click()
  const asked = page.getByRole('region', { name: 'Eine Anfrage' })
  await asked.getByText('Lene Vorlage').waitFor()
  await asked.getByRole('button', { name: 'Aufnehmen' }).click()
  await page.getByRole('button', { name: 'Lene Vorlage ändern' }).waitFor()
  await page.getByRole('link', { name: 'Heute' }).first().click()
  await page.getByText('Darf Lene Vorlage mitmachen?').waitFor({ state: 'detached' })
})

it('the coordinator finds people and lets them in, takes somebody out and undoes it; coordination is not offered', async () => {
  const page = await stage.open(`/groups/${await groupId(stage.test, name)}`, coordinator)
  await page.getByPlaceholder('Name oder Organisation').fill('rieke')
  await page.getByRole('button', { name: 'Rieke Platzhalter aufnehmen' }).click()
  await page.getByRole('button', { name: 'Rieke Platzhalter ändern' }).click()
  expect(await page.getByLabel('Rolle von Rieke Platzhalter').locator('option').allTextContents()).toEqual([
    'Mitglied',
    'beobachtend',
  ])
  await page.getByRole('button', { name: 'Herausnehmen' }).click()
  await page.getByText('Herausgenommen: Rieke Platzhalter.').waitFor()
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await page.getByRole('button', { name: 'Rieke Platzhalter ändern' }).waitFor()
  expect(await page.getByRole('button', { name: 'Bernd Muster ändern' }).count()).toBe(0)
})

it('the committee is a group whose people its seats name: nobody is let in there, and the seats are one step away', async () => {
  const page = await stage.open('/committee', office)
  await page.getByRole('link', { name: 'Umfragen und Kanäle des Steuerkreises' }).click()
  await page.getByRole('heading', { name: 'Steuerkreis' }).waitFor()
  await page.getByText('Vorsitz ·').waitFor()
  expect(await page.getByPlaceholder('Name oder Organisation').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Bernd Muster ändern' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Sitze, Stellvertretungen und Amtszeiten' }).click()
  await page.getByTestId('seats').waitFor()
})

it('who has left stands below the list of people, and is taken back with one press', async () => {
  const page = await stage.open('/network/people', office)
  await page.getByRole('button', { name: 'Quirin Prototyp ändern' }).click()
  await page.getByRole('button', { name: 'Aus dem Verbund nehmen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Aus dem Verbund nehmen' }).click()
  await page.getByRole('button', { name: 'Quirin Prototyp wieder aufnehmen' }).click()
  await page.getByRole('button', { name: 'Quirin Prototyp ändern' }).waitFor()
})

it('the office changes what the network is called, and everybody reads it', async () => {
  const page = await stage.open('/network', office)
  await page.getByRole('button', { name: 'Name, Feiertage, Sprache und Zeitzone ändern' }).click()
  await page.getByLabel('Name des Verbunds').fill('Weiterbildung Nord')
  await page.getByLabel('Bundesland').selectOption({ label: 'Bremen' })
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Bremen · Deutsch · Europe/Berlin').waitFor()
  const { body } = await stage.test.api(coordinator, 'member.show')
  expect(body.network.name).toBe('Weiterbildung Nord')
})
