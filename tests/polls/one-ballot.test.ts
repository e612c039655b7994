/** P2: one ballot a voter, the latest act counts; copies, late or repeated, on whatever way, change nothing. */
import { randomIds } from '../../bot/ids'
import { actionData, type DemoTeams, demoTeams, textsOf } from '../support/demo-teams'
import { coordinator, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let teams: DemoTeams

beforeAll(async () => {
  test = await startTestService()
  teams = demoTeams(test)
})
afterAll(() => test.stop())

const [bernd, clara] = voters
const votesOf = async (poll: string): Promise<number[]> =>
  (await showPage(test, coordinator, poll)).poll.result.rows.map((row: { votes: number }) => row.votes)
const ballots = async (poll: string) =>
  (await test.database.sql<{ n: number }>('select count(*)::int n from ballot where poll_id = $1', [poll]))[0]
    ?.n
const withdraw = (who: string, poll: string, nonce = randomIds.nonce()) =>
  test.api(who, 'poll.withdraw-ballot', { body: { poll, nonce } })

it('P2 the latest act counts: cast, revise, withdraw, cast again', async () => {
  const { id } = await openPoll(test)
  await vote(test, bernd, id, 'o1')
  expect(await votesOf(id)).toEqual([1, 0, 0])
  await vote(test, bernd, id, 'o2')
  expect(await votesOf(id)).toEqual([0, 1, 0])
  const gone = await withdraw(bernd, id)
  expect(gone.body).toMatchObject({ answered: 0, mine: { answered: false, choices: null } })
  expect([await votesOf(id), await ballots(id)]).toEqual([[0, 0, 0], 0])
  await vote(test, bernd, id, 'o3')
  expect([await votesOf(id), await ballots(id)]).toEqual([[0, 0, 1], 1])
})

it('P2 withdrawing touches nobody else, and withdrawing nothing is no error', async () => {
  const { id } = await openPoll(test)
  await vote(test, clara, id, 'o1')
  expect((await withdraw(bernd, id)).status).toBe(200)
  expect((await showPage(test, coordinator, id)).poll).toMatchObject({ answered: 1 })
})

it('P2 the same act through the card and through the tab is one ballot', async () => {
  const { id } = await openPoll(test)
  const nonce = randomIds.nonce()
  const onCard = await teams.act(bernd, 'poll.cast-ballot', { poll: id, nonce, choice: 'o2' })
  expect(textsOf(onCard.body.value)).toContain('Gespeichert: Datenschutz')
  const inTab = await vote(test, bernd, id, ['o2'], nonce)
  expect(inTab.body.answered).toBe(1)
  expect(await votesOf(id)).toEqual([0, 1, 0])
  await vote(test, bernd, id, 'o3')
  const copy = await teams.act(bernd, 'poll.cast-ballot', { poll: id, nonce, choice: 'o2' })
  expect(textsOf(copy.body.value)).toMatch(/schon angekommen.*Führung/)
  expect([await votesOf(id), await ballots(id)]).toEqual([[0, 0, 1], 1])
})

it('P2 a ballot cast on the card is revised in the tab, and the other way round', async () => {
  const { id } = await openPoll(test)
  await teams.act(bernd, 'poll.cast-ballot', { poll: id, nonce: randomIds.nonce(), choice: 'o1' })
  await vote(test, bernd, id, 'o2')
  await teams.act(bernd, 'poll.cast-ballot', { poll: id, nonce: randomIds.nonce(), choice: 'o3' })
  expect([await votesOf(id), await ballots(id)]).toEqual([[0, 0, 1], 1])
})

it('P2 late copies of earlier acts, in any order, change nothing: not the ballot, not the numbers, not the revision', async () => {
  const { id } = await openPoll(test)
  const [first, second, third] = [randomIds.nonce(), randomIds.nonce(), randomIds.nonce()]
  await vote(test, bernd, id, 'o1', first)
  await vote(test, bernd, id, 'o2', second)
  await withdraw(bernd, id, third)
  await vote(test, bernd, id, 'o3')
  const before = await showPage(test, bernd, id)
  for (const copy of [
    () => withdraw(bernd, id, third),
    () => vote(test, bernd, id, 'o1', first),
    () => vote(test, bernd, id, 'o2', second),
    () => vote(test, bernd, id, 'o1', first),
  ])
    expect((await copy()).body).toMatchObject({ mine: { choices: ['o3'] } })
  expect(await showPage(test, bernd, id)).toEqual(before)
})

it('P2 Teams delivers an act again under another activity id: one effect', async () => {
  const { id } = await openPoll(test)
  const nonce = randomIds.nonce()
  const data = { poll: id, nonce, choice: 'o1' }
  await teams.act(bernd, 'poll.cast-ballot', data, { id: 'f:one' })
  await vote(test, bernd, id, 'o2')
  await teams.act(bernd, 'poll.cast-ballot', data, { id: 'f:one' })
  await teams.act(bernd, 'poll.cast-ballot', data, { id: 'f:two' })
  expect(await votesOf(id)).toEqual([0, 1, 0])
})

it("P2 a nonce is its voter's own: another voter with the same card's nonce casts a ballot too", async () => {
  const { id } = await openPoll(test)
  const nonce = randomIds.nonce()
  await vote(test, bernd, id, 'o1', nonce)
  await vote(test, clara, id, 'o1', nonce)
  expect(await votesOf(id)).toEqual([2, 0, 0])
})

it('P2 one card, two different answers: the later one counts', async () => {
  const { id } = await openPoll(test)
  const nonce = randomIds.nonce()
  await vote(test, bernd, id, 'o1', nonce)
  await vote(test, bernd, id, 'o2', nonce)
  expect(await votesOf(id)).toEqual([0, 1, 0])
})

it('P2 every rendering of a card carries a nonce of its own', async () => {
  const { id } = await openPoll(test)
  const nonces = await Promise.all(
    [1, 2, 3].map(async () => {
      const card = (await test.api(bernd, 'poll.answer-form', { query: { poll: id }, asCard: true })).body
      return actionData(card, 'poll.cast-ballot')?.nonce
    }),
  )
  expect(new Set(nonces.filter(Boolean)).size).toBe(3)
})

it('P2 forty copies of one act at the same moment, through both doors, are one ballot', async () => {
  const { id } = await openPoll(test)
  const nonce = randomIds.nonce()
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      i % 2
        ? vote(test, bernd, id, 'o1', nonce)
        : teams.act(bernd, 'poll.cast-ballot', { poll: id, nonce, choice: 'o1' }),
    ),
  )
  expect(answers.every((answer) => answer.status === 200)).toBe(true)
  const texts = answers.filter((_, i) => i % 2 === 0).map((answer) => textsOf(answer.body.value))
  expect(texts.filter((text) => text.includes('Gespeichert')).length).toBeLessThanOrEqual(1)
  expect([await votesOf(id), await ballots(id)]).toEqual([[1, 0, 0], 1])
})

it('P2 many voters and many changes at once: one ballot each, and the numbers are those of the ballots', async () => {
  const { id } = await openPoll(test)
  const acts = voters.flatMap((who, i) =>
    ['o1', 'o2', 'o3'].map((choice, j) => ({ who, choice, wait: (i + j) % 3 })),
  )
  await Promise.all(acts.map(({ who, choice }) => vote(test, who, id, choice)))
  expect(await ballots(id)).toBe(voters.length)
  const { poll, names } = await showPage(test, coordinator, id)
  expect(poll.answered).toBe(voters.length)
  for (const row of poll.result.rows) expect(names[row.id]?.length ?? 0).toBe(row.votes)
})

it('P2 the same form sent twice, or ten times at once, opens one poll', async () => {
  const nonce = randomIds.nonce()
  const ids = (await Promise.all(Array.from({ length: 10 }, () => openPoll(test, { nonce })))).map(
    (poll) => poll.id,
  )
  expect(new Set(ids).size).toBe(1)
  expect((await openPoll(test, { nonce })).id).toBe(ids[0])
})

it('P2 an act belongs to its poll: a copy of it in one poll hides no new act with its nonce in another', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, other] = [await openPoll(test), await openPoll(test)]
    const nonce = randomIds.nonce()
    await vote(test, bernd, one.id, 'o1', nonce)
    // Others fill the transactions before, so that the copy and the new act wait for the same one.
    await Promise.all([
      ...voters.slice(1).map((who) => vote(test, who, one.id, 'o3')),
      vote(test, bernd, one.id, 'o1', nonce),
      vote(test, bernd, other.id, 'o1', nonce),
    ])
    expect([await votesOf(one.id), await votesOf(other.id)]).toEqual([
      [1, 0, 5],
      [1, 0, 0],
    ])
  }
})
