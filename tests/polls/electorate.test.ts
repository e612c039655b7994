/** P1: the electorate is shown before opening, fixed then, and grows only by the coordinator's hand, with a trace. */
import { addMember, granted } from '../../bot/groups/use-cases/administer'
import { setRole } from '../../bot/groups/use-cases/keep-group'
import { randomIds } from '../../bot/ids'
import { actionData, memberOf, textsOf } from '../support/demo-teams'
import {
  coordinator,
  groupId,
  observer,
  openPoll,
  outsider,
  showPage,
  tryToOpen,
  vote,
  voters,
} from '../support/polls'
import { demoPerson, startTestService, type TestService } from '../support/service'

let test: TestService
let group: string

beforeAll(async () => {
  test = await startTestService()
  group = await groupId(test)
})
afterAll(() => test.stop())

/** A new person of the network, in the group with this role. */
async function newcomer(name: string, role: 'member' | 'observer') {
  const { world } = test.service.desk
  const office = await memberOf(test, coordinator)
  const { organisationId } = office
  const made = await granted(addMember(world, office, { organisationId, name, objectId: `new ${name}` }))
  await granted(setRole(world, office, { groupId: group, memberId: made.id, role }))
  return { id: made.id, identity: { tenantId: demoPerson(coordinator).tenantId, objectId: `new ${name}` } }
}

const form = async () => (await test.api(coordinator, 'poll.form', { query: { group }, asCard: true })).body

describe('P1 before opening', () => {
  it('the form shows how many vote, and their names', async () => {
    const card = await form()
    expect(textsOf(card)).toMatch(/11 Mitglieder stimmen ab: Anke Beispiel, Bernd Muster, /)
    expect(textsOf(card)).not.toContain(observer)
  })

  it('a form whose electorate has changed since is refused, shown anew with the new one, and keeps what was typed', async () => {
    const before = actionData(await form(), 'poll.open')
    const { id } = await newcomer('Wiebke Zugang', 'member')
    const typed = {
      ...before,
      group,
      question: 'Wann beginnen wir?',
      answers: 'Januar\nFebruar',
      kind: 'single',
      date: '2026-11-30',
      time: '12:00',
      secrecy: 'named-live',
    }
    const refused = await test.api(coordinator, 'poll.open', { body: typed, asCard: true })
    expect(refused.status).toBe(409)
    expect(textsOf(refused.body)).toContain('12 Mitglieder')
    expect(JSON.stringify(refused.body)).toContain('Wann beginnen wir?')
    expect((await test.api(coordinator, 'poll.open', { body: typed })).body.refusal.code).toBe(
      'polls:electorate-changed',
    )
    const mended = { ...typed, ...actionData(refused.body, 'poll.open') }
    const opened = await test.api(coordinator, 'poll.open', { body: mended })
    expect(opened.body.poll).toMatchObject({ question: 'Wann beginnen wir?', voters: 12 })
    const page = await showPage(test, coordinator, opened.body.poll.id)
    expect(page.electorate.map((person: { id: string }) => person.id)).toContain(id)
    const office = await memberOf(test, coordinator)
    await granted(
      setRole(test.service.desk.world, office, { groupId: group, memberId: id, role: 'observer' }),
    )
  })

  it('an exchange of people that leaves the number as it was counts as a change', async () => {
    const before = actionData(await form(), 'poll.open')
    const office = await memberOf(test, coordinator)
    const bernd = (await memberOf(test, voters[0])).id
    const kaan = (await memberOf(test, observer)).id
    const { world } = test.service.desk
    const swap = async (first: 'member' | 'observer', second: 'member' | 'observer') => {
      await granted(setRole(world, office, { groupId: group, memberId: bernd, role: first }))
      await granted(setRole(world, office, { groupId: group, memberId: kaan, role: second }))
    }
    await swap('observer', 'member')
    const answer = await tryToOpen(test, { electorate: before?.electorate } as object)
    await swap('member', 'observer')
    expect(answer.body.refusal.code).toBe('polls:electorate-changed')
    expect((await tryToOpen(test, { electorate: before?.electorate } as object)).status).toBe(200)
  })

  it('the page of the poll names the electorate, to every member of the group', async () => {
    const poll = await openPoll(test)
    const page = await showPage(test, observer, poll.id)
    expect(page.electorate).toHaveLength(11)
    expect(page.electorate[0]).toMatchObject({
      name: 'Anke Beispiel',
      organisation: 'Allianz für die Region',
    })
  })
})

describe('P1 after opening', () => {
  it.each([
    ['an observer', observer],
    ['a member of other groups', outsider],
  ])('%s is refused and counts nothing', async (_who, name) => {
    const poll = await openPoll(test)
    const answer = await vote(test, name, poll.id, 'o1')
    expect([answer.status, answer.body.refusal.code]).toEqual([403, 'polls:not-in-electorate'])
    expect((await showPage(test, coordinator, poll.id)).poll.answered).toBe(0)
  })

  it('who joins the group later is refused until the coordinator adds them, which leaves a trace', async () => {
    const poll = await openPoll(test)
    const late = await newcomer('Xenia Nachrück', 'member')
    const cast = () =>
      test.api(late.identity, 'poll.cast-ballot', {
        body: { poll: poll.id, choice: 'o1', nonce: randomIds.nonce() },
      })
    expect((await cast()).body.refusal.code).toBe('polls:not-in-electorate')
    const page = await showPage(test, coordinator, poll.id)
    expect(page.addable).toEqual([expect.objectContaining({ id: late.id, name: 'Xenia Nachrück' })])
    const added = await test.api(coordinator, 'poll.add-voter', { body: { poll: poll.id, member: late.id } })
    expect(added.body).toMatchObject({ voters: 12, answered: 0 })
    expect((await cast()).body).toMatchObject({ answered: 1, voters: 12 })
    const { trace, electorate } = await showPage(test, observer, poll.id)
    expect(trace.at(-1)).toMatchObject({
      what: 'voter-added',
      who: coordinator,
      data: { name: 'Xenia Nachrück' },
    })
    expect(electorate).toHaveLength(12)
    const again = await test.api(coordinator, 'poll.add-voter', { body: { poll: poll.id, member: late.id } })
    expect(again.body.refusal.code).toBe('polls:voter-already')
  })

  it('two coordinators who add the same person at once add one voter', async () => {
    const poll = await openPoll(test)
    const late = await newcomer('Yannick Doppel', 'member')
    const add = () => test.api(coordinator, 'poll.add-voter', { body: { poll: poll.id, member: late.id } })
    const statuses = (await Promise.all([add(), add(), add()])).map((answer) => answer.status)
    expect(statuses.sort()).toEqual([200, 409, 409])
    expect((await showPage(test, coordinator, poll.id)).poll.voters).toBe(
      (await showPage(test, coordinator, poll.id)).electorate.length,
    )
  })

  it('only voting members of the group can be added, and only by who runs it', async () => {
    const poll = await openPoll(test)
    const watching = (await memberOf(test, observer)).id
    const elsewhere = (await memberOf(test, outsider)).id
    for (const member of [watching, elsewhere, randomIds.id()]) {
      const answer = await test.api(coordinator, 'poll.add-voter', { body: { poll: poll.id, member } })
      expect([answer.status, answer.body.refusal.code]).toEqual([422, 'polls:not-a-voting-member'])
    }
    const answer = await test.api(voters[0], 'poll.add-voter', { body: { poll: poll.id, member: watching } })
    expect([answer.status, answer.body.refusal.code]).toEqual([403, 'groups:lacks-run-polls'])
    expect((await showPage(test, voters[0], poll.id)).addable).toEqual([])
  })

  it('who leaves the group keeps the vote they had', async () => {
    const poll = await openPoll(test)
    const office = await memberOf(test, coordinator)
    const { id } = await memberOf(test, voters[5])
    const role = (as: 'member' | 'observer') =>
      granted(setRole(test.service.desk.world, office, { groupId: group, memberId: id, role: as }))
    await role('observer')
    const answer = await vote(test, voters[5], poll.id, 'o3')
    await role('member')
    expect(answer.body).toMatchObject({ answered: 1, mine: { choices: ['o3'] } })
  })
})
