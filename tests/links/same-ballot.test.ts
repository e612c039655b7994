/** P2: a ballot by any door is the same ballot: card, tab, signed link. */
import { randomIds } from '../../bot/ids'
import { actionData, type DemoTeams, demoTeams, textsOf } from '../support/demo-teams'
import { auditOf } from '../support/kept'
import { type LinkBrowser, linkBrowser, linkOf, withoutTeams } from '../support/links'
import { coordinator, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

const [bernd, clara, deniz, ella] = voters

let test: TestService
let teams: DemoTeams
beforeAll(async () => {
  test = await startTestService()
  teams = demoTeams(test)
})
afterAll(() => test.stop())

const ballots = async (poll: string) =>
  (await test.database.sql('select 1 from ballot where poll_id = $1', [poll])).length
const votesOf = async (poll: string): Promise<number[]> =>
  (await showPage(test, coordinator, poll)).poll.result.rows.map((row: { votes: number }) => row.votes)

/** Has a link for the person while there is no account, opens it, and gives the account back. */
async function opened(who: string, poll: string): Promise<{ token: string; browser: LinkBrowser }> {
  const [row] = await test.database.sql<{ account: string }>(
    'select aad_object_id as account from member where name = $1',
    [who],
  )
  await withoutTeams(test, who)
  const token = await linkOf(test, who, poll)
  await test.database.sql('update member set aad_object_id = $1 where name = $2', [row?.account, who])
  const browser = linkBrowser(test)
  expect((await browser.open(token)).status).toBe(200)
  return { token, browser }
}

const cast = (
  { token, browser }: { token: string; browser: LinkBrowser },
  poll: string,
  choice: string,
  nonce = randomIds.nonce(),
) => browser.card(token, 'poll.cast-ballot', { body: { poll, nonce, choice } })

it.each([
  ['named', 'named-live'],
  ['anonymous', 'anonymous'],
])(
  'P2 in a %s poll the latest act by card, tab and link counts, and it is one ballot',
  async (_, secrecy) => {
    const { id } = await openPoll(test, { secrecy })
    const link = await opened(bernd, id)
    await teams.act(bernd, 'poll.cast-ballot', { poll: id, nonce: randomIds.nonce(), choice: 'o1' })
    expect(await ballots(id)).toBe(1)
    const byLink = await cast(link, id, 'o2')
    expect(textsOf(byLink.body)).toContain('Gespeichert: Datenschutz')
    expect(await ballots(id)).toBe(1)
    await vote(test, bernd, id, 'o3')
    const seen = await link.browser.ask(link.token, 'poll.card', { query: { poll: id } })
    expect(seen.body.mine).toMatchObject({ answered: true, choices: ['o3'] })
    const gone = await link.browser.ask(link.token, 'poll.withdraw-ballot', {
      body: { poll: id, nonce: randomIds.nonce() },
    })
    expect(gone.body).toMatchObject({ answered: 0, mine: { answered: false } })
    expect(await ballots(id)).toBe(0)
  },
)

it('P2 an act repeated by link, or copied to another door, changes nothing', async () => {
  const { id } = await openPoll(test)
  const link = await opened(clara, id)
  const nonce = randomIds.nonce()
  await cast(link, id, 'o1', nonce)
  await vote(test, clara, id, 'o2')
  const again = await cast(link, id, 'o1', nonce)
  expect(textsOf(again.body)).toMatch(/schon angekommen.*Datenschutz/)
  const copied = await teams.act(clara, 'poll.cast-ballot', { poll: id, nonce, choice: 'o1' })
  expect(textsOf(copied.body.value)).toMatch(/schon angekommen.*Datenschutz/)
  expect([await votesOf(id), await ballots(id)]).toEqual([[0, 1, 0], 1])
})

it('P2 thirty copies of one act at the same moment, by link and card, are one ballot', async () => {
  const { id } = await openPoll(test)
  const link = await opened(deniz, id)
  const nonce = randomIds.nonce()
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      i % 2
        ? cast(link, id, 'o1', nonce)
        : teams.act(deniz, 'poll.cast-ballot', { poll: id, nonce, choice: 'o1' }),
    ),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect([await votesOf(id), await ballots(id)]).toEqual([[1, 0, 0], 1])
})

it('P3 after the deadline the card says when it ended, and the result can still be read', async () => {
  const own = await startTestService()
  try {
    const { id } = await openPoll(own)
    await withoutTeams(own, ella)
    const [token, browser] = [await linkOf(own, ella, id), linkBrowser(own)]
    await browser.open(token)
    await vote(own, bernd, id, 'o2')
    own.clock.set('2026-11-30T12:00:00+01:00')
    const late = await browser.card(token, 'poll.cast-ballot', {
      body: { poll: id, nonce: randomIds.nonce(), choice: 'o1' },
    })
    expect(late.status).toBe(409)
    expect(textsOf(late.body)).toContain('30. Nov., 12:00')
    own.clock.set('2026-12-29T12:00:00+01:00')
    const read = await browser.card(token, 'poll.card', { query: { poll: id } })
    expect(textsOf(read.body)).toContain('Datenschutz')
    own.clock.set('2026-12-30T12:00:00+01:00')
    expect((await browser.card(token, 'poll.card', { query: { poll: id } })).body.refusal.code).toBe(
      'links:late',
    )
  } finally {
    await own.stop()
  }
})

it('the card by link is the one of the tab, without the buttons that would be refused', async () => {
  const { id } = await openPoll(test)
  const link = await opened(ella, id)
  const own = (await link.browser.card(link.token, 'poll.card', { query: { poll: id } })).body
  const inTab = (await test.api(ella, 'poll.card', { query: { poll: id }, asCard: true })).body
  expect(own.body.map((part: { type: string }) => part.type)).toEqual(
    inTab.body.map((part: { type: string }) => part.type),
  )
  expect(actionData(own, 'poll.cast-ballot')).toMatchObject({ poll: id })
  expect(JSON.stringify(inTab)).toContain('Action.OpenUrl')
  expect(JSON.stringify(own)).not.toContain('Action.OpenUrl')
})

it('P5 no ballot by link stands in the audit log', async () => {
  const { id } = await openPoll(test)
  const link = await opened(bernd, id)
  const before = await auditOf(test)
  await cast(link, id, 'o1')
  expect(await auditOf(test)).toEqual(before)
})
