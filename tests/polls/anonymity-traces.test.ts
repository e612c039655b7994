/** P5: no log line, job, post, news or trace joins a voter to a ballot. P4: no card tells whose ballot is missing. */
import { Client } from 'pg'
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { bringChannels, type DemoTeams, demoTeams, memberOf } from '../support/demo-teams'
import { coordinator, groupId, openPoll, showPage, vote, voters } from '../support/polls'
import { demoPerson, startTestService, type TestService } from '../support/service'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import { until } from '../support/until'

let test: TestService
let standIn: TeamsStandIn
let teams: DemoTeams
let news: Client
const heard: string[] = []
/** Whatever names a voter. */
let names: readonly string[]

beforeAll(async () => {
  test = await startTestService({ env: { LOG_LEVEL: 'trace' } })
  standIn = await startTeamsStandIn()
  teams = demoTeams(test, standIn.serviceUrl)
  await bringChannels(test, teams, await groupId(test), 1)
  news = new Client({ connectionString: test.database.url })
  await news.connect()
  news.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await news.query('listen verbund')
  const ids = await Promise.all(voters.map(async (name) => (await memberOf(test, name)).id))
  names = [...ids, ...voters, ...voters.map((name) => demoPerson(name).objectId)]
})
afterAll(async () => {
  await news.end()
  await test.stop()
  await standIn.close()
})

const holdsNoName = (what: unknown) => {
  const text = JSON.stringify(what)
  for (const name of names) expect(text).not.toContain(name)
}
const payloads = () =>
  test.database.sql(
    'select j.payload, j.key, t.identifier from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id',
  )

it('P5 an anonymous poll leaves no voter in log, jobs, news, trace and ledger, from opening to the end', async () => {
  const label = 'Unverwechselbar'
  const { id } = await openPoll(test, { secrecy: 'anonymous', answers: `${label}\nB\nC` })
  for (const who of voters) await vote(test, who, id, 'o1')
  await vote(test, voters[0], id, 'o9')
  await vote(test, 'Petra Dummy', id, 'o1')
  holdsNoName(await payloads())
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  await vote(test, voters[1], id, 'o1')
  holdsNoName(await payloads())
  const { trace } = await showPage(test, coordinator, id)
  holdsNoName(trace)
  holdsNoName(await test.database.sql('select * from trace where poll_id = $1', [id]))
  holdsNoName(await test.database.sql(`select * from post where matter_id = $1`, [id]))
  // Every request and every job stands in it, or the log was not asked for.
  expect(test.log.filter(({ level }) => level === 'debug').length).toBeGreaterThan(voters.length)
  holdsNoName(test.log)
  expect(JSON.stringify(test.log)).not.toContain(label)
  await until(() => heard.some((text) => text.includes(id)), 2000)
  holdsNoName(heard)
})

it('P5 no post in a channel names a voter of an anonymous poll', async () => {
  const { id } = await openPoll(test, { secrecy: 'anonymous', date: '2026-12-07' })
  for (const who of voters) await vote(test, who, id, 'o1')
  const post = await until(
    () =>
      standIn
        .messages()
        .find(
          (one) =>
            JSON.stringify(one.activity).includes(id) && JSON.stringify(one.activity).includes('6 von 11'),
        ),
    6000,
  )
  holdsNoName(post.versions)
})

it('P4 the card in the channel is the same whoever has answered: its list for refreshing tells nothing', async () => {
  for (const who of voters) await teams.act(who, 'poll.list', {})
  const { id } = await openPoll(test, { date: '2026-12-07' })
  const cards = () => {
    const found = standIn.messages().find((one) => JSON.stringify(one.activity).includes(id))
    return (found?.versions ?? []).map((version) => {
      const [attachment] = version.attachments as { content: { refresh?: { userIds: string[] } } }[]
      return attachment?.content.refresh?.userIds ?? []
    })
  }
  await until(() => cards().length > 0, 4000)
  const before = cards()[0] ?? []
  expect(before).toHaveLength(voters.length)
  // Whoever stands last in the list answers: in a list by who has answered they would come first.
  const last = voters.find((name) => teams.person(name).id === before.at(-1)) ?? ''
  await vote(test, last, id, 'o1')
  await until(() => cards().length > 1, 6000)
  expect(cards().at(-1)).toEqual(before)
})
