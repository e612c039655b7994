/** Who is in the committee: by a seat in its term and by nothing else, from the moment at which the seat says so. */
import { addGroup } from '../../bot/groups/use-cases/administer'
import { isRefusal } from '../../bot/refusal'
import { memberOf } from '../support/demo-teams'
import { groupId, coordinator as office, outsider, voters } from '../support/polls'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

const [bernd, clara] = voters
let test: TestService
let committee: string
beforeEach(async () => {
  test = await startTestService()
  committee = await groupId(test, 'Steuerkreis')
})
afterEach(() => test.stop())

const act = (route: string, body: object, who: string = office) => test.api(who, route, { body })
const code = ({ body }: { readonly body: { refusal?: { code: string } } }) => body.refusal?.code
const idOf = async (name: string) => (await memberOf(test, name)).id
const view = async (who: string) => (await test.api(who, 'group.show', { query: { group: committee } })).body
const roleOf = async (who: string) => (await view(who)).role
const seatOf = async (name: string): Promise<string> =>
  (await test.api(office, 'committee.show')).body.seats.find(
    ({ holder }: { holder: { name: string } | null }) => holder?.name === name,
  ).id
const round = () => test.database.sql("select graphile_worker.add_job('committee:follow-seats')")

it('a holder is in it, the chair coordinates it, a deputy looks on, and nobody else is in it', async () => {
  const named = await act('seat.name-deputy', {
    seat: await seatOf('Ella Probe'),
    deputy: await idOf('Ivo Attrappe'),
  })
  expect(named.status).toBe(200)
  const roles = await Promise.all([office, bernd, 'Ivo Attrappe', outsider].map(roleOf))
  expect(roles).toEqual(['coordinator', 'member', 'observer', null])
  const members = (await view('Ivo Attrappe')).organisations.flatMap(
    (one: { members: object[] }) => one.members,
  )
  expect(members).toHaveLength(8)
})

it('whoever is given a seat sees the committee at once, and whoever loses it sees it no more', async () => {
  const { organisationId, id } = await memberOf(test, outsider)
  expect(
    (await view(outsider)).organisations.flatMap((one: { members: object[] }) => one.members),
  ).toHaveLength(1)
  await act('seat.add', { organisation: organisationId, holder: id, from: '', to: '' })
  expect(await roleOf(outsider)).toBe('member')
  const polls = await test.api(outsider, 'poll.list', { query: { group: committee } })
  expect(polls.status).toBe(200)
  await act('seat.vacate', { seat: await seatOf(outsider) })
  expect(await roleOf(outsider)).toBeNull()
  await act('seat.end', { seat: await seatOf(bernd) })
  expect(await roleOf(bernd)).toBeNull()
})

it('a term that begins lets in, and one that ends lets out, by itself', async () => {
  const { organisationId, id } = await memberOf(test, outsider)
  const term = { from: '2026-12-01', to: '2026-12-31' }
  await act('seat.add', { organisation: organisationId, holder: id, ...term })
  expect(await roleOf(outsider)).toBeNull()
  test.clock.set('2026-12-01T00:00:10+01:00')
  await round()
  await until(async () => (await roleOf(outsider)) === 'member', 5_000)
  test.clock.set('2027-01-01T00:00:10+01:00')
  await round()
  await until(async () => (await roleOf(outsider)) === null, 5_000)
})

it('whoever leaves the network leaves the committee, and so does who stood in for them', async () => {
  await act('seat.name-deputy', { seat: await seatOf('Ella Probe'), deputy: await idOf('Ivo Attrappe') })
  const coordinates = await groupId(test, 'AK Transformation')
  await act('group.set-role', { group: coordinates, member: await idOf(clara), role: 'coordinator' })
  expect((await act('member.remove', { member: await idOf('Ella Probe') })).status).toBe(200)
  expect(await roleOf('Ivo Attrappe')).toBeNull()
})

it('the chair may leave the network: the committee is never without an office', async () => {
  const ivo = await memberOf(test, 'Ivo Attrappe')
  await act('seat.set-chair', { seat: await seatOf(office), chair: false })
  await act('seat.add', { organisation: ivo.organisationId, holder: ivo.id, from: '', to: '' })
  await act('seat.set-chair', { seat: await seatOf(ivo.name), chair: true })
  expect(await roleOf(ivo.name)).toBe('coordinator')
  expect((await act('member.remove', { member: ivo.id })).status).toBe(200)
})

it('nobody is let in, given another role or taken out by hand, and nobody joins or leaves', async () => {
  const petra = { group: committee, member: await idOf(outsider) }
  const clarasRole = { group: committee, member: await idOf(clara), role: 'observer' }
  const tries = [
    await act('group.set-role', { ...petra, role: 'member' }),
    await act('group.set-role', clarasRole),
    await act('group.remove-member', { group: committee, member: clarasRole.member }),
    await act('group.join', { group: committee }, outsider),
    await act('group.leave', { group: committee }, clara),
  ]
  expect(tries.map(code)).toEqual(tries.map(() => 'groups:committee-by-seat'))
  const form = await test.api(clara, 'group.leave-form', { query: { group: committee } })
  expect(code(form)).toBe('groups:committee-by-seat')
  expect(await roleOf(clara)).toBe('member')
})

it('there is one in each network from its first day, and no second can be founded', async () => {
  const north = await foundSecondNetwork(test)
  const { groups } = (await test.api(north.office, 'network.show')).body
  expect(groups.filter(({ kind }: { kind: string }) => kind === 'committee')).toMatchObject([
    { name: 'Steuerkreis', people: 0 },
  ])
  const facts = { name: 'Noch ein Steuerkreis', topic: '', coordinator: await idOf(bernd), kind: 'committee' }
  const { id } = (await act('group.add', facts)).body
  const made = (await test.api(bernd, 'group.show', { query: { group: id } })).body
  expect(made.kind).toBe('group')
  const { world } = test.service.desk
  const named = await addGroup(world, north.minted.office, {
    ...{ name: 'steuerkreis', topic: '', people: { [north.minted.office.id]: 'coordinator' } },
  })
  expect(isRefusal(named) && named.code).toBe('groups:name-taken')
})

it('the chair runs its polls, a holder answers, a deputy only looks', async () => {
  await act('seat.name-deputy', { seat: await seatOf('Ella Probe'), deputy: await idOf('Ivo Attrappe') })
  const asked = {
    ...{ group: committee, nonce: 'nonce-of-committee', question: 'Wann?', answers: 'A\nB', kind: 'single' },
    ...{ date: '2026-11-30', time: '12:00', secrecy: 'named-live' },
  }
  expect((await act('poll.open', asked, bernd)).status).toBe(403)
  const { poll } = (await act('poll.open', asked)).body
  expect(poll.voters).toBe(7)
  const cast = (who: string) =>
    act('poll.cast-ballot', { poll: poll.id, choice: 'o1', nonce: `cast-by-${who.length}` }, who)
  expect([(await cast(bernd)).status, (await cast('Ivo Attrappe')).status]).toEqual([200, 403])
})
