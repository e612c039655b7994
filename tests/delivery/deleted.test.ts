/** Cards that somebody deleted in Teams: posted anew once, and only while their matter goes on. */
import { coordinator, openPoll, vote, voters } from '../support/polls'
import { deleteInTeams, pause, postsTo } from '../support/posts'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { until } from '../support/until'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
})
afterAll(() => scene.stop())
beforeEach(() => {
  scene.teams.behave()
  scene.teams.forget()
})

interface Row {
  readonly id: string
  readonly state: string
  readonly cause: string | null
  readonly message_id: string | null
  readonly replaces: string | null
}

/** Every card that was posted for a poll, oldest first. */
const cardsOf = (poll: string) =>
  scene.test.database.sql<Row>(
    `select id, state, cause, message_id, replaces from post
     where matter_kind = 'poll' and matter_id = $1 order by position`,
    [poll],
  )

/** Once the newest of that many cards is as said. */
const newest = (poll: string, count: number, state: string) =>
  until(async () => {
    const rows = await cardsOf(poll)
    const last = rows.at(-1)
    return rows.length === count && last?.state === state && last
  }, 6_000)

const rename = (poll: string, label: string) =>
  scene.test.api(coordinator, 'poll.rename-option', { body: { poll, option: 'o1', label } })

const erase = (row: Row) => deleteInTeams(scene.teams, groupChannel.id, row.message_id ?? '')
const creates = () =>
  scene.teams.calls.filter(postsTo(groupChannel.id)).filter((call) => call.operation === 'create')

async function deletedOnce(): Promise<{ readonly poll: string; readonly first: Row; readonly second: Row }> {
  const poll = (await openPoll(scene.test)).id
  const first = await newest(poll, 1, 'sent')
  await erase(first)
  await rename(poll, 'Noch da?')
  return { poll, first, second: await newest(poll, 2, 'sent') }
}

it('posts a deleted card anew with its newest state while its poll is open, and says so in the ledger', async () => {
  const { poll, first, second } = await deletedOnce()
  expect(await cardsOf(poll)).toMatchObject([
    { id: first.id, state: 'gone', cause: 'deleted' },
    { state: 'sent', replaces: first.id },
  ])
  const message = scene.teams.message(groupChannel.id, second.message_id ?? '')
  expect(JSON.stringify(message?.activity)).toContain('Noch da?')
  expect(creates()).toHaveLength(2)
})

it('edits the new card from then on, not the deleted one', async () => {
  const { poll, first, second } = await deletedOnce()
  const before = scene.teams.calls.length
  await vote(scene.test, voters[0], poll, 'o1')
  await scene.teams.waitFor((teams) => teams.message(groupChannel.id, second.message_id ?? '')?.edits === 1)
  expect(scene.teams.calls.slice(before).some((call) => call.activity === first.message_id)).toBe(false)
})

it('does not post it a second time: whoever deletes the new one, too, wants it gone', async () => {
  const { poll, second } = await deletedOnce()
  await erase(second)
  await rename(poll, 'Und jetzt?')
  await newest(poll, 2, 'gone')
  await rename(poll, 'Wirklich?')
  await pause(700)
  expect(await cardsOf(poll)).toHaveLength(2)
  expect(creates()).toHaveLength(2)
})

it('does not post it a second time, also where Teams had refused an edit between', async () => {
  const { poll, second } = await deletedOnce()
  const refused = scene.teams.misbehave({
    when: (call) => call.operation === 'update' && call.activity === second.message_id,
    times: 1,
    with: { status: 400 },
  })
  await rename(poll, 'Nicht angenommen')
  await until(() => refused.hits === 1, 4_000)
  await until(async () => (await cardsOf(poll)).at(-1)?.cause === 'refused', 4_000)
  await erase(second)
  await rename(poll, 'Und jetzt?')
  await until(async () => (await cardsOf(poll)).find(({ id }) => id === second.id)?.state === 'gone', 6_000)
  await pause(700)
  expect(await cardsOf(poll)).toHaveLength(2)
})

it('does not post the card of a closed poll anew', async () => {
  const poll = (await openPoll(scene.test)).id
  await erase(await newest(poll, 1, 'sent'))
  const closed = await scene.test.api(coordinator, 'poll.close', { body: { poll } })
  expect(closed.status).toBe(200)
  await newest(poll, 1, 'gone')
  await pause(700)
  expect(await cardsOf(poll)).toHaveLength(1)
})
