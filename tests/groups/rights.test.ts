/** The table of rights in DOMAIN.md: every role through every use case of polls, and rights add up. */
import { lacks, may, type Right } from '../../bot/groups/rights'
import {
  addGroup,
  addMember,
  addOrganisation,
  addSeat,
  bindChannel,
} from '../../bot/groups/use-cases/administer'
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
  visitor: { tenantId: '7a3c0de0-0000-4000-8000-000000000001', objectId: 'nobody' },
  outsider: 'Nuria Szenario',
  observer: 'Jette Schablone',
  member: 'Sami Rollenspiel',
  'member with a seat': 'Hilke Fiktion',
  coordinator: 'Bernd Muster',
  'coordinator of another group': 'Deniz Entwurf',
  office,
} as const
type Role = keyof typeof people

let group: string
beforeAll(async () => {
  test = await startTestService()
  group = await groupId(test, name)
})
afterAll(() => test.stop())

const open = () => openPoll(test, { by: people.coordinator, group } as object)
const draft = {
  question: 'F',
  answers: 'A\nB',
  kind: 'single',
  date: '2026-11-30',
  time: '12:00',
  secrecy: 'named-live',
}
const nonce = () => randomIds.nonce()

type Doing = (poll: string) => Parameters<TestService['api']>[2]
const uses: Readonly<Record<string, { readonly does: Doing; readonly may: readonly Role[] }>> = {
  'poll.show': {
    does: (poll) => ({ query: { poll } }),
    may: ['observer', 'member', 'member with a seat', 'coordinator', 'office'],
  },
  'poll.list': {
    does: () => ({ query: { group } }),
    may: ['observer', 'member', 'member with a seat', 'coordinator', 'office'],
  },
  'poll.cast-ballot': {
    does: (poll) => ({ body: { poll, choice: 'o1', nonce: nonce() } }),
    may: ['member', 'member with a seat', 'coordinator'],
  },
  'poll.withdraw-ballot': {
    does: (poll) => ({ body: { poll, nonce: nonce() } }),
    may: ['member', 'member with a seat', 'coordinator'],
  },
  'poll.form': { does: () => ({ query: { group } }), may: ['coordinator', 'office'] },
  'poll.open': {
    does: () => ({ body: { ...draft, group, nonce: nonce() } }),
    may: ['coordinator', 'office'],
  },
  'poll.add-option': { does: (poll) => ({ body: { poll, label: 'Neu' } }), may: ['coordinator', 'office'] },
  'poll.rename-option': {
    does: (poll) => ({ body: { poll, option: 'o1', label: 'Anders' } }),
    may: ['coordinator', 'office'],
  },
  'poll.remove-option': {
    does: (poll) => ({ body: { poll, option: 'o3' } }),
    may: ['coordinator', 'office'],
  },
  'poll.close': { does: (poll) => ({ body: { poll } }), may: ['coordinator', 'office'] },
}

describe.each(Object.entries(uses))('%s', (route, { does, may: allowed }) => {
  it.each(Object.keys(people) as Role[])(
    `is refused to or allowed for the %s as the table says`,
    async (role) => {
      const poll = await open()
      const { status, body } = await test.api(people[role], route, does(poll.id))
      expect([role, status === 200]).toEqual([role, allowed.includes(role)])
      if (status !== 200) expect([403, 404]).toContain(status)
      if (status !== 200) expect(Object.keys(body.refusal).sort()).toEqual(['code', 'instead', 'what', 'why'])
    },
  )
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
      addSeat(world, member, { organisationId, holderId: member.id }),
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
