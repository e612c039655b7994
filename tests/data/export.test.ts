/** Everything kept about a person, in words and as a file: complete by the database's own catalog. */
import { kept } from '../../bot/words'
import { memberOf } from '../support/demo-teams'
import { auditOf, memberId } from '../support/kept'
import { coordinator as office, openPoll, vote, voters } from '../support/polls'
import { demoPerson } from '../support/service'
import { demoTeamsPerson, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { personalChat } from '../support/teams-world'
import { notPersonal } from './not-personal'

const [bernd, clara] = voters
const chat = personalChat('a:1bernds-own-chat')
let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())

interface Column {
  readonly column: string
  readonly of_member: boolean
}

/** Every column that may hold something of a person: references to members, ids, texts, documents. */
const columnsOf = () =>
  scene.test.database.sql<Column>(`
    select c.relname || '.' || a.attname as column, exists (
      select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid = 'verbund.member'::regclass and a.attnum = any(k.conkey)
        and a.attname <> 'network_id') as of_member
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'verbund'::regnamespace and c.relkind in ('r', 'p')
      and format_type(a.atttypid, null) in ('text', 'text[]', 'uuid', 'uuid[]', 'json', 'jsonb', 'bytea', 'character varying')
    order by 1`)

const covered = new Set(kept.parts.flatMap((part) => part.covers))
const excluded = (column: string) => column in notPersonal || `${column.split('.')[0]}.*` in notPersonal

it('every column that may hold something of a person is in the export, or is left out for a reason', async () => {
  const columns = await columnsOf()
  expect(columns.length).toBeGreaterThan(80)
  const forgotten = columns.filter(({ column }) => !covered.has(column) && !excluded(column))
  expect(forgotten.map(({ column }) => column)).toEqual([])
})

it('no reference to a person is among the excuses, but by whom a poll was opened is exported with it', async () => {
  const references = (await columnsOf()).filter(({ of_member }) => of_member).map(({ column }) => column)
  expect(references.length).toBeGreaterThan(10)
  expect(references.filter((column) => !covered.has(column))).toEqual([])
})

it('neither list names a column that is not there', async () => {
  const there = new Set((await columnsOf()).map(({ column }) => column))
  const tables = new Set([...there].map((column) => `${column.split('.')[0]}.*`))
  expect([...covered].filter((column) => !there.has(column))).toEqual([])
  expect(Object.keys(notPersonal).filter((one) => !there.has(one) && !tables.has(one))).toEqual([])
})

describe('the export of somebody who has done something', () => {
  let file: Readonly<Record<string, Readonly<Record<string, readonly Record<string, unknown>[]>>>>
  let words: string
  let secret: string

  beforeAll(async () => {
    const { test } = scene
    await test.database.sql('update member set mail = $1 where name = $2', ['bernd@ihk.example', bernd])
    await scene.say(bernd, 'hilfe', chat)
    const named = await openPoll(test, { question: 'Mit Namen?' })
    secret = (await openPoll(test, { question: 'Ohne Namen?', secrecy: 'anonymous' })).id
    await vote(test, bernd, named.id, 'o2')
    await vote(test, bernd, secret, 'o3')
    const answer = await test.api(bernd, 'data.export', { body: {} })
    expect(answer.status).toBe(200)
    file = JSON.parse(answer.body.file).kept
    words = answer.body.parts.flatMap((part: { lines: string[] }) => part.lines).join('\n')
  })

  it('holds name, addresses and chats', () => {
    expect(file.person?.member).toEqual([
      expect.objectContaining({
        name: bernd,
        mail: 'bernd@ihk.example',
        entraObjectId: demoPerson(bernd).objectId,
        teamsUserId: demoTeamsPerson(bernd).id,
      }),
    ])
    expect(file.person?.channel).toEqual([expect.objectContaining({ conversationId: chat.id })])
    for (const said of [bernd, 'IHK Braunschweig', 'bernd@ihk.example', chat.id])
      expect(words).toContain(said)
  })

  it('holds groups, roles and the seat', () => {
    expect(file.roles?.membership).toHaveLength(3)
    expect(words).toContain('AK KMU-Netzwerk: Koordination')
    expect(words).toContain('Sitz im Steuerkreis für IHK Braunschweig')
  })

  it('P5 holds the own answer of a named poll, and of an anonymous one only that one took part', () => {
    const votes = file.polls?.voter ?? []
    expect(votes.find(({ question }) => question === 'Mit Namen?')).toMatchObject({
      tookPart: true,
      choices: ['Datenschutz'],
    })
    expect(votes.find(({ question }) => question === 'Ohne Namen?')).toMatchObject({
      tookPart: true,
      choices: null,
    })
    expect(words).toContain('„Mit Namen?“: Datenschutz')
    expect(words).toContain('„Ohne Namen?“: teilgenommen')
  })

  it.each([
    ['membership', 'roles', 'member_id = $1'],
    ['seat', 'roles', '$1 in (holder_id, deputy_id)'],
    ['voter', 'polls', 'member_id = $1'],
    ['poll', 'polls', 'opened_by = $1'],
    ['trace', 'polls', 'member_id = $1'],
    ['notice', 'notices', 'member_id = $1'],
    ['channel', 'person', 'member_id = $1'],
    [
      'audit_entry',
      'audit',
      `actor_id = $1 or matter_id = $1::text or data::text like '%' || $1::text || '%'`,
    ],
  ])('holds as many rows of %s as there are', async (table, part, condition) => {
    const id = await memberId(scene.test, bernd)
    const [row] = await scene.test.database.sql<{ n: number }>(
      `select count(*)::int as n from ${table} where ${condition}`,
      [id],
    )
    // The export itself is the first entry of his in the log, and was written after it had read.
    const late = table === 'audit_entry' ? 1 : 0
    expect(file[part]?.[table]?.length).toBe((row?.n ?? 0) - late)
  })

  it('is written down, for oneself and for others', async () => {
    const log = await auditOf(scene.test)
    const id = await memberId(scene.test, bernd)
    expect(log.at(-1)).toMatchObject({ actor: bernd, what: 'data.export', matter_id: id, door: 'tab' })
    await scene.test.api(office, 'data.export', { body: { member: id } })
    expect((await auditOf(scene.test)).at(-1)).toMatchObject({
      actor: office,
      what: 'data.export',
      matter_id: id,
    })
  })

  it('P4, P6 asked for by the office it says nothing of a running poll', async () => {
    const id = await memberId(scene.test, bernd)
    const { body } = await scene.test.api(office, 'data.export', { body: { member: id } })
    const votes = JSON.parse(body.file).kept.polls.voter as readonly Record<string, unknown>[]
    const running = votes.filter(({ state }) => state === 'open')
    expect(running.length).toBeGreaterThan(1)
    for (const one of running) expect(one).toMatchObject({ tookPart: null, choices: null, answeredAt: null })
    expect(JSON.stringify(body.parts)).toContain('läuft noch')
  })
})

describe('in the chat', () => {
  it.each(['meine daten', 'Meine Daten', 'my data', '@Verbund meine daten'])(
    '"%s" shows the card',
    async (said) => {
      const place = personalChat(`a:1chat-${said}`)
      await scene.say(clara, said.replace('@Verbund ', ''), place)
      const post = await scene.teams.waitFor((teams) => teams.messages(place.id)[0])
      const text = JSON.stringify(post.activity)
      expect(text).toContain('Das ist über Sie gespeichert')
      expect(text).toContain('data.erasure')
    },
  )

  it('a slip is understood', async () => {
    const place = personalChat('a:1chat-slip')
    await scene.say(clara, 'meine datne', place)
    const post = await scene.teams.waitFor((teams) => teams.messages(place.id)[0])
    expect(JSON.stringify(post.activity)).toContain('Meinten Sie „meine daten“?')
  })

  it('in a channel all that is posted is the way to it, and the card there has no button to erase', async () => {
    const me = await memberOf(scene.test, clara)
    await scene.say(clara, 'meine daten')
    const post = await scene.teams.waitFor((teams) =>
      teams.messages().find((one) => JSON.stringify(one.activity).includes('Meine Daten zeigen')),
    )
    expect(JSON.stringify(post.activity)).not.toContain(me.name)
    const card = await scene.act(clara, 'data.show')
    expect(card.words).toContain('Das ist über Sie gespeichert')
    expect(JSON.stringify(card.card)).not.toContain('data.erasure')
  })
})
