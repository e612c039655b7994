/** Rights beside the matrix of roles and routes (matrix.test.ts): that they add up, and use cases that have no route. */
import { addSeat } from '../../bot/committee/use-cases/add-seat'
import { lacks, may, type Right } from '../../bot/groups/rights'
import { addGroup, addMember, addOrganisation, bindChannel } from '../../bot/groups/use-cases/administer'
import { setRole } from '../../bot/groups/use-cases/keep-group'
import { randomIds } from '../../bot/ids'
import { isRefusal } from '../../bot/refusal'
import { memberOf } from '../support/demo-teams'
import { groupId, coordinator as office, openPoll } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
/** A group of which the office is no member, so that it acts by its office alone. */
const name = 'AK KMU-Netzwerk'
const people = {
  outsider: 'Nuria Szenario',
  observer: 'Jette Schablone',
  member: 'Sami Rollenspiel',
  'member with a seat': 'Hilke Fiktion',
  coordinator: 'Bernd Muster',
  'coordinator of another group': 'Deniz Entwurf',
  office,
} as const
let group: string
beforeAll(async () => {
  test = await startTestService()
  group = await groupId(test, name)
})
afterAll(() => test.stop())

const draft = {
  question: 'F',
  answers: 'A\nB',
  kind: 'single',
  date: '2026-11-30',
  time: '12:00',
  secrecy: 'named-live',
}
const nonce = () => randomIds.nonce()

it('rights add up: who holds a seat votes in the own group, and coordinating one group is nothing in another', async () => {
  const poll = await openPoll(test, { by: people.coordinator, group } as object)
  const cast = { body: { poll: poll.id, choice: 'o1', nonce: nonce() } }
  const answers = await Promise.all(
    (['member with a seat', 'coordinator of another group', 'outsider'] as const).map(async (role) => [
      (await test.api(people[role], 'poll.cast-ballot', cast)).status,
      (await test.api(people[role], 'poll.close', { body: { poll: poll.id } })).status,
    ]),
  )
  expect(answers).toEqual([
    [200, 403],
    [403, 404],
    [403, 404],
  ])
})

it('a form of another group, sent again by who may not see that group, opens and shows nothing of it', async () => {
  const form = nonce()
  await openPoll(test, {
    by: people.coordinator,
    group,
    nonce: form,
    question: 'Nur für das KMU-Netzwerk',
  } as object)
  const own = await groupId(test, 'AK Personalplanung')
  const again = await test.api('Deniz Entwurf', 'poll.open', { body: { ...draft, group: own, nonce: form } })
  expect(JSON.stringify(again.body)).not.toContain('Nur für das KMU-Netzwerk')
})

it('only the office administers: no other role gets through any use case of administration', async () => {
  const { world } = test.service.desk
  for (const role of ['observer', 'member', 'member with a seat', 'coordinator'] as const) {
    const member = await memberOf(test, people[role])
    const { organisationId } = member
    const results = await Promise.all([
      addOrganisation(world, member, { name: 'Neu', bench: 'employers', sector: 'x' }),
      addMember(world, member, { organisationId, name: 'Neu', objectId: null }),
      addGroup(world, member, { name: 'Neu', topic: 'x', people: { [member.id]: 'coordinator' } }),
      setRole(world, member, { groupId: group, memberId: member.id, role: 'coordinator' }),
      addSeat(world, member, { organisation: organisationId, holder: member.id, from: null, to: null }),
      bindChannel(world, member, { groupId: group, kind: 'channel', conversationId: 'x', teamId: null }),
    ])
    for (const result of results)
      expect(result).toMatchObject({
        code: expect.stringMatching(/^groups:lacks-(administer|keep-members)$/),
        status: 403,
      })
  }
  const [{ n } = { n: -1 }] = await test.database.sql<{ n: number }>(
    `select count(*)::int n from organisation where name = 'Neu'`,
  )
  expect(n).toBe(0)
})

it('rights add up, and without a group there is none that a group gives', async () => {
  const rights: readonly Right[] = ['see-group', 'run-polls', 'administer']
  const [bernd, anke] = [await memberOf(test, people.coordinator), await memberOf(test, office)]
  expect(rights.map((right) => may(bernd, right, group))).toEqual([true, true, false])
  expect(rights.map((right) => may(bernd, right))).toEqual([false, false, false])
  expect(rights.map((right) => may(anke, right, group))).toEqual([true, true, true])
  expect(isRefusal(lacks(bernd, 'administer'))).toBe(true)
})
