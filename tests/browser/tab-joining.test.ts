/** Belonging to a group, as people do it in the tab: bind its channel, compare the roster, take in, ask, let in, leave. */
import { demoPlaces, demoTenant } from '../../bot/demo/network'
import { coordinator, groupId, outsider } from '../support/polls'
import { demoTeamsPerson } from '../support/teams-scene'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import { teamsPerson } from '../support/teams-world'
import { startTabStage, type TabStage } from './tab-stage'

// A journey of many steps.
jest.setTimeout(90_000)

let stage: TabStage
let teams: TeamsStandIn
beforeAll(async () => {
  stage = await startTabStage()
  teams = await startTeamsStandIn({ tenant: demoTenant })
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(async () => {
  await stage?.stop()
  await teams?.close()
})

/** The bot is in the channel, which is nobody's yet; in the channel: two of the group, an outsider, and a stranger. */
async function inChannel(): Promise<void> {
  const members = [coordinator, 'Bernd Muster', outsider].map(demoTeamsPerson)
  teams.addTeam({
    ...{ id: demoPlaces.team, name: 'Verbund', aadGroupId: '7a3c0de0-0000-4000-8000-000000000009' },
    members: [...members, teamsPerson('Silke Fremd')],
    channels: [{ id: demoPlaces.digital, name: 'Digitale Kompetenzen' }],
  })
  await stage.test.database.sql(
    `update channel set group_id = null, installed = true, service_url = $1, name = 'Digitale Kompetenzen'
     where conversation_id = $2`,
    [teams.serviceUrl, demoPlaces.digital],
  )
}

it('the office binds the channel, compares, lets in who is there, and takes a stranger in', async () => {
  await inChannel()
  const page = await stage.open(`/groups/${await groupId(stage.test)}`, coordinator)
  await page.getByRole('heading', { name: '12 Mitglieder' }).waitFor()
  await page.getByLabel('Kanal zuordnen').selectOption({ label: 'Digitale Kompetenzen' })
  await page.getByRole('button', { name: 'Zuordnen' }).click()
  await page.getByRole('button', { name: 'Digitale Kompetenzen lösen' }).waitFor()
  await page.getByRole('button', { name: 'Mit dem Kanal vergleichen' }).click()
  await page.getByRole('heading', { name: 'Im Kanal, aber nicht im Verbund' }).waitFor()
  await page.getByRole('heading', { name: 'Im Arbeitskreis, aber nicht im Kanal' }).waitFor()
  await page.getByRole('button', { name: `${outsider} aufnehmen` }).click()
  await page.getByRole('heading', { name: '13 Mitglieder' }).waitFor()
  await page.getByRole('button', { name: 'Silke Fremd aufnehmen' }).click()
  const taking = page.getByRole('listitem').filter({ hasText: 'Silke Fremd' })
  await taking.getByLabel('Organisation').selectOption({ label: 'IHK Braunschweig' })
  await taking.getByRole('button', { name: 'Aufnehmen' }).click()
  await page.getByRole('heading', { name: '14 Mitglieder' }).waitFor()
  // Compared anew by itself: nobody in the channel is outside any more.
  await page.getByRole('heading', { name: 'Im Kanal, aber nicht im Verbund' }).waitFor({ state: 'detached' })
})

it('somebody asks to join, the coordinator says yes, and who is in may leave again', async () => {
  const group = await groupId(stage.test)
  const asking = await stage.open(`/groups/${group}`, 'Hilke Fiktion')
  await asking.getByRole('button', { name: 'Um Aufnahme bitten' }).click()
  await asking.getByRole('button', { name: 'Anfrage zurücknehmen' }).waitFor()
  const page = await stage.open(`/groups/${group}`, coordinator)
  await page.getByRole('heading', { name: 'Eine Anfrage' }).waitFor()
  const request = page.getByRole('listitem').filter({ hasText: 'Hilke Fiktion' })
  await request.getByRole('button', { name: 'Aufnehmen', exact: true }).click()
  await page.getByRole('heading', { name: 'Eine Anfrage' }).waitFor({ state: 'detached' })
  await asking.reload()
  await asking.getByRole('button', { name: 'Verlassen' }).click()
  await asking.getByRole('dialog').getByRole('button', { name: 'Verlassen' }).click()
  await asking.getByRole('button', { name: 'Um Aufnahme bitten' }).waitFor()
})
