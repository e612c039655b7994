/** Who is new in a group's channel: its coordinator is told, in one notice, of each person once. */
import { membersAdded } from '../support/activities'
import { jobsOf } from '../support/jobs'
import { tidy } from '../support/kept'
import { coordinator, groupId, outsider } from '../support/polls'
import { chatOf, messagesSaying, type ReachScene, round, startReachScene, writesOnce } from '../support/reach'
import { demoTeamsPerson, fillTeam, groupChannel } from '../support/teams-scene'
import { teamsPerson } from '../support/teams-world'
import { until } from '../support/until'

let scene: ReachScene
let group: string
beforeEach(async () => {
  scene = await startReachScene()
  group = await groupId(scene.test)
  await scene.install()
})
afterEach(() => scene.stop())

/** Who is in the team of the channel, besides its coordinator. */
const fill = (strangers: readonly string[], ...people: readonly string[]) =>
  fillTeam(scene, [
    ...[coordinator, ...people].map(demoTeamsPerson),
    ...strangers.map((name) => teamsPerson(name)),
  ])
const look = () => round(scene.test, 'groups:link-accounts')
const notices = () =>
  scene.test.database.sql<{ name: string; told: boolean }>(
    `select m.name, n.told_at is not null as told from notice n join member m on m.id = n.member_id
     where n.matter_kind = 'newcomers' and n.matter_id = $1`,
    [group],
  )

it('the coordinator is told of strangers and of who is in no group, once for all of them, and not again the next day', async () => {
  await writesOnce(scene, coordinator)
  fill(['Fremd Eins', 'Fremd Zwei'])
  await look()
  expect(await notices()).toEqual([{ name: coordinator, told: false }])
  await round(scene.test, 'inbox:tell')
  const said = () =>
    messagesSaying(scene, 'Neu im Kanal: AK Digitale Kompetenzen', chatOf(scene, coordinator).id)
  await until(() => said().length === 1, 5_000)
  // No name leaves the channel for that.
  expect(JSON.stringify(said())).not.toContain('Fremd')
  await look()
  expect(await notices()).toEqual([{ name: coordinator, told: true }])
  fill(['Fremd Eins', 'Fremd Zwei', 'Fremd Drei'])
  await look()
  expect(await notices()).toEqual([{ name: coordinator, told: false }])
})

it('whoever is in another group is nobody new; whoever is in none is', async () => {
  await writesOnce(scene, coordinator)
  fill([], outsider)
  await look()
  expect(await notices()).toEqual([])
  await scene.test.database.sql(
    'delete from membership where member_id = (select id from member where name = $1)',
    [outsider],
  )
  await look()
  expect(await notices()).toEqual([{ name: coordinator, told: false }])
})

it('nothing but a mark is kept, and it goes with the person', async () => {
  fill(['Fremd Eins'])
  await look()
  const rows = await scene.test.database.sql<{ mark: string }>('select mark from newcomer')
  expect(rows).toHaveLength(1)
  expect(rows[0]?.mark).not.toContain(teamsPerson('Fremd Eins').aadObjectId.slice(0, 8))
  fill([])
  await look()
  expect(await scene.test.database.sql('select from newcomer')).toEqual([])
})

it('marks of a channel that is not looked at any more go after a month, those of one that is read stay', async () => {
  fill(['Fremd Eins'])
  await look()
  scene.test.clock.advance(40 * 86_400_000)
  await look()
  await tidy(scene.test)
  expect(await scene.test.database.sql('select from newcomer')).toHaveLength(1)
  scene.test.clock.advance(40 * 86_400_000)
  await tidy(scene.test)
  expect(await scene.test.database.sql('select from newcomer')).toEqual([])
})

it('a channel that Teams does not show is left as it was', async () => {
  await writesOnce(scene, coordinator)
  fill(['Fremd Eins'])
  await look()
  scene.teams.misbehave({ when: ({ operation }) => operation === 'paged-members', with: { status: 403 } })
  await look()
  expect(await scene.test.database.sql('select from newcomer')).toHaveLength(1)
})

it('when people come into the team, its group is looked at soon, once for all who come', async () => {
  const came = (name: string) =>
    scene.test.send(
      membersAdded(scene.world, {
        ...{ from: demoTeamsPerson(coordinator), where: groupChannel, who: [teamsPerson(name)] },
      }),
    )
  await came('Fremd Eins')
  await came('Fremd Zwei')
  const jobs = await jobsOf(scene.test.database, 'groups:link-accounts')
  expect(jobs.filter(({ key }) => key === `roster:${group}`)).toHaveLength(1)
})
