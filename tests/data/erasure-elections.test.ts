/** Somebody who stood, was elected and stood in for a seat is erased: no card in Teams goes on saying the name. */

import { beginVoting, call, electionPage, endVoting, opener, standFor, voteFor } from '../support/elections'
import { memberId } from '../support/kept'
import { voters } from '../support/polls'
import { groupChannel, startTeamsScene, type TeamsScene, wordsOf } from '../support/teams-scene'
import { until } from '../support/until'

const [bernd, clara, deniz] = voters
let scene: TeamsScene
beforeEach(async () => {
  scene = await startTeamsScene()
  await scene.install()
})
afterEach(() => scene.stop())

const naming = (name: string) =>
  scene.teams.messages(groupChannel.id).filter((one) => wordsOf(one.activity).join('\n').includes(name))
    .length
const said = (count: number, name: string) => until(() => naming(name) === count, 15_000)
const erase = async (name: string) => {
  const member = await memberId(scene.test, name)
  const { status } = await scene.test.api(opener, 'data.erase', { body: { sure: true, member } })
  expect(status).toBe(200)
}

it('while people stand: the election’s card in the channel names the others only, its page too', async () => {
  const { test } = scene
  const { id } = await call(test, { places: 1 })
  for (const who of [bernd, clara]) await standFor(test, who, id)
  await until(() => naming(bernd) > 0 && naming(clara) > 0, 15_000)
  await erase(bernd)
  await said(0, bernd)
  expect(naming(clara)).toBeGreaterThan(0)
  expect((await electionPage(test, opener, id)).election.candidates.map(({ name }) => name)).toEqual([clara])
})

it('while people vote, and once somebody is elected: neither ballot nor result says the name any more', async () => {
  const { test } = scene
  const { id } = await call(test, { places: 1 })
  for (const who of [bernd, clara]) await standFor(test, who, id)
  const poll = await beginVoting(test, id)
  await until(() => naming(bernd) > 0 && naming(clara) > 0, 15_000)
  await erase(bernd)
  await said(0, bernd)
  expect(naming(clara)).toBeGreaterThan(0)
  for (const who of [clara, deniz, opener]) await voteFor(test, who, poll, [clara])
  const result = await endVoting(test, poll)
  // Nobody sits twice.
  for (const seat of ['deputy_id', 'holder_id'])
    await test.database.sql(`update seat set chair = false, ${seat} = null where ${seat} = $1`, [
      await memberId(test, clara),
    ])
  expect(result.outcome?.elected).toHaveLength(1)
  const filled = await test.api(opener, 'election.fill-seats', { body: { election: id } })
  expect(filled.status).toBe(200)
  await until(() => naming(clara) > 0, 15_000)
  await test.database.sql('update seat set deputy_id = $1 where holder_id is distinct from $1 and chair', [
    await memberId(test, clara),
  ])
  await erase(clara)
  await said(0, clara)
  expect(
    await test.database.sql('select from seat where election_id = $1 and holder_id is null', [id]),
  ).toHaveLength(1)
  expect(
    await test.database.sql(
      'select from seat s join member m on m.id in (s.holder_id, s.deputy_id) where m.erased_at is not null',
    ),
  ).toEqual([])
  const after = await test.api(opener, 'poll.card', { query: { poll } })
  expect(after.body.outcome.elected).toEqual(result.outcome?.elected)
  expect(JSON.stringify(after.body)).not.toContain(clara)
})
