/** What is said before erasing and in one's own data: everything, and to the office nothing of who has voted meanwhile. */
import { record } from '../../bot/audit/store'
import { erasureCard } from '../../bot/data/cards/erasure-card'
import { openTexts } from '../../bot/texts'
import { wordTexts } from '../../bot/word-texts'
import { memberOf } from '../support/demo-teams'
import { auditOf, memberId } from '../support/kept'
import { groupId, coordinator as office, openPoll, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

const [bernd, clara] = voters
let test: TestService
beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

const preview = async (who: string, member?: string) =>
  (await test.api(who, 'data.erasure', { query: member ? { member } : {} })).body
const linesOf = async (who: string): Promise<readonly string[]> =>
  (await test.api(who, 'data.show')).body.parts.flatMap((part: { lines: string[] }) => part.lines)

it.each(['named-live', 'anonymous'] as const)(
  'P4 P6 whether somebody has answered a running poll (%s) the office does not see, and its look is written down',
  async (secrecy) => {
    const { id } = await openPoll(test, { secrecy, date: '2026-12-14' })
    const member = await memberId(test, bernd)
    // Without the entries of the audit log: looking makes them more.
    const told = async () => {
      const { stays, ...rest } = await preview(office, member)
      return { ...rest, stays: stays.filter((line: string) => !line.includes('Protokoll')) }
    }
    const before = await told()
    await vote(test, bernd, id, 'o1')
    const entries = (await auditOf(test)).length
    expect(await told()).toEqual(before)
    expect((await auditOf(test)).slice(entries)).toEqual([
      expect.objectContaining({ actor: office, what: 'data.erasure', matter_id: member }),
    ])
    expect(before.stays.join('\n')).toContain('sieht nur die Person selbst')
    const own = await preview(bernd)
    expect(own.stays.join('\n')).toMatch(/\d (namentliche|anonyme) Antwort/)
    expect((await auditOf(test)).length).toBe(entries + 1)
  },
)

it('a card that has more to say than ten rows says how many more', () => {
  const words = openTexts(wordTexts, () => test.clock.now()).for('de', 'Europe/Berlin')
  const goes = Array.from({ length: 13 }, (_, i) => `Zeile ${i}`)
  const view = { person: { id: 'x', name: bernd, organisation: 'IHK' }, own: true, goes, stays: ['A'] }
  const card = JSON.stringify(erasureCard(view, words, 'https://x.example'))
  expect(card).toContain('und 3 weitere Zeilen')
  expect(card).not.toContain('Zeile 11')
})

it('one’s own data says every notice, post and deed, where one chose this network, and how a request ended', async () => {
  const group = await groupId(test, 'AK Transformation')
  const [lene, id] = ['Lene Vorlage', await memberId(test, 'Lene Vorlage')]
  await test.api(lene, 'group.join', { body: { group } })
  const [request] = await test.database.sql<{ id: string }>(
    'select id from join_request where member_id = $1',
    [id],
  )
  await test.api(office, 'group.answer-join', { body: { request: request?.id, accept: false } })
  await test.database.sql(
    `insert into chat_choice (network_id, member_id, conversation_id, chosen_at)
     select network_id, id, 'a:mein-chat', now() from member where id = $1`,
    [id],
  )
  const { networkId } = await memberOf(test, office)
  for (let i = 0; i < 15; i += 1) {
    await test.database.sql(
      `insert into notice (id, network_id, member_id, matter_kind, matter_id, noted_at, told_at, singly)
       select gen_random_uuid(), network_id, id, 'poll-opened', $2, now(), now(), true from member where id = $1`,
      [id, `n${i}`],
    )
    await test.database.sql(
      `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, created_at, member_id)
       select gen_random_uuid(), network_id, 'a:x', 'https://x', 'answer', $2, '{}', 'sent', now(), id from member where id = $1`,
      [id, `p${i}`],
    )
    await test.service.desk.world.database.inNetwork(networkId, (tx) =>
      record(tx, {
        at: test.clock.now(),
        by: null,
        what: 'member.link-account',
        matter: { kind: 'member', id },
      }),
    )
  }
  const lines = await linesOf(lene)
  const saying = (text: string) => lines.filter((line) => line.includes(text)).length
  expect(saying('Neue Umfrage, vorgemerkt')).toBeGreaterThanOrEqual(15)
  expect(saying('Antwort, ')).toBeGreaterThanOrEqual(15)
  expect(saying('Konto in Teams einer Person zugeordnet')).toBe(15)
  expect(saying('a:mein-chat')).toBe(1)
  expect(saying('nicht aufgenommen')).toBe(1)
})

it('deeds about a person are found wherever they are named: as holder of a seat, by name, and in their own export', async () => {
  const { organisationId, id } = await memberOf(test, clara)
  const [seat] = await test.database.sql<{ id: string }>(
    `insert into seat (id, network_id, organisation_id, chair)
     select gen_random_uuid(), network_id, $1, false from member where id = $2 returning id`,
    [organisationId, id],
  )
  await test.database.sql('update seat set deputy_id = null where deputy_id = $1', [id])
  await test.database.sql('update seat set holder_id = null, chair = false where holder_id = $1', [id])
  const filled = await test.api(office, 'seat.fill', { body: { seat: seat?.id, holder: id } })
  expect([filled.status, filled.body.refusal]).toEqual([200, undefined])
  const found = (await test.api(office, 'audit.show', { query: { who: clara } })).body.entries
  expect(found.map(({ deed }: { deed: string }) => deed)).toContain('Sitz besetzt')
  const { file } = (await test.api(office, 'data.export', { body: { member: id } })).body
  const entries = JSON.parse(file).kept.audit.audit_entry as readonly { readonly what: string }[]
  expect(entries.map(({ what }) => what)).toContain('seat.fill')
})
