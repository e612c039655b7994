/** What a row of the ledger says: what became of a post and why, what may be done, in the reader's language, and no more. */
import { askLedger, groupNamed, ledgerFor, lineIn, postWith } from '../support/ledger-posts'
import { coordinator as office, openPoll } from '../support/polls'
import { requestCards, settledPosts } from '../support/posts'
import { quiet } from '../support/quiet'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'

/** Coordinates "AK KMU-Netzwerk". */
const bernd = 'Bernd Muster'

let scene: TeamsScene
let kmu: string
beforeEach(async () => {
  scene = await startTeamsScene()
  kmu = await groupNamed(scene, 'AK KMU-Netzwerk')
})
afterEach(() => scene.stop())

it('says what became of each post, and what may be done', async () => {
  const posts = {
    sent: await postWith(scene, 'sent', kmu),
    waiting: await postWith(scene, 'waiting', kmu),
    failed: await postWith(scene, 'failed', kmu),
    unknown: await postWith(scene, 'unknown', kmu),
    'given-up': await postWith(scene, 'given-up', kmu),
  }
  const view = await ledgerFor(scene, bernd)
  const line = (fate: keyof typeof posts) => lineIn(view, posts[fate].id)
  const nothing = { maySendAgain: false, mayDecide: false }
  expect(line('sent')).toMatchObject({ state: 'sent', cause: null, tries: 1, title: null, ...nothing })
  expect(line('waiting')).toMatchObject({ state: 'waiting', tries: 1, ...nothing })
  expect(line('waiting').tryAt).toBeTruthy()
  expect(line('failed')).toMatchObject({ state: 'failed', ...nothing, maySendAgain: true })
  expect(line('failed').cause).toMatch(/^Teams hat den Beitrag abgelehnt \(.*BadSyntax.*\)\.$/)
  expect(line('unknown')).toMatchObject({ state: 'unknown', ...nothing, mayDecide: true })
  expect(line('unknown').cause).toContain('Er kann dort stehen.')
  expect(line('given-up')).toMatchObject({ state: 'given-up', ...nothing, maySendAgain: true })
  for (const fate of ['sent', 'failed', 'unknown', 'given-up'] as const) expect(line(fate).tryAt).toBeNull()
  // Codes and braces are for programs.
  for (const { cause, what, where } of view.deliveries)
    for (const said of [cause ?? '', what, where]) expect(said).not.toMatch(/\{\{|ledger[:.]|undefined/)
  expect(view.deliveries.map(({ id }) => id)).toEqual(
    Object.values(posts)
      .map(({ id }) => id)
      .reverse(),
  )
})

it('in English for whom reads English, the refusal of a member among it', async () => {
  const failed = await postWith(scene, 'failed', kmu)
  await scene.test.api(bernd, 'member.set-language', { body: { language: 'en' } })
  const line = lineIn(await ledgerFor(scene, bernd), failed.id)
  expect(line.what).toBe('Answer')
  expect(line.cause).toMatch(/^Teams refused the post \(/)
  const { status, body } = await askLedger(scene, 'Nuria Szenario')
  expect([status, body.refusal.code]).toEqual([403, 'groups:lacks-see-deliveries'])
  expect(JSON.stringify(body.refusal)).not.toMatch(/Zustellprotokoll|Koordination/)
})

it('names the poll and where its card stands', async () => {
  await scene.install()
  const poll = await openPoll(scene.test)
  await quiet(scene.test.database)
  const { deliveries } = await ledgerFor(scene, office)
  const card = deliveries.find(({ title }) => title === poll.question)
  expect(card).toMatchObject({ what: 'Umfrage', where: 'Kanal von AK Digitale Kompetenzen', state: 'sent' })
})

it('names to whom a mail should have gone, where no mail is set up', async () => {
  const [lene] = await scene.test.database.sql<{ id: string }>('select id from member where name = $1', [
    'Lene Vorlage',
  ])
  const memberId = lene?.id ?? ''
  const conversationId = `mail:${memberId}`
  const wish = { conversationId, serviceUrl: '', says: 'Brief', memberId, groupId: kmu }
  const [id = ''] = await requestCards(scene, [wish])
  await settledPosts(scene.test, [id])
  expect(lineIn(await ledgerFor(scene, bernd), id)).toMatchObject({
    where: 'E-Mail an Lene Vorlage',
    state: 'failed',
    cause: 'E-Mail ist hier nicht eingerichtet.',
    maySendAgain: true,
  })
})

it('holds no card, no nonce and no answer', async () => {
  await scene.install()
  await openPoll(scene.test, { answers: 'Unverwechselbar\nB' })
  await postWith(scene, 'waiting', kmu)
  const { body } = await askLedger(scene, office)
  expect(body.deliveries.length).toBeGreaterThan(1)
  expect(JSON.stringify(body)).not.toMatch(/Unverwechselbar|AdaptiveCard|nonce/)
})

it('rights add up: a coordinator who is the chair sees both', async () => {
  const committee = await groupNamed(scene, 'Steuerkreis')
  const own = await postWith(scene, 'sent', kmu)
  const ofCommittee = await postWith(scene, 'sent', committee)
  await postWith(scene, 'sent', null)
  await scene.test.database.sql(
    'update seat set chair = (holder_id = (select id from member where name = $1))',
    [bernd],
  )
  const { deliveries } = await ledgerFor(scene, bernd)
  expect(deliveries.map(({ id }) => id)).toEqual([ofCommittee.id, own.id])
})

it.each<Readonly<Record<string, string>>>([
  { state: 'sent' },
  { ledger: 'mine' },
  { before: 'yesterday' },
  { before: '2026-99-99T00:00:00.000Z_00000000-0000-4000-8000-000000000000' },
])('refuses %j in words', async (query) => {
  const { status, body } = await askLedger(scene, office, query)
  expect(status).toBe(422)
  expect(body.refusal.instead).toBeTruthy()
})
