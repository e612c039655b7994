/** Every act of administration or of running polls stands in the audit log, in words; no ballot does. */
import { randomIds } from '../../bot/ids'
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { memberOf } from '../support/demo-teams'
import { auditOf, latestLine, memberId, unsaidKeys } from '../support/kept'
import { groupId, coordinator as office, openPoll, vote, voters } from '../support/polls'
import { networkOf } from '../support/posts'
import { type ApiOptions, startTestService, type TestService } from '../support/service'
import { unrecorded } from './unrecorded'

const [bernd, clara, deniz] = voters
let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

/** Acts that take a scene of their own, with the test that proves what they write down. */
const elsewhere: Readonly<Record<string, string>> = {
  'channel.bind-here': 'tests/teams/bind-here.test.ts',
  ...Object.fromEntries(
    [
      ...['topic.add', 'topic.rename', 'topic.remove', 'topic.accept', 'topic.merge'],
      ...['region.add', 'region.rename', 'region.remove'],
      ...['round.open', 'round.add-organisation', 'round.set-repeats', 'round.set-rules'],
    ].map((act) => [act, 'tests/needs/deeds.test.ts']),
  ),
  ...Object.fromEntries(
    ['call', 'propose', 'extend', 'go-on', 'call-off', 'fill-seats'].map((act) => [
      `election.${act}`,
      'tests/elections/deeds.test.ts',
    ]),
  ),
  ...Object.fromEntries(
    ['add', 'fill', 'name-deputy', 'set-term', 'set-chair', 'vacate', 'end'].map((act) => [
      `seat.${act}`,
      'tests/committee/deeds.test.ts',
    ]),
  ),
  // Take a directory, or somebody who has left.
  'directory.compare': 'tests/groups/directory.test.ts',
  'directory.confirm': 'tests/groups/directory.test.ts',
}

const failedPost = async (state: string) => {
  const [row] = await test.database.sql<{ id: string }>(
    `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, created_at)
     values (gen_random_uuid(), $1, '19:x', 'https://x', 'answer', 'run-of-one', '{}', $2, now()) returning id`,
    [await networkOf(test), state],
  )
  return row?.id ?? ''
}
const organisation = async (name: string) => {
  const [row] = await test.database.sql<{ id: string }>('select id from organisation where name = $1', [name])
  return row?.id ?? ''
}
/** A group of its own for the act, with another coordinator, that may be left. */
const groupWhere = async (kind: 'open' | 'closed', people: readonly string[]) => {
  const { addGroup, granted } = await import('../../bot/groups/use-cases/administer')
  const who = [...people, deniz]
  const roles = await Promise.all(
    who.map(async (name) => [await memberId(test, name), name === deniz ? 'coordinator' : 'member'] as const),
  )
  const { id } = await granted(
    addGroup(test.service.desk.world, await memberOf(test, office), {
      ...{ name: `AK ${randomIds.nonce()}`, topic: 'x', people: Object.fromEntries(roles) },
    }),
  )
  if (kind === 'open') await test.database.sql('update working_group set open = true where id = $1', [id])
  return id
}
const poll = async () => (await openPoll(test)).id
const form = async () => ({
  ...{ group: await groupId(test), nonce: randomIds.nonce(), question: 'Neu?', answers: 'A\nB' },
  ...{ kind: 'single', date: '2026-11-30', time: '12:00', secrecy: 'named-live' },
})

/** Route -> what is asked with it. Where it takes a thing, the thing is made before. */
const acts: Readonly<Record<string, () => Promise<ApiOptions['body']>>> = {
  'poll.open': form,
  'poll.add-option': async () => ({ poll: await poll(), label: 'Noch eine' }),
  'poll.rename-option': async () => ({ poll: await poll(), option: 'o1', label: 'Anders' }),
  'poll.remove-option': async () => ({ poll: await poll(), option: 'o3' }),
  'poll.add-voter': async () => {
    const id = await poll()
    await test.database.sql('delete from voter where poll_id = $1 and member_id = $2', [
      id,
      await memberId(test, deniz),
    ])
    return { poll: id, member: await memberId(test, deniz) }
  },
  'poll.close': async () => ({ poll: await poll() }),
  'ledger.send-again': async () => ({ delivery: await failedPost('failed') }),
  'ledger.send-run-again': async () => {
    await failedPost('failed')
    return { run: 'answer:run-of-one' }
  },
  'ledger.decide': async () => ({ delivery: await failedPost('unknown'), verdict: 'stands' }),
  'group.join': async () => ({ group: await groupWhere('open', []) }),
  'group.leave': async () => ({ group: await groupWhere('open', [office]) }),
  'group.answer-join': async () => {
    const [row] = await test.database.sql<{ id: string }>(
      `insert into join_request (id, network_id, group_id, member_id, asked_at)
       select gen_random_uuid(), network_id, $1, id, now() from member where name = 'Petra Dummy' returning id`,
      [await groupId(test)],
    )
    return { request: row?.id, accept: true }
  },
  'group.add': async () => ({ name: 'AK Protokoll', coordinator: await memberId(test, bernd) }),
  'group.change': async () => ({
    ...{
      group: await groupWhere('closed', [office]),
      name: 'AK Anders',
      topic: 'x',
      mandate: 'y',
      open: true,
    },
  }),
  'group.set-role': async () => ({
    ...{ group: await groupId(test), member: await memberId(test, 'Lene Vorlage'), role: 'observer' },
  }),
  'group.remove-member': async () => ({
    ...{ group: await groupId(test), member: await memberId(test, 'Rieke Platzhalter') },
  }),
  'channel.bind': async () => {
    const [row] = await test.database.sql<{ id: string }>(
      `select id from channel where kind = 'channel' limit 1`,
    )
    return { channel: row?.id, group: await groupId(test) }
  },
  'channel.set-language': async () => {
    const [row] = await test.database.sql<{ id: string }>(
      `select id from channel where kind = 'channel' limit 1`,
    )
    return { channel: row?.id, language: 'en' }
  },
  'network.change': async () => ({
    ...{ name: 'Kooperative Weiterbildung', state: 'DE-NI', language: 'de', zone: 'Europe/Berlin' },
  }),
  'organisation.add': async () => ({ name: 'Neuwerk', bench: 'employers' }),
  'organisation.change': async () => ({
    ...{ organisation: await organisation('Feinoptik, Goslar'), name: 'Optik neu', bench: 'employers' },
  }),
  'organisation.remove': async () => {
    await test.database.sql(
      `insert into organisation (id, network_id, name, bench, sector)
       select gen_random_uuid(), id, 'Leerwerk', 'employers', 'x' from network where id = $1`,
      [await networkOf(test)],
    )
    return { organisation: await organisation('Leerwerk') }
  },
  'member.add': async () => ({ name: 'Neu Hier', organisation: await organisation('TU Braunschweig') }),
  'member.change': async () => ({
    member: await memberId(test, 'Sami Rollenspiel'),
    ...{ name: 'Sami Anders', organisation: await organisation('TU Braunschweig'), office: false },
  }),
  'member.unlink-account': async () => ({ member: await memberId(test, 'Petra Dummy') }),
  'member.remove': async () => ({ member: await memberId(test, 'Quirin Prototyp') }),
  'link.hand-over': async () => {
    const matter = await poll()
    await test.database.sql('update member set aad_object_id = null where name = $1', ['Frida Skizze'])
    return { member: await memberId(test, 'Frida Skizze'), purpose: 'poll', matter }
  },
  'link.revoke': async () => {
    const [row] = await test.database.sql<{ id: string }>(
      `insert into link (id, network_id, member_id, purpose, matter_id, made_at, expires_at)
       select gen_random_uuid(), network_id, id, 'poll', gen_random_uuid(), now(), now() from member where name = $1
       returning id`,
      ['Frida Skizze'],
    )
    return { link: row?.id }
  },
  'member.take-back': async () => ({ member: await memberId(test, 'Quirin Prototyp') }),
  'group.take-in': async () => ({
    ...{
      group: await groupId(test),
      organisation: await organisation('TU Braunschweig'),
      name: 'Aus Dem Kanal',
    },
    account: '7a3c0de0-0000-4000-8000-0000000000ff',
  }),
  'data.export': async () => ({}),
  'data.erase': async () => ({ member: await memberId(test, clara), sure: true }),
  'retention.set': async () => ({ kind: 'answers', days: 20 }),
  'audit.export': async () => ({}),
}

it('every act that the service offers is tried here, or is none of administration for a reason', async () => {
  const { body } = await test.api(null, 'openapi.json')
  const offered = Object.entries(body.paths as Record<string, object>)
    .filter(([, path]) => 'post' in path)
    .map(([path]) => path.replace('/api/', ''))
  expect(offered.length).toBeGreaterThan(12)
  const known = [acts, unrecorded, elsewhere].flatMap((list) => Object.keys(list))
  expect(offered.sort()).toEqual(known.sort())
})

it.each(Object.entries(acts))(
  '%s leaves one entry, of who did it and by which door, and says in both languages on what or how',
  async (route, prepare) => {
    const asked = await prepare()
    const before = await auditOf(test)
    const answer = await test.api(office, route, { body: asked })
    expect([answer.status, answer.body.refusal]).toEqual([200, undefined])
    const added = (await auditOf(test)).slice(before.length)
    expect(added).toEqual([expect.objectContaining({ actor: office, door: 'tab', what: route })])
    expect(await unsaidKeys(test)).toEqual([])
    for (const language of ['de', 'en'] as const) {
      const { matter, detail } = await latestLine(test, office, language)
      expect(matter ?? detail ?? 'nothing is said of it').not.toBe('nothing is said of it')
    }
  },
)

it.each(Object.keys(acts))('%s leaves none where it is refused', async (route) => {
  const before = await auditOf(test)
  const answer = await test.api(bernd, route, { body: { member: await memberId(test, office), sure: true } })
  expect(answer.status).toBeGreaterThan(399)
  expect(await auditOf(test)).toEqual(before)
})

it('a poll that closes at its deadline has done so by itself', async () => {
  const { id } = await openPoll(test)
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  expect(
    (await auditOf(test)).find(({ matter_id, what }) => matter_id === id && what === 'poll.close'),
  ).toMatchObject({ actor: null, door: 'service' })
})

it('no ballot stands in it, nor who took part, nor a name', async () => {
  const { id } = await openPoll(test, { answers: 'Unverwechselbar\nB', date: '2026-12-14' })
  const before = await auditOf(test)
  await vote(test, bernd, id, 'o1')
  expect(await auditOf(test)).toEqual(before)
  const rows = await test.database.sql<{ row: string }>(
    'select row_to_json(e)::text as row from audit_entry e',
  )
  const names = await test.database.sql<{ name: string }>('select name from member')
  const text = rows.map(({ row }) => row).join('\n')
  expect(text).not.toContain('Unverwechselbar')
  expect(names.filter(({ name }) => text.includes(name))).toEqual([])
})
