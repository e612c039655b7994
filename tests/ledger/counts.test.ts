/** The ledger in numbers: runs with their progress, sums, and a warning when the oldest post waits too long. */
import { groupNamed, ledgerFor, lineIn, mishaps, postWith } from '../support/ledger-posts'
import { coordinator as office, openPoll } from '../support/polls'
import { freshChannel, postsTo, requestCards, settledPosts } from '../support/posts'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { until } from '../support/until'

/** Coordinates "AK KMU-Netzwerk". */
const bernd = 'Bernd Muster'
/** Coordinates "AK Personalplanung". */
const deniz = 'Deniz Entwurf'

let scene: TeamsScene
let kmu: string
let planung: string
beforeEach(async () => {
  scene = await startTeamsScene()
  kmu = await groupNamed(scene, 'AK KMU-Netzwerk')
  planung = await groupNamed(scene, 'AK Personalplanung')
})
afterEach(() => scene.stop())

const requestedAgo = (id: string, ago: string) =>
  scene.test.database.sql('update post set requested_at = now() - $2::interval where id = $1', [id, ago])

describe('a run', () => {
  it('counts what became of one matter in its conversations', async () => {
    const poll = await openPoll(scene.test, { by: office })
    const places = [mishaps.sent, mishaps.sent, mishaps.failed, mishaps.unknown, mishaps.waiting].map(
      (mishap) => {
        const { id } = freshChannel()
        if (mishap) scene.teams.misbehave({ when: postsTo(id), times: 1, with: mishap })
        return id
      },
    )
    const matter = { kind: 'poll', id: poll.id }
    const wishes = places.map((conversationId) => ({
      conversationId,
      says: '',
      matter,
      data: {},
      groupId: kmu,
    }))
    await requestCards(scene, wishes)
    await until(async () => (await ledgerFor(scene, bernd)).counts.waiting === 1, 15_000)
    const { runs, counts } = await ledgerFor(scene, bernd)
    expect(runs).toMatchObject([
      { what: 'Umfrage', title: poll.question, total: 5, sent: 2, failed: 1, unknown: 1, waiting: 1 },
    ])
    expect(counts).toEqual({ waiting: 1, sent: 2, trouble: 2 })
    expect((await ledgerFor(scene, deniz)).runs).toEqual([])
  })

  it('is none with a single post, and none after a week', async () => {
    const poll = await openPoll(scene.test)
    const matter = { kind: 'poll', id: poll.id }
    const wish = () => ({ conversationId: freshChannel().id, says: '', matter, data: {}, groupId: kmu })
    await settledPosts(scene.test, await requestCards(scene, [wish()]))
    expect((await ledgerFor(scene, bernd)).runs).toEqual([])
    await settledPosts(scene.test, await requestCards(scene, [wish()]))
    expect((await ledgerFor(scene, bernd)).runs).toHaveLength(1)
    scene.test.clock.advance(8 * 86_400_000)
    expect((await ledgerFor(scene, bernd)).runs).toEqual([])
  })
})

describe('numbers', () => {
  it('of what was sent are of the last week; what waits or is in trouble is counted for as long as it is so', async () => {
    for (const fate of ['sent', 'failed', 'unknown', 'given-up', 'waiting'] as const)
      await postWith(scene, fate, kmu)
    scene.test.clock.advance(8 * 86_400_000)
    const { counts, deliveries } = await ledgerFor(scene, bernd)
    expect(deliveries).toHaveLength(5)
    expect(counts).toEqual({ waiting: 1, sent: 0, trouble: 3 })
  })
})

describe('the warning', () => {
  it.each([
    ['59 seconds', null],
    ['61 seconds', /seit über einer Minute/],
    ['3 minutes 10 seconds', /seit über 3 Minuten/],
  ])('when the oldest has waited for %s', async (ago, warning) => {
    const { id } = await postWith(scene, 'waiting', kmu)
    await requestedAgo(id, ago)
    const view = await ledgerFor(scene, bernd)
    if (warning) expect(view.warning).toMatch(warning)
    else expect(view.warning).toBeNull()
    expect(view.oldestSeconds).toBeGreaterThanOrEqual(59)
  })

  it('in English', async () => {
    const { id } = await postWith(scene, 'waiting', kmu)
    await requestedAgo(id, '2 minutes 10 seconds')
    await scene.test.api(bernd, 'member.set-language', { body: { language: 'en' } })
    expect((await ledgerFor(scene, bernd)).warning).toContain('over 2 minutes')
  })

  it('is given to those whose posts wait, and not for what waits elsewhere', async () => {
    const { id } = await postWith(scene, 'waiting', kmu)
    await requestedAgo(id, '5 minutes')
    expect((await ledgerFor(scene, deniz)).warning).toBeNull()
    expect((await ledgerFor(scene, office)).warning).not.toBeNull()
    expect((await ledgerFor(scene, office, { ledger: planung })).warning).toBeNull()
  })

  it('not for what waits because the conversation is shut: its own line says that', async () => {
    const { id, conversation } = await postWith(scene, 'waiting', kmu)
    await requestedAgo(id, '5 minutes')
    await scene.test.database.sql(
      "update lane set shut = 'archived', shut_at = now() where conversation_id = $1",
      [conversation],
    )
    const view = await ledgerFor(scene, bernd)
    expect(view.warning).toBeNull()
    expect(lineIn(view, id).cause).toBe(
      'Das Team ist archiviert. Sobald es wieder offen ist, geht der Beitrag hinaus.',
    )
  })

  it('not when nothing waits', async () => {
    const { id } = await postWith(scene, 'failed', kmu)
    await requestedAgo(id, '5 minutes')
    const view = await ledgerFor(scene, bernd)
    expect([view.warning, view.oldestSeconds]).toEqual([null, null])
  })
})
