/** The ledger through its routes: who sees what became of which posts, and who may put it right. */
import type { Identity } from '../../bot/groups/identity-store'
import { installationUpdate } from '../support/activities'
import { coordinator, groupId, voters } from '../support/polls'
import {
  freshChannel,
  ledgerOf,
  type PostWish,
  postsTo,
  requestCards,
  settledPosts,
  statesOf,
} from '../support/posts'
import { foundSecondNetwork, itsSecrets, type SecondNetwork } from '../support/second-network'
import { demoTeamsPerson, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { Mishap } from '../support/teams-stand-in/mishaps'

/** Coordinate one group each, chair the committee and nothing else, are a member and nothing else. */
const [planner, chair, plain] = ['Deniz Entwurf', 'Hilke Fiktion', voters[5]]
const office = coordinator
const nowhere = '00000000-0000-4000-8000-000000000000'
const failing: Mishap = { status: 400, code: 'BadSyntax' }

interface Line {
  readonly id: string
  readonly state: string
  readonly cause: string | null
}

let scene: TeamsScene
let north: SecondNetwork
let groups: { readonly planning: string; readonly digital: string; readonly committee: string }

beforeAll(async () => {
  scene = await startTeamsScene()
  const { database } = scene.test
  await database.sql('update seat set chair = false where chair')
  await database.sql(
    'update seat set chair = true where holder_id = (select id from member where name = $1)',
    [chair],
  )
  north = await foundSecondNetwork(scene.test)
  const [planning, digital, committee] = await Promise.all(
    ['AK Personalplanung', 'AK Digitale Kompetenzen', 'Steuerkreis'].map((name) => groupId(scene.test, name)),
  )
  if (!planning || !digital || !committee) throw new Error('the demo groups are not there')
  groups = { planning, digital, committee }
})
afterAll(() => scene.stop())
// The ledger of every test begins empty.
beforeEach(async () => {
  scene.teams.behave()
  await scene.test.database.sql('delete from post')
})

const show = async (who: string | Identity, query: Record<string, string> = {}, language = 'de') =>
  (await scene.test.api(who, 'ledger.show', { query, language })).body
const seen = async (who: string | Identity, query: Record<string, string> = {}): Promise<readonly string[]> =>
  (await show(who, query)).deliveries.map((line: Line) => line.id)
const _lineOf = async (id: string, language?: string): Promise<Line | undefined> =>
  (await show(office, {}, language)).deliveries.find((line: Line) => line.id === id)
const sendAgain = (delivery: string, who: string | Identity = planner) =>
  scene.test.api(who, 'ledger.send-again', { body: { delivery } })
const decide = (delivery: string, verdict: string, who: string | Identity = planner) =>
  scene.test.api(who, 'ledger.decide', { body: { delivery, verdict } })

/** A post of AK Personalplanung, say, into a channel of its own, to which this happens once. */
async function post(mishap?: Mishap, groupId: string | null = groups.planning) {
  const where = freshChannel()
  if (mishap) scene.teams.misbehave({ when: postsTo(where.id), times: 1, with: mishap })
  const [id = ''] = await requestCards(scene, [{ conversationId: where.id, says: 'Hallo', groupId }])
  return { id, where: where.id }
}

async function settled(mishap?: Mishap, groupId?: string | null) {
  const one = await post(mishap, groupId)
  await settledPosts(scene.test, [one.id])
  return one
}

/** Posts for a channel that the bot has left: they wait for as long as a test likes. */
async function waiting(wishes: readonly Partial<PostWish>[]): Promise<readonly string[]> {
  const where = freshChannel()
  const from = demoTeamsPerson(office)
  await scene.test.send(installationUpdate(scene.world, { from, where, action: 'remove' }))
  const groupId = groups.planning
  const all = wishes.map((wish) => ({ conversationId: where.id, says: 'Später', groupId, ...wish }))
  return requestCards(scene, all)
}

const expectRefused = (
  answer: { status: number; body: { refusal?: unknown } },
  status: number,
  code: string,
) =>
  expect([answer.status, answer.body.refusal]).toEqual([
    status,
    expect.objectContaining({
      code,
      what: expect.any(String),
      why: expect.any(String),
      instead: expect.any(String),
    }),
  ])

describe('who sees what', () => {
  let ids: readonly string[]
  const own = () => ids.slice(0, 1)
  beforeEach(async () => {
    const { planning, digital, committee } = groups
    ids = await waiting([planning, digital, committee, null].map((groupId) => ({ groupId })))
  })

  it('shows the coordinator of a group that group and nothing else', async () => {
    expect(await seen(planner)).toEqual(own())
    expect(await seen(planner, { ledger: groups.planning })).toEqual(own())
    expect((await show(planner)).ledgers).toEqual([{ id: groups.planning, name: 'AK Personalplanung' }])
    expect((await show(planner)).counts).toEqual({ waiting: 1, sent: 0, trouble: 0 })
  })

  it.each([
    ['another group', () => groups.digital],
    ['the network', () => 'network'],
  ])('refuses a coordinator the ledger of %s', async (_name, ledger) => {
    const answer = await scene.test.api(planner, 'ledger.show', { query: { ledger: ledger() } })
    expectRefused(answer, 404, 'ledger:unknown-ledger')
  })

  it("shows the office everything, the network's own ledger among it", async () => {
    expect([...(await seen(office))].sort()).toEqual([...ids].sort())
    expect(await seen(office, { ledger: 'network' })).toEqual(ids.slice(3))
    expect((await show(office)).ledgers).toHaveLength(6)
    expect((await show(office)).ledgers).toContainEqual({ id: null, name: 'Verbund insgesamt' })
  })

  it("shows the chair the committee's ledger", async () => {
    expect(await seen(chair)).toEqual(ids.slice(2, 3))
    expect((await show(chair)).ledgers).toEqual([{ id: groups.committee, name: 'Steuerkreis' }])
  })

  it('refuses a plain member in words, and tells a stranger from nobody', async () => {
    expectRefused(await scene.test.api(plain, 'ledger.show'), 403, 'groups:lacks-see-deliveries')
    for (const answer of [await sendAgain(ids[0] ?? '', plain), await decide(ids[0] ?? '', 'stands', plain)])
      expectRefused(answer, 404, 'ledger:unknown-delivery')
  })

  it("E1 another network's office sees none of it, and cannot send again or decide", async () => {
    const failed = await settled(failing)
    const lost = await settled('cut-after')
    expect((await show(north.office)).deliveries).toEqual([])
    expect((await show(north.office)).counts).toEqual({ waiting: 0, sent: 0, trouble: 0 })
    const there = await scene.test.api(north.office, 'ledger.show', { query: { ledger: groups.planning } })
    expectRefused(there, 404, 'ledger:unknown-ledger')
    expectRefused(await sendAgain(failed.id, north.office), 404, 'ledger:unknown-delivery')
    for (const verdict of ['stands', 'send-again'])
      expectRefused(await decide(lost.id, verdict, north.office), 404, 'ledger:unknown-delivery')
    expect(statesOf(await ledgerOf(scene.test, [failed.id, lost.id]))).toEqual(['failed', 'unknown'])
    expect((await sendAgain(nowhere, north.office)).body).toEqual(
      (await sendAgain(failed.id, north.office)).body,
    )
    for (const secret of itsSecrets) expect(JSON.stringify(await show(office))).not.toContain(secret)
  })
})

it('shows only what waits, or only what went wrong, and counts all of it', async () => {
  const [sent, failed, lost] = [await settled(), await settled(failing), await settled('cut-after')]
  const [later = ''] = await waiting([{}])
  expect(await seen(planner, { state: 'waiting' })).toEqual([later])
  expect([...(await seen(planner, { state: 'trouble' }))].sort()).toEqual([failed.id, lost.id].sort())
  expect([...(await seen(planner))].sort()).toEqual([sent.id, failed.id, lost.id, later].sort())
  expect((await show(planner, { state: 'waiting' })).counts).toEqual({ waiting: 1, sent: 1, trouble: 2 })
  const wrong = await scene.test.api(planner, 'ledger.show', { query: { state: 'sent' } })
  expect(wrong.status).toBe(422)
})

it.each([
  [50, [50]],
  [51, [50, 1]],
  [120, [50, 50, 20]],
])('pages of 50 lose none of %d posts of the same instant, and show none twice', async (count, sizes) => {
  const ids = await waiting(Array.from({ length: count }, () => ({})))
  const pages: string[][] = []
  for (let before: string | null = ''; before !== null; ) {
    const page = await show(planner, before ? { before } : {})
    pages.push(page.deliveries.map((line: Line) => line.id))
    before = page.older
  }
  expect(pages.map((page) => page.length)).toEqual(sizes)
  expect(pages.flat().sort()).toEqual([...ids].sort())
})
