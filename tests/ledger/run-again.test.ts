/** All of a run that did not arrive is sent again at once; nothing else of it, and only by whom it concerns (D6). */
import { randomUUID } from 'node:crypto'
import { groupNamed, ledgerFor } from '../support/ledger-posts'
import { coordinator as office } from '../support/polls'
import {
  callsTo,
  freshChannel,
  ledgerOf,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  statesOf,
} from '../support/posts'
import { foundSecondNetwork } from '../support/second-network'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { Mishap } from '../support/teams-stand-in/mishaps'

/** Coordinates "AK KMU-Netzwerk". */
const bernd = 'Bernd Muster'
/** Coordinates another group. */
const deniz = 'Deniz Entwurf'

let scene: TeamsScene
let kmu: string
beforeAll(async () => {
  scene = await startTeamsScene()
  kmu = await groupNamed(scene, 'AK KMU-Netzwerk')
})
afterAll(() => scene.stop())
beforeEach(() => scene.teams.behave())

type Asker = Parameters<TeamsScene['test']['api']>[0]
const sendRunAgain = (who: Asker, run: string) =>
  scene.test.api(who, 'ledger.send-run-again', { body: { run } })

const refused: Mishap = { status: 400, code: 'BadSyntax' }

/** One matter to five channels of the group, of which some meet something. */
async function runWith(...mishaps: readonly (Mishap | undefined)[]) {
  const matter = { kind: 'answer', id: randomUUID() }
  const places = mishaps.map((mishap) => {
    const { id } = freshChannel()
    if (mishap) scene.teams.misbehave({ when: postsTo(id), times: 1, with: mishap })
    return id
  })
  const ids = await requestCards(
    scene,
    places.map((conversationId) => ({ conversationId, says: 'Beschluss', matter, groupId: kmu })),
  )
  await settledPosts(scene.test, ids)
  return { run: `${matter.kind}:${matter.id}`, ids, places }
}

it('sends what failed, leaves alone what stands there, and what nobody knows to a person', async () => {
  const { run, ids, places } = await runWith(refused, undefined, 'cut-after', refused, undefined)
  expect(statesOf(await ledgerOf(scene.test, ids))).toEqual(['failed', 'sent', 'unknown', 'failed', 'sent'])
  const { status, body } = await sendRunAgain(bernd, run)
  expect([status, body]).toEqual([200, { posts: 2 }])
  const rows = await settledPosts(scene.test, ids)
  expect(statesOf(rows)).toEqual(['sent', 'sent', 'unknown', 'sent', 'sent'])
  for (const place of places) expect(saidIn(scene.teams, place)).toEqual(['Beschluss'])
  expect(places.map((place) => callsTo(scene.teams, place).length)).toEqual([2, 1, 1, 2, 1])
  const line = (await ledgerFor(scene, bernd)).runs.find(({ key }) => key === run)
  expect(line).toMatchObject({ total: 5, sent: 4, unknown: 1, failed: 0 })
})

it('by two people at the same moment is one', async () => {
  const { run, ids, places } = await runWith(refused, refused)
  const answers = await Promise.all([bernd, office, bernd, office].map((who) => sendRunAgain(who, run)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(3)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
  for (const place of places) expect(saidIn(scene.teams, place)).toEqual(['Beschluss'])
})

it('is refused in words where nothing failed, to whom it does not concern, and across networks (E1)', async () => {
  const { run, ids } = await runWith(refused)
  const north = await foundSecondNetwork(scene.test)
  for (const who of [deniz, north.office] as const) {
    const { status, body } = await sendRunAgain(who, run)
    expect([status, body.refusal.code]).toEqual([409, 'ledger:nothing-failed'])
  }
  expect((await sendRunAgain('Nuria Szenario', run)).status).toBe(403)
  expect(statesOf(await ledgerOf(scene.test, ids))).toEqual(['failed'])
  const none = await sendRunAgain(bernd, `poll:${randomUUID()}`)
  expect([none.status, none.body.refusal.code]).toEqual([409, 'ledger:nothing-failed'])
  expect(none.body.refusal.what).toBe('Es wurde nichts noch einmal gesendet.')
  for (const odd of ['', 'poll', 'poll:', "poll:' or true --", `poll:${'x'.repeat(100)}`])
    expect((await sendRunAgain(bernd, odd)).status).toBe(422)
})
