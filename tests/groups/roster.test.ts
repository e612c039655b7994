/** The roster of a channel: read in pages, patiently; people are recognised by their mail address, strangers are shown. */
import { demoPlaces } from '../../bot/demo/network'
import { compareRoster, type RosterPerson } from '../../bot/groups/roster'
import { membersAdded, membersRemoved } from '../support/activities'
import { coordinator, groupId } from '../support/polls'
import { round } from '../support/reach'
import {
  demoTeamsPerson,
  fillTeam,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
} from '../support/teams-scene'
import type { TeamsPerson } from '../support/teams-stand-in/roster'
import { teamsPerson } from '../support/teams-world'

const person = (name: string, mail: string | null = null): RosterPerson => ({
  ...{ teamsUserId: `29:${name}`, objectId: name, tenantId: 't', name, mail },
})

it('tells who is recognised, who could be let in, who is a stranger, who does not read along', () => {
  const roster = [
    person('in'),
    person('out'),
    person('new', 'MAIL@x.example'),
    person('stranger', 's@x.example'),
  ]
  const known = [
    { memberId: '1', objectId: 'in', mail: null, inGroup: true },
    { memberId: '2', objectId: 'out', mail: null, inGroup: false },
    { memberId: '3', objectId: null, mail: 'mail@x.example', inGroup: true },
    { memberId: '4', objectId: 'elsewhere', mail: 's@x.example', inGroup: true },
    { memberId: '5', objectId: null, mail: null, inGroup: true },
  ]
  const { accounts, outside, strangers, absent } = compareRoster(roster, known, 't')
  expect(accounts.map(({ memberId }) => memberId)).toEqual(['3'])
  expect(outside).toEqual(['2'])
  // Whoever has an account already is not given another one for an address.
  expect(strangers.map(({ name }) => name)).toEqual(['stranger'])
  // Without an account nobody can be in a channel: their absence says nothing.
  expect(absent).toEqual(['4'])
})

it('believes no other tenant about a mail address: its people in a shared channel are strangers', () => {
  const known = [{ memberId: '1', objectId: null, mail: 'victim@x.example', inGroup: true }]
  const forged = { ...person('evil', 'victim@x.example'), tenantId: 'other' }
  expect(compareRoster([forged], known, 't')).toMatchObject({ accounts: [], strangers: [{ name: 'evil' }] })
})

it('believes nobody about a mail address whose tenant Teams does not say: the channel may be a shared one', () => {
  const known = [{ memberId: '1', objectId: null, mail: 'victim@x.example', inGroup: true }]
  const unsaid = { ...person('evil', 'victim@x.example'), tenantId: null }
  expect(compareRoster([unsaid], known, 't')).toMatchObject({ accounts: [], strangers: [{ name: 'evil' }] })
})

describe('through the real door', () => {
  let scene: TeamsScene
  let group: string
  beforeEach(async () => {
    scene = await startTeamsScene()
    group = await groupId(scene.test)
    await scene.install()
  })
  afterEach(() => scene.stop())

  const compare = (who = coordinator) => scene.test.api(who, 'group.roster', { body: { group } })
  /** So many people of whom the network knows none, and those of it who are named. */
  const fill = (strangers: number, ...people: readonly (string | TeamsPerson)[]) =>
    fillTeam(scene, [
      ...people.map((one) => (typeof one === 'string' ? demoTeamsPerson(one) : one)),
      ...Array.from({ length: strangers }, (_, i) => teamsPerson(`Fremd ${i}`)),
    ])

  it('reads a roster of 1,203 people in pages, and takes a page that fails once more', async () => {
    fill(1_200, coordinator, 'Petra Dummy', 'Gero Modell')
    scene.teams.misbehave({
      when: ({ operation }) => operation === 'paged-members',
      with: { status: 429, retryAfter: 1 },
      times: 1,
    })
    const { status, body } = await compare()
    expect([status, body.strangers.length]).toEqual([200, 1_200])
    expect(body.outside.map(({ name }: { name: string }) => name)).toEqual(['Petra Dummy'])
    expect(body.absent.length).toBe(10)
  })

  it('reads the members of a shared or private channel, not of the team it stands in', async () => {
    const [team, own] = [
      ['Petra Dummy', coordinator],
      ['Gero Modell', coordinator],
    ]
    fillTeam(scene, [...team.map(demoTeamsPerson), teamsPerson('Nur im Team')], own.map(demoTeamsPerson))
    const { body } = await compare()
    expect([body.outside, body.strangers]).toEqual([[], []])
    const absent = body.absent.map(({ name }: { name: string }) => name)
    expect(absent).not.toContain('Gero Modell')
    expect(absent).toContain('Clara Vorbild')
  })

  it('recognises people by their mail address, once, and they act in Teams from then on', async () => {
    fill(0, coordinator, 'Gero Modell')
    await scene.test.database.sql(
      `update member set aad_object_id = null, teams_user_id = null, mail = upper($1) where name = 'Gero Modell'`,
      [demoTeamsPerson('Gero Modell').email],
    )
    const answers = await Promise.all([compare(), compare()])
    expect(answers.map(({ body }) => body.linked).sort()).toEqual([0, 1])
    expect((await scene.act('Gero Modell', 'poll.list')).words).not.toContain('noch nicht dabei')
    expect(
      await scene.test.database.sql(`select door from audit_entry where what = 'member.link-account'`),
    ).toEqual([{ door: 'service' }])
  })

  it('recognises who writes for the first time, asks Teams about a stranger once, and believes no forged answer', async () => {
    fill(0, coordinator, 'Gero Modell')
    await scene.test.database.sql(
      `update member set aad_object_id = null, mail = $1 where name = 'Gero Modell'`,
      [demoTeamsPerson('Gero Modell').email],
    )
    expect((await scene.act('Gero Modell', 'poll.list')).words).not.toContain('noch nicht dabei')
    const asked = () => scene.teams.calls.filter(({ operation }) => operation === 'member').length
    const before = asked()
    for (let i = 0; i < 3; i += 1)
      expect((await scene.act(teamsPerson('Fremd'), 'poll.list')).words).toContain('noch nicht dabei')
    expect(asked()).toBe(before + 1)
  })

  it.each([
    ['another tenant', '7a3c0de0-0000-4000-8000-0000000000ee'],
    ['a tenant that the roster does not name', null],
  ])('gives no account of an office person to somebody of %s with her address', async (_whose, tenantId) => {
    const victim = demoTeamsPerson('Gero Modell')
    const evil = { ...teamsPerson('Eve'), email: victim.email ?? '', tenantId }
    fill(0, coordinator, evil)
    await scene.test.database.sql(
      `update member set aad_object_id = null, office = true, mail = $1 where name = 'Gero Modell'`,
      [victim.email],
    )
    const { body } = await compare()
    expect([body.linked, body.strangers.map(({ name }: { name: string }) => name)]).toEqual([0, ['Eve']])
    expect((await scene.act(evil, 'poll.list')).words).toContain('noch nicht dabei')
    await round(scene.test, 'groups:link-accounts')
    expect(
      await scene.test.database.sql(
        `select from member where name = 'Gero Modell' and aad_object_id is not null`,
      ),
    ).toEqual([])
  })

  it('does so by itself once a day, where somebody is known by the address alone', async () => {
    fill(0, coordinator, 'Gero Modell')
    await scene.test.database.sql(
      `update member set aad_object_id = null, mail = $1 where name = 'Gero Modell'`,
      [demoTeamsPerson('Gero Modell').email],
    )
    await round(scene.test, 'groups:link-accounts')
    expect(
      await scene.test.database.sql(
        `select from member where name = 'Gero Modell' and aad_object_id is not null`,
      ),
    ).toHaveLength(1)
    await round(scene.test, 'groups:link-accounts')
    expect(
      await scene.test.database.sql(`select from audit_entry where what = 'member.link-account'`),
    ).toHaveLength(1)
  })

  it('who was taken out of the channel is suggested for a comparison, and neither marked nor taken out of the group', async () => {
    fill(0, coordinator, 'Gero Modell')
    const told = async (who = coordinator) =>
      (await scene.test.api(who, 'group.show', { query: { group } })).body.departed
    const names = async () => (await told())?.map(({ name }: { name: string }) => name)
    const [from, gero] = [demoTeamsPerson(coordinator), demoTeamsPerson('Gero Modell')]
    const where = { ...groupChannel, id: demoPlaces.team, name: 'General' }
    const gone = membersRemoved(scene.world, { from, where, who: [gero, demoTeamsPerson('Petra Dummy')] })
    await scene.test.send(gone)
    expect(await names()).toEqual(['Gero Modell'])
    expect(await told('Clara Vorbild')).toBeNull()
    await scene.test.send(membersAdded(scene.world, { from, where, who: [gero] }))
    expect(await names()).toEqual([])
    await scene.test.send({ ...gone, id: 'f:again' })
    expect(await names()).toEqual(['Gero Modell'])
    // He is there, says the roster itself.
    expect((await compare()).body.absent).not.toContainEqual(expect.objectContaining({ name: 'Gero Modell' }))
    expect(await names()).toEqual([])
    expect(
      await scene.test.database.sql(`select from member where name = 'Gero Modell' and left_at is not null`),
    ).toEqual([])
  })

  it('says so when Teams does not answer, and asks nobody for people without a right to', async () => {
    fill(0, coordinator)
    expect((await compare('Gero Modell')).body.refusal.code).toBe('groups:lacks-keep-members')
    scene.teams.misbehave({ when: ({ operation }) => operation === 'paged-members', with: { status: 403 } })
    const { status, body } = await compare()
    expect([status, body.refusal.code]).toEqual([503, 'groups:roster-unread'])
  })
})
