/** Seats through the service: who may change them, what is written down, what happens at once, and what rights they give. */
import { memberOf } from '../support/demo-teams'
import { coordinator as office, outsider, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { foundSecondNetwork } from '../support/second-network'
import { demoPerson, startTestService, type TestService } from '../support/service'

let test: TestService
const [bernd, clara] = voters
/** Of "Volkswagen", parent of Ella's Group Academy. */
const ivo = 'Ivo Attrappe'

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

interface Shown {
  readonly id: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly holder: { readonly name: string } | null
  readonly deputy: { readonly name: string } | null
  readonly chair: boolean
  readonly term: string
  readonly deputies: readonly { readonly name: string }[]
}

const show = async (who: string = office) => (await test.api(who, 'committee.show')).body
const seatOf = async (name: string): Promise<Shown> =>
  (await show()).seats.find(({ holder }: Shown) => holder?.name === name)
const act = (verb: string, body: object, who: string = office) => test.api(who, `seat.${verb}`, { body })
const idOf = async (name: string) => (await memberOf(test, name)).id

it('every member sees holder, deputy, organisation, bench, term, chair and vacancies; only the office edits', async () => {
  const seen = await show(outsider)
  expect(seen).toMatchObject({ now: 7, vacant: 0, mayEdit: false, organisations: [] })
  expect(seen.seats[0]).toMatchObject({
    ...{ chair: true, holder: { name: office }, deputy: null, bench: 'agencies', term: 'now' },
    ...{ organisation: { name: 'Allianz für die Region' }, holders: [], deputies: [] },
  })
  expect((await show()).mayEdit).toBe(true)
})

it.each([
  ['add', () => ({ organisation: 'x', holder: '', from: '', to: '' })],
  ['fill', () => ({ holder: 'x' })],
  ['set-term', () => ({ from: '', to: '' })],
  ['set-chair', () => ({ chair: true })],
  ['vacate', () => ({})],
  ['end', () => ({})],
  ['name-deputy', () => ({ deputy: '' })],
] as const)('seat.%s is the office’s: members, seats and a foreign chair are refused', async (verb, more) => {
  const seat = await seatOf(office)
  const body = { seat: seat.id, ...more(), ...(verb === 'add' && { organisation: seat.organisation.id }) }
  if (verb === 'fill') Object.assign(body, { holder: await idOf(clara) })
  for (const who of [outsider, bernd])
    expect(codeOf(await act(verb, body, who))).toBe('groups:lacks-administer')
})

it('the same family stands in: parent for daughter, not a stranger', async () => {
  const seat = await seatOf('Ella Probe')
  expect(seat.deputies.map(({ name }) => name)).toEqual([ivo])
  expect((await act('name-deputy', { seat: seat.id, deputy: await idOf(ivo) })).status).toBe(200)
  expect((await seatOf('Ella Probe')).deputy?.name).toBe(ivo)
  expect(codeOf(await act('name-deputy', { seat: seat.id, deputy: await idOf(bernd) }))).toBe(
    'committee:not-of-family',
  )
  // It has the seat's rights from now on.
  expect((await memberOf(test, ivo)).seat).toBe(true)
  expect((await memberOf(test, ivo)).chair).toBe(false)
  expect((await act('name-deputy', { seat: seat.id, deputy: '' })).status).toBe(200)
  expect((await memberOf(test, ivo)).seat).toBe(false)
})

it('organisations in a circle of parents are one family, and nothing hangs', async () => {
  const { organisationId: vw } = await memberOf(test, ivo)
  const { organisationId: academy } = await memberOf(test, 'Ella Probe')
  await test.database.sql('update organisation set parent_id = $1 where id = $2', [academy, vw])
  expect((await seatOf('Ella Probe')).deputies.map(({ name }) => name)).toEqual([ivo])
  await test.database.sql('update organisation set parent_id = null where id = $1', [vw])
})

it('an organisation has several seats; a person holds one at a time', async () => {
  const { organisation } = await seatOf(office)
  const add = async (name: string) =>
    act('add', {
      organisation: organisation.id,
      holder: await idOf(name),
      from: '2026-01-01',
      to: '2027-12-31',
    })
  expect(codeOf(await add('Hilke Fiktion'))).toBe('committee:holds-another')
  expect(codeOf(await add(bernd))).toBe('committee:not-of-organisation')
  const vacant = await act('add', { organisation: organisation.id, holder: '', from: '', to: '' })
  expect(vacant.body).toMatchObject({ now: 8, vacant: 1 })
  const seat = vacant.body.seats.find(({ holder }: Shown) => holder === null)
  expect(codeOf(await act('fill', { seat: seat.id, holder: await idOf(office) }))).toBe(
    'committee:holds-another',
  )
  expect((await act('end', { seat: seat.id })).body).toMatchObject({ now: 7, vacant: 0 })
  expect(codeOf(await act('fill', { seat: seat.id, holder: await idOf(office) }))).toBe(
    'committee:seat-ended',
  )
})

it('one chair: a second is refused; two chairs made at once are one', async () => {
  expect(codeOf(await act('set-chair', { seat: (await seatOf(bernd)).id, chair: true }))).toBe(
    'committee:second-chair',
  )
  const [chair, one, two] = [await seatOf(office), await seatOf(bernd), await seatOf(clara)]
  await act('set-chair', { seat: chair.id, chair: false })
  const made = await Promise.all([one, two].map(({ id }) => act('set-chair', { seat: id, chair: true })))
  expect(made.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await show()).seats.filter((seat: Shown) => seat.chair)).toHaveLength(1)
  for (const { id } of [one, two]) await act('set-chair', { seat: id, chair: false })
  expect((await act('set-chair', { seat: chair.id, chair: true })).status).toBe(200)
})

it('two people put into one vacant seat at once: one has it', async () => {
  const { organisation } = await seatOf(office)
  const free = await seatOf('Hilke Fiktion')
  await act('vacate', { seat: free.id })
  const { networkId } = await memberOf(test, office)
  const ids = [1, 2].map((n) => `5d0f6a3e-0000-4000-8000-0000000000e${n}`)
  for (const id of ids)
    await test.database.sql(
      `insert into member (id, network_id, organisation_id, name, language) values ($1, $2, $3, 'Zwei', 'de')`,
      [id, networkId, organisation.id],
    )
  const both = await Promise.all(ids.map((holder) => act('fill', { seat: free.id, holder })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  await act('vacate', { seat: free.id })
  expect((await act('fill', { seat: free.id, holder: await idOf('Hilke Fiktion') })).status).toBe(200)
})

it('a seat gives its rights within its term alone, to the day in the network’s zone', async () => {
  const seat = await seatOf(bernd)
  const holds = async () => (await memberOf(test, bernd)).seat
  expect(await holds()).toBe(true)
  await act('set-term', { seat: seat.id, from: '2027-01-01', to: '2027-12-31' })
  expect(await holds()).toBe(false)
  // 23:30 UTC on New Year's Eve is already the new year in Berlin.
  for (const [at, does] of [
    ['2026-12-31T23:59:59+01:00', false],
    ['2026-12-31T23:30:00Z', true],
    ['2027-12-31T23:59:59+01:00', true],
    ['2028-01-01T00:00:00+01:00', false],
  ] as const) {
    test.clock.set(at)
    expect([at, await holds()]).toEqual([at, does])
  }
  test.clock.set('2026-11-23T09:00:00+01:00')
  expect((await act('set-term', { seat: seat.id, from: '', to: '' })).status).toBe(200)
})

it('the chair’s rights end with the term, too', async () => {
  const seat = await seatOf(office)
  await act('set-term', { seat: seat.id, from: '', to: '2026-11-22' })
  expect(await memberOf(test, office)).toMatchObject({ seat: false, chair: false, office: true })
  await act('set-term', { seat: seat.id, from: '', to: '' })
  expect((await memberOf(test, office)).chair).toBe(true)
})

it('each change is written down without a name, and none that changed nothing', async () => {
  const seat = await seatOf(clara)
  const entries = () =>
    test.database.sql<{ what: string; data: object }>(
      'select what, data from audit_entry where matter_id = $1 order by number',
      [seat.id],
    )
  const before = (await entries()).length
  await act('set-term', { seat: seat.id, from: '2026-01-01', to: '' })
  await act('set-term', { seat: seat.id, from: '2026-01-01', to: '' })
  await act('set-term', { seat: seat.id, from: '', to: '' })
  const written = (await entries()).slice(before)
  expect(written.map(({ what }) => what)).toEqual(['seat.set-term', 'seat.set-term'])
  expect(JSON.stringify(written)).not.toContain(clara)
})

it('who has left is no holder: the seat is shown as waiting for somebody', async () => {
  await test.database.sql('update member set left_at = now() where name = $1', [clara])
  expect(await show()).toMatchObject({ now: 7, vacant: 1 })
  await test.database.sql('update member set left_at = null where name = $1', [clara])
})

it('E1 seats of another network are not seen, not filled and not changed by any id', async () => {
  const north = await foundSecondNetwork(test)
  const seat = await seatOf(bernd)
  const { organisationId: theirs } = north.minted.office
  expect((await test.api(north.office, 'committee.show')).body.seats).toEqual([])
  for (const [verb, more] of [
    ['fill', { holder: north.minted.member.id }],
    ['vacate', {}],
    ['end', {}],
    ['set-chair', { chair: true }],
    ['name-deputy', { deputy: '' }],
    ['set-term', { from: '', to: '' }],
  ] as const) {
    const answer = await test.api(north.office, `seat.${verb}`, { body: { seat: seat.id, ...more } })
    expect([verb, answer.status, codeOf(answer)]).toEqual([verb, 404, 'committee:unknown-seat'])
  }
  expect(codeOf(await act('add', { organisation: theirs, holder: '', from: '', to: '' }))).toBe(
    'committee:unknown-organisation',
  )
  const vacant = await act('add', { organisation: seat.organisation.id, holder: '', from: '', to: '' })
  const free = vacant.body.seats.find(({ holder }: Shown) => holder === null)
  expect(codeOf(await act('fill', { seat: free.id, holder: north.minted.member.id }))).toBe(
    'committee:no-member',
  )
  await act('end', { seat: free.id })
})

it('nobody signs in as a stranger to see seats', async () => {
  const { tenantId } = demoPerson(office)
  expect((await test.api({ tenantId, objectId: 'nobody' }, 'committee.show')).status).toBe(403)
})
