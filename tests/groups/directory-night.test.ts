/** Every night by itself: few who left the tenant are marked, many wait for the office's word. */
import { type DirectoryScene, startDirectoryScene } from '../support/directory-scene'
import { auditOf, memberId, unsaidKeys } from '../support/kept'
import { coordinator as office, openPoll, vote } from '../support/polls'

let scene: DirectoryScene
beforeEach(async () => {
  scene = await startDirectoryScene()
})
afterEach(() => scene.stop())

const api: DirectoryScene['test']['api'] = (...asked) => scene.test.api(...asked)
const kinds = async () => (await scene.notices()).map(({ kind }) => kind)
const deedsOf = async (what: string) => (await auditOf(scene.test)).filter((deed) => deed.what === what)

it('P1 who has left the tenant is marked by the service; the ballot stays, and the electorate', async () => {
  const poll = await openPoll(scene.test)
  await vote(scene.test, 'Gero Modell', poll.id, 'o2')
  await scene.leave('Gero Modell')
  await scene.night()
  expect(await scene.left()).toEqual(['Gero Modell'])
  expect((await api('Gero Modell', 'member.show')).body.refusal.code).toBe('groups:not-a-member')
  const page = (await api(office, 'poll.show', { query: { poll: poll.id } })).body
  expect(page.poll).toMatchObject({ voters: poll.voters, answered: 1 })
  expect(page.poll.result.rows.find(({ id }: { id: string }) => id === 'o2').votes).toBe(1)
  expect(await deedsOf('member.left-tenant')).toEqual([
    expect.objectContaining({
      ...{ actor: null, door: 'service', matter_id: await memberId(scene.test, 'Gero Modell') },
    }),
  ])
})

it('a blocked account is one that has left', async () => {
  scene.directory.put('', [await scene.accountOf('Gero Modell')], false)
  await scene.night()
  expect(await scene.left()).toEqual(['Gero Modell'])
})

it('several at once are told to the office in one notice, with the seats that are free now', async () => {
  const seated = await scene.test.database.sql<{ name: string }>(
    `select m.name from seat s join member m on m.id = s.holder_id where not m.office order by m.name limit 2`,
  )
  const names = ['Petra Dummy', ...seated.map(({ name }) => name)].sort()
  await scene.leave(...names)
  await scene.night()
  expect(await scene.left()).toEqual(names)
  const told = (await scene.notices()).filter(({ kind }) => kind === 'directory-left')
  expect(told).toEqual([{ name: office, kind: 'directory-left' }])
  const [run] = await scene.test.database.sql<{ marked: number; seats: number }>(
    `select marked, (select count(*)::int from seat s where s.id = any(vacated) and s.holder_id is null) as seats
     from directory_run`,
  )
  expect(run).toEqual({ marked: names.length, seats: 2 })
})

it('a group whose only coordinator has left is no reason to keep somebody, and the office hears of it', async () => {
  const [alone] = await scene.test.database.sql<{ name: string }>(
    `select m.name from membership ms join member m on m.id = ms.member_id
     where ms.role = 'coordinator' and not m.office and not exists (select from membership o
       where o.group_id = ms.group_id and o.role = 'coordinator' and o.member_id <> m.id) order by 1 limit 1`,
  )
  await scene.leave(alone?.name ?? '')
  await scene.night()
  expect(await scene.left()).toEqual([alone?.name])
  expect(await kinds()).toContain('no-coordinator')
})

it('a chair who has left makes no gap that the office could fill: the committee is chaired by a seat', async () => {
  const [chair] = await scene.test.database.sql<{ name: string }>(
    `select m.name from seat s join member m on m.id = s.holder_id where s.chair and not m.office
       and not exists (select from membership ms where ms.member_id = m.id and ms.role = 'coordinator'
         and ms.group_id in (select id from working_group where kind = 'group'))`,
  )
  await scene.leave(chair?.name ?? '')
  await scene.night()
  expect(await scene.left()).toEqual([chair?.name])
  expect(await kinds()).not.toContain('no-coordinator')
  expect(await unsaidKeys(scene.test)).toEqual([])
})

it('more than a fifth at once are marked by nobody: the office is asked once, sees the list, and confirms', async () => {
  const names = await scene.people(20)
  await scene.leave(...names)
  await scene.night()
  await scene.night()
  expect(await scene.left()).toEqual([])
  expect(await kinds()).toEqual(['directory-held'])
  const { absent, compared } = await scene.show()
  expect(absent.map(({ name }: { name: string }) => name)).toEqual(names)
  const confirm = (run: string) => api(office, 'directory.confirm', { body: { run } })
  const [old] = await scene.test.database.sql<{ id: string }>(
    'select id from directory_run order by at limit 1',
  )
  expect((await confirm(old?.id ?? '')).body.refusal.code).toBe('groups:directory-changed')
  expect((await confirm(compared.run)).body).toMatchObject({ marked: 20, kept: 0 })
  expect(await scene.left()).toEqual(names)
  const deeds = await deedsOf('member.left-tenant')
  expect(deeds).toHaveLength(20)
  for (const deed of deeds) expect(deed).toMatchObject({ actor: office, door: 'tab' })
  expect((await scene.show()).absent).toEqual([])
})

it('one more than before is told again', async () => {
  const [first = '', ...names] = await scene.people(21)
  await scene.leave(...names)
  await scene.night()
  await scene.leave(first)
  await scene.night()
  expect(await kinds()).toEqual(['directory-held', 'directory-held'])
})

it('the last of the office stays, whatever the directory says', async () => {
  await scene.leave(office)
  await scene.night()
  expect(await scene.left()).toEqual([])
  expect((await scene.show()).absent).toMatchObject([{ name: office, office: true }])
})

it('who has no account, or one of another tenant, is not asked for and never marked', async () => {
  const account = await scene.accountOf('Gero Modell')
  await scene.leave('Gero Modell', 'Petra Dummy')
  await scene.test.database.sql(
    `update member set home_tenant_id = 'f0000000-0000-4000-8000-0000000000aa' where name = 'Gero Modell'`,
  )
  await scene.test.database.sql(
    `update member set aad_object_id = null, mail = 'p@x.example' where name = 'Petra Dummy'`,
  )
  await scene.night()
  expect(await scene.left()).toEqual([])
  expect(scene.directory.calls.flatMap(({ ids }) => ids)).not.toContain(account)
})

it('who is back is shown as such, and the office takes them back with one press', async () => {
  const account = await scene.accountOf('Gero Modell')
  const listed = async () => (await api(office, 'member.list', { query: { search: 'Gero' } })).body.left
  await scene.leave('Gero Modell')
  await scene.night()
  expect(await listed()).toMatchObject([{ name: 'Gero Modell', back: false }])
  scene.directory.put('', [account])
  await scene.night()
  const [gero] = await listed()
  expect(gero).toMatchObject({ name: 'Gero Modell', back: true })
  const takeBack = () => api(office, 'member.take-back', { body: { member: gero.id } })
  expect((await takeBack()).status).toBe(200)
  expect((await api('Gero Modell', 'member.show')).body).toMatchObject({ name: 'Gero Modell', groups: [] })
  expect(await listed()).toEqual([])
  expect((await auditOf(scene.test)).at(-1)).toMatchObject({
    ...{ actor: office, door: 'tab', what: 'member.take-back' },
  })
  expect((await takeBack()).body.refusal.code).toBe('groups:not-left')
})

it('whoever has been given another account since is not meant', async () => {
  const names = await scene.people(20)
  await scene.leave(...names)
  await scene.night()
  const { compared } = await scene.show()
  await scene.test.database.sql(
    `update member set aad_object_id = 'f0000000-0000-4000-8000-0000000000ab' where name = $1`,
    [names[0]],
  )
  await api(office, 'directory.confirm', { body: { run: compared.run } })
  expect(await scene.left()).toEqual(names.slice(1))
})

it('who is erased leaves nothing in what was found', async () => {
  const names = await scene.people(20)
  await scene.leave(...names)
  await scene.night()
  const member = await memberId(scene.test, names[0] ?? '')
  const shown = (await api(office, 'data.export', { body: { member } })).body
  expect(JSON.stringify(shown)).toContain('gone')
  await api(office, 'data.erase', { body: { member, sure: true } })
  expect(
    await scene.test.database.sql('select from directory_finding where member_id = $1', [member]),
  ).toEqual([])
})
