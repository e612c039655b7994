/** P9: what Teams asks by itself, for a card that comes into view, is never a vote and never an act. */
import { demoTenant } from '../../bot/demo/network'
import { randomIds } from '../../bot/ids'
import { pollRenderers } from '../../bot/polls/renderers'
import { bringCrowd } from '../support/crowd'
import { type DemoTeams, demoTeams, memberOf, textsOf } from '../support/demo-teams'
import { coordinator, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

/** No mail is sent here. */
const noLink = async () => undefined

let test: TestService
let teams: DemoTeams

beforeAll(async () => {
  test = await startTestService()
  teams = demoTeams(test)
})
afterAll(() => test.stop())

const automatic = { trigger: 'automatic' } as const

it('P9 an automatic trigger with a voting verb casts nothing, changes nothing, withdraws nothing', async () => {
  const { id: poll } = await openPoll(test)
  await vote(test, voters[0], poll, 'o1')
  const before = await showPage(test, voters[0], poll)
  const nonce = randomIds.nonce()
  for (const who of voters) await teams.act(who, 'poll.cast-ballot', { poll, nonce, choice: 'o2' }, automatic)
  await teams.act(voters[0], 'poll.withdraw-ballot', { poll, nonce: randomIds.nonce() }, automatic)
  expect(await showPage(test, voters[0], poll)).toEqual(before)
})

it.each([
  ['poll.close', {}],
  ['poll.add-option', { label: 'Neu' }],
  ['poll.rename-option', { option: 'o1', label: 'Neu' }],
  ['poll.remove-option', { option: 'o1' }],
])('P9 an automatic trigger with %s does nothing either', async (verb, data) => {
  const { id: poll } = await openPoll(test)
  const before = await showPage(test, coordinator, poll)
  const answer = await teams.act(coordinator, verb, { poll, ...data }, automatic)
  expect(answer.status).toBe(200)
  expect(await showPage(test, coordinator, poll)).toEqual(before)
})

it('P9 an act that was refused to the refresh still counts when the person does it', async () => {
  const { id: poll } = await openPoll(test)
  const data = { poll, nonce: randomIds.nonce(), choice: 'o2' }
  await teams.act(voters[0], 'poll.cast-ballot', data, automatic)
  const done = await teams.act(voters[0], 'poll.cast-ballot', data)
  expect(textsOf(done.body.value)).toContain('Gespeichert: Datenschutz')
})

it('P9 the refresh shows each reader their own card, and is read a hundred times without a change', async () => {
  const { id: poll } = await openPoll(test)
  await vote(test, voters[0], poll, 'o1')
  const revision = (await showPage(test, coordinator, poll)).poll.revision
  const own = await teams.act(voters[0], 'poll.card', { poll }, automatic)
  expect(textsOf(own.body.value)).toContain('Sie: ')
  const other = await teams.act(voters[1], 'poll.card', { poll }, automatic)
  expect(textsOf(other.body.value)).not.toContain('Sie: ')
  await Promise.all(Array.from({ length: 100 }, () => teams.act(voters[0], 'poll.card', { poll }, automatic)))
  expect((await showPage(test, coordinator, poll)).poll).toMatchObject({ revision, answered: 1 })
})

it('P9 the action by which a channel card refreshes reads, and carries no vote', async () => {
  const { id: poll } = await openPoll(test)
  const { networkId } = await memberOf(test, coordinator)
  const post = { networkId, matterId: poll, conversationId: '', memberId: null, standing: false, data: {} }
  const card = (await pollRenderers(test.service.desk.world, noLink).poll?.(post))?.card
  expect(card?.refresh?.action).toMatchObject({ verb: 'poll.card', data: { poll } })
})

describe('of more than 60 people', () => {
  /** Everybody in the crowd is known to Teams. */
  async function refreshedIn(
    secrecy: string,
  ): Promise<{ readonly ids: readonly string[]; readonly poll: string }> {
    await bringCrowd(test.database.url, 80)
    await test.database.sql(
      "update member set teams_user_id = '29:' || aad_object_id where aad_object_id like 'crowd-%'",
    )
    const { id: poll } = await openPoll(test, { secrecy })
    for (const i of [71, 72, 73])
      await test.api({ tenantId: demoTenant, objectId: `crowd-${i}` }, 'poll.cast-ballot', {
        body: { poll, nonce: randomIds.nonce(), choice: 'o1' },
      })
    const { networkId } = await memberOf(test, coordinator)
    const post = { networkId, matterId: poll, conversationId: '', memberId: null, standing: false, data: {} }
    const card = (await pollRenderers(test.service.desk.world, noLink).poll?.(post))?.card
    return { ids: card?.refresh?.userIds ?? [], poll }
  }
  const lastThree = ['29:crowd-71', '29:crowd-72', '29:crowd-73']

  it("P9 a card refreshes those who answered last, where everyone's answer is named as it comes", async () => {
    const { ids } = await refreshedIn('named-live')
    expect(ids).toHaveLength(60)
    expect(ids).toEqual(expect.arrayContaining(lastThree))
  })

  it('P5 in an anonymous poll the list does not tell who has answered, and no time is kept', async () => {
    const { ids, poll } = await refreshedIn('anonymous')
    expect(ids).toHaveLength(60)
    const inOrder = await test.database.sql<{ id: string }>(
      `select m.teams_user_id as id from voter v join member m on m.id = v.member_id
       where v.poll_id = $1 and m.teams_user_id is not null order by m.id limit 60`,
      [poll],
    )
    expect(ids).toEqual(inOrder.map((row) => row.id))
    expect(
      await test.database.sql('select 1 from voter where poll_id = $1 and answered_at is not null', [poll]),
    ).toEqual([])
  })
})
