/** A person who voted, coordinated and sat in the committee is erased: nothing of them remains but what was announced. */
import { addMember, granted } from '../../bot/groups/use-cases/administer'
import { setRole } from '../../bot/groups/use-cases/keep-group'
import { memberOf } from '../support/demo-teams'
import { tidy, wholeDatabase } from '../support/kept'
import { coordinator, groupId, openPoll, showPage, vote } from '../support/polls'
import { demoPerson } from '../support/service'
import {
  demoTeamsPerson,
  faultsIn,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
  wordsOf,
} from '../support/teams-scene'
import { personalChat } from '../support/teams-world'
import { until } from '../support/until'

const bernd = 'Bernd Muster'
const mail = 'bernd.muster@ihk.example'
const chat = personalChat('a:1bernds-own-chat')
let scene: TeamsScene
let id: string
/** Whatever leads to the person. */
const traces = ['Bernd', 'Muster', mail, demoPerson(bernd).objectId, demoTeamsPerson(bernd).id, chat.id]

const polls = { named: '', anonymous: '', open: '', secret: '', late: '' }
const before: Record<string, unknown> = {}

beforeAll(async () => {
  scene = await startTeamsScene({ env: { LOG_LEVEL: 'trace' } })
  const { test } = scene
  const { world } = test.service.desk
  await test.database.sql('update member set mail = $1 where name = $2', [mail, bernd])
  const me = await memberOf(test, bernd)
  id = me.id
  await scene.install()
  await scene.say(bernd, 'hilfe', chat)
  await scene.say(bernd, 'hilfe')
  await scene.say(coordinator, 'umfrage')
  polls.named = (await openPoll(test, { question: 'Namentlich?' })).id
  polls.anonymous = (await openPoll(test, { question: 'Anonym?', secrecy: 'anonymous' })).id
  polls.open = (await openPoll(test, { question: 'Läuft noch?', date: '2026-12-14' })).id
  polls.secret = (
    await openPoll(test, { question: 'Läuft geheim?', secrecy: 'anonymous', date: '2026-12-14' })
  ).id
  await vote(test, bernd, polls.named, 'o1')
  await scene.act(bernd, 'poll.cast-ballot', { poll: polls.anonymous, choice: 'o2', nonce: 'nonce-of-bernd' })
  for (const other of ['Clara Vorbild', 'Deniz Entwurf']) await vote(test, other, polls.anonymous, 'o1')
  await vote(test, bernd, polls.open, 'o3')
  await vote(test, bernd, polls.secret, 'o1')
  // He comes late into a group, is added to its running poll, opens one himself and edits it.
  const office = await memberOf(test, coordinator)
  const planning = await groupId(test, 'AK Personalplanung')
  polls.late = (
    await openPoll(test, {
      question: 'Spät?',
      by: 'Deniz Entwurf',
      group: planning,
      date: '2026-12-14',
    } as object)
  ).id
  await granted(setRole(world, office, { groupId: planning, memberId: id, role: 'member' }))
  const added = await test.api('Deniz Entwurf', 'poll.add-voter', { body: { poll: polls.late, member: id } })
  expect(added.status).toBe(200)
  const kmu = Object.entries(me.memberships).find(([, role]) => role === 'coordinator')?.[0]
  const own = await openPoll(test, {
    question: 'Seine?',
    by: bernd,
    group: kmu,
    date: '2026-12-14',
  } as object)
  await test.api(bernd, 'poll.add-option', { body: { poll: own.id, label: 'Noch eine' } })
  await test.api(coordinator, 'poll.close', { body: { poll: polls.named } })
  test.clock.set('2026-11-30T12:00:02+01:00')
  await test.database.sql(`select graphile_worker.add_job('polls:close-due')`)
  await until(async () => (await showPage(test, coordinator, polls.anonymous)).poll.state === 'closed', 8000)
  // An answer of which nobody knows whether it arrived, kept with what it says; a wish to join; a job for his chat.
  await test.database.sql(
    `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, created_at)
     select gen_random_uuid(), network_id, '19:elsewhere', 'https://x', 'answer', 'a',
       jsonb_build_object('card', jsonb_build_object('type', 'AdaptiveCard', 'body', name)), 'unknown', now() from member where id = $1`,
    [id],
  )
  await test.database.sql(
    `insert into join_request (id, network_id, group_id, member_id, asked_at)
     select gen_random_uuid(), network_id, id, $1, now() from working_group where name = 'AK Transformation'`,
    [id],
  )
  await test.database.sql(
    `select graphile_worker.add_job('delivery:drain', json_build_object('network', $1::text, 'conversations',
       json_build_array($2::text, '19:other'), 'grade', 2), run_at => now() + interval '1 day')`,
    [me.networkId, chat.id],
  )
  await scene.teams.waitFor((teams) => teams.messages(chat.id)[0])
  const naming = () =>
    scene.teams.messages(groupChannel.id).filter((one) => wordsOf(one.activity).join('\n').includes(bernd))
  await until(() => naming().length === 2, 8000)
  for (const [key, poll] of Object.entries(polls))
    before[key] = (await showPage(test, coordinator, poll)).poll
})
afterAll(() => scene.stop())

it('everything of him stands there before, in many places', async () => {
  const rows = await wholeDatabase(scene.test)
  const places = new Set(
    rows.filter((row) => traces.some((trace) => row.includes(trace))).map((row) => row.split(' ')[0]),
  )
  expect([...places].sort()).toEqual(
    expect.arrayContaining([
      'graphile_worker._private_jobs',
      'verbund.activity_seen',
      'verbund.channel',
      'verbund.lane',
      'verbund.member',
      'verbund.post',
    ]),
  )
  // Names stand in member.name, and in cards that have not gone out.
  expect(rows.filter((row) => row.startsWith('verbund.trace') && row.includes(bernd))).toEqual([])
})

it('the card says what goes and what stays, and one press without the tick erases nothing', async () => {
  const card = await scene.act(bernd, 'data.erasure', {}, { where: chat })
  expect(card.words).toContain('Der Name „Bernd Muster“')
  expect(card.words).toContain('Die Koordination von AK KMU-Netzwerk wird frei')
  expect(card.words).toContain('Der Sitz oder die Stellvertretung für IHK Braunschweig wird frei')
  expect(card.words).toContain('3 namentliche Antworten, unter dem Pseudonym')
  expect(card.words).toContain('2 anonyme Antworten')
  const refused = await scene.act(bernd, 'data.erase', { sure: 'false' }, { where: chat })
  expect(refused.words).toContain('Es wurde nichts gelöscht.')
  const there = await scene.act(bernd, 'data.erase', { sure: 'true' })
  expect(there.words).toContain('Das geht nicht in einem Kanal.')
  expect((await scene.test.api(bernd, 'member.show')).status).toBe(200)
})

it('with the tick he is gone: no table holds name, mail, object id, Teams id or chat of his', async () => {
  const answer = await scene.act(bernd, 'data.erase', { sure: 'true' }, { where: chat })
  expect(answer.words).toMatch(/„Ehemaliges Mitglied [0-9A-F]{4}“/)
  // What was on its way is settled by then.
  await tidy(scene.test)
  const rows = await wholeDatabase(scene.test)
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.filter((row) => traces.some((trace) => row.includes(trace)))).toEqual([])
  expect(faultsIn(scene.test)).toEqual([])
})

it('nor does any line of the log, at the most talkative', () => {
  const lines = scene.test.log.map((line) => JSON.stringify(line))
  expect(lines.length).toBeGreaterThan(50)
  expect(lines.filter((line) => traces.some((trace) => line.includes(trace)))).toEqual([])
})

it('results, counts and running polls are as they were; named answers stand under the pseudonym', async () => {
  const { test } = scene
  for (const [key, poll] of Object.entries(polls)) {
    const page = await showPage(test, coordinator, poll)
    expect({ ...page.poll, revision: 0 }).toEqual({ ...(before[key] as object), revision: 0 })
  }
  const named = await showPage(test, coordinator, polls.named)
  expect(named.names.o1).toEqual([expect.stringMatching(/^Ehemaliges Mitglied [0-9A-F]{4}$/)])
  const late = await showPage(test, 'Deniz Entwurf', polls.late)
  expect(late.trace.at(-1)).toMatchObject({ what: 'voter-added', data: { name: named.names.o1[0] } })
})

it('cards in channels that said his name are edited, and say why', async () => {
  const saying = (text: string) =>
    scene.teams.messages(groupChannel.id).filter((one) => JSON.stringify(one.activity).includes(text)).length
  await until(() => saying('Muster') === 0, 10_000)
  expect(saying('Sie nannte eine Person, deren Daten gelöscht wurden.')).toBe(2)
})

it('coordination and seat are vacant, and the office is told of it', async () => {
  const { test } = scene
  const seats = await test.database.sql<{ n: number }>(
    'select count(*)::int as n from seat where holder_id = $1 or deputy_id = $1',
    [id],
  )
  expect(seats).toEqual([{ n: 0 }])
  const told = await test.database.sql(
    `select m.name, g.name as group from notice n join member m on m.id = n.member_id
     join working_group g on g.id::text = n.matter_id where n.matter_kind = 'no-coordinator'`,
  )
  expect(told).toEqual([{ name: coordinator, group: 'AK KMU-Netzwerk' }])
  await scene.say(coordinator, 'hilfe', personalChat('a:1ankes-chat'))
  test.clock.set('2026-12-01T10:00:00+01:00')
  await test.database.sql(`select graphile_worker.add_job('inbox:tell')`)
  const post = await scene.teams.waitFor((teams) =>
    teams
      .messages('a:1ankes-chat')
      .find((one) => JSON.stringify(one.activity).includes('keine Koordination mehr')),
  )
  expect(wordsOf(post.activity)).toContain('AK KMU-Netzwerk hat keine Koordination mehr')
})

it('he is a stranger then, and may be added anew as somebody else', async () => {
  const { test } = scene
  const refused = await test.api(demoPerson(bernd), 'member.show')
  expect([refused.status, refused.body.refusal.code]).toEqual([403, 'groups:not-a-member'])
  const card = await scene.act(demoTeamsPerson(bernd), 'data.show', {}, { where: chat })
  expect(card.words).toContain('Sie sind in diesem Verbund noch nicht dabei.')
  const office = await memberOf(test, coordinator)
  const anew = await granted(
    addMember(test.service.desk.world, office, {
      organisationId: office.organisationId,
      name: bernd,
      objectId: demoPerson(bernd).objectId,
    }),
  )
  expect(anew.id).not.toBe(id)
  const me = await test.api(bernd, 'data.show')
  expect(me.body.person).toMatchObject({ id: anew.id, name: bernd })
  expect(JSON.stringify(me.body)).not.toContain('Namentlich?')
})
