/** What went wrong is put right by people: sent again, or decided; only by whom it concerns, and never twice. */
import { groupNamed, ledgerFor, lineIn, type PostedLine, postWith } from '../support/ledger-posts'
import { coordinator as office } from '../support/polls'
import { callsTo, ledgerOf, pause, saidIn, settledPosts, statesOf } from '../support/posts'
import { foundSecondNetwork } from '../support/second-network'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'

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

const sendAgain = (who: Asker, delivery: string) =>
  scene.test.api(who, 'ledger.send-again', { body: { delivery } })

const decide = (who: Asker, delivery: string, verdict: string) =>
  scene.test.api(who, 'ledger.decide', { body: { delivery, verdict } })

const inEnglish = async (language: 'de' | 'en') => {
  await scene.test.api(bernd, 'member.set-language', { body: { language } })
}

const saidAt = ({ conversation }: PostedLine) => saidIn(scene.teams, conversation)

describe('sending again', () => {
  it.each(['failed', 'given-up'] as const)('sends what is %s, once', async (fate) => {
    const post = await postWith(scene, fate, kmu)
    const { status, body } = await sendAgain(bernd, post.id)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: post.id, cause: null, maySendAgain: false })
    const [row] = await settledPosts(scene.test, [post.id])
    // Tries go on being counted: by its number the late answer to an earlier one is known.
    expect(row).toMatchObject({ state: 'sent', cause: null, tries: 2 })
    expect(saidAt(post)).toEqual([fate])
  })

  it('does nothing to the others of the group', async () => {
    const [one, other] = [await postWith(scene, 'failed', kmu), await postWith(scene, 'failed', kmu)]
    await sendAgain(bernd, one.id)
    await settledPosts(scene.test, [one.id])
    expect(statesOf(await ledgerOf(scene.test, [one.id, other.id]))).toEqual(['sent', 'failed'])
  })

  it('says anew what is wrong when it fails again', async () => {
    const post = await postWith(scene, 'failed', kmu)
    scene.teams.misbehave({
      when: ({ conversation }) => conversation === post.conversation,
      times: 1,
      with: { status: 400, code: 'Anders' },
    })
    await sendAgain(bernd, post.id)
    await settledPosts(scene.test, [post.id])
    expect(lineIn(await ledgerFor(scene, bernd), post.id)).toMatchObject({
      state: 'failed',
      maySendAgain: true,
      cause: expect.stringContaining('Anders'),
    })
  })

  it('by two people at the same moment, and five times each, is one post', async () => {
    const post = await postWith(scene, 'failed', kmu)
    const answers = await Promise.all(
      [bernd, office, bernd, office, bernd, office].map((who) => sendAgain(who, post.id)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
    await settledPosts(scene.test, [post.id])
    await pause(200)
    expect(saidAt(post)).toHaveLength(1)
  })

  it.each([
    [
      'sent',
      'ledger:nothing-to-send',
      'Er ist schon zugestellt oder wartet noch und geht von selbst hinaus.',
    ],
    [
      'waiting',
      'ledger:nothing-to-send',
      'Er ist schon zugestellt oder wartet noch und geht von selbst hinaus.',
    ],
    ['unknown', 'ledger:decide-first', 'Niemand weiß, ob er schon dort steht; dann stünde er zweimal da.'],
  ] as const)('refuses what is %s, and says why', async (fate, code, why) => {
    const post = await postWith(scene, fate, kmu)
    const before = await ledgerOf(scene.test, [post.id])
    const { status, body } = await sendAgain(bernd, post.id)
    expect([status, body.refusal.code, body.refusal.why]).toEqual([409, code, why])
    expect(body.refusal.instead).toBeTruthy()
    expect(await ledgerOf(scene.test, [post.id])).toEqual(before)
    expect(callsTo(scene.teams, post.conversation)).toHaveLength(1)
  })

  it('refuses in English, too', async () => {
    const post = await postWith(scene, 'unknown', kmu)
    await inEnglish('en')
    const { body } = await sendAgain(bernd, post.id)
    expect(body.refusal.what).toBe('This post was not sent again.')
    expect(body.refusal.instead).toContain('"Send again"')
    await inEnglish('de')
  })
})

describe('deciding', () => {
  it('"it stands there" leaves it where it is, for good', async () => {
    const post = await postWith(scene, 'unknown', kmu)
    const { status, body } = await decide(bernd, post.id, 'stands')
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'sent', cause: null, mayDecide: false, maySendAgain: false })
    expect(body.sentAt).toBeTruthy()
    await settledPosts(scene.test, [post.id])
    await pause(200)
    expect(saidAt(post)).toEqual(['unknown'])
    expect(callsTo(scene.teams, post.conversation)).toHaveLength(1)
  })

  it('"send again" sends it once more', async () => {
    const post = await postWith(scene, 'unknown', kmu)
    expect((await decide(bernd, post.id, 'send-again')).status).toBe(200)
    const [row] = await settledPosts(scene.test, [post.id])
    expect(row).toMatchObject({ state: 'sent', cause: null })
    expect(row?.message_id).toBeTruthy()
    // The person who looked was wrong: it had been there. That is what Verbund asks for before it sends.
    expect(saidAt(post)).toEqual(['unknown', 'unknown'])
  })

  it('by two people differently, at the same moment: one of them decides', async () => {
    const post = await postWith(scene, 'unknown', kmu)
    const answers = await Promise.all([
      decide(bernd, post.id, 'stands'),
      decide(office, post.id, 'send-again'),
      decide(bernd, post.id, 'send-again'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    await settledPosts(scene.test, [post.id])
    await pause(200)
    expect(saidAt(post).length).toBeLessThanOrEqual(2)
  })

  it.each(['sent', 'waiting', 'failed', 'given-up'] as const)('refuses what is %s', async (fate) => {
    const post = await postWith(scene, fate, kmu)
    const before = await ledgerOf(scene.test, [post.id])
    for (const verdict of ['stands', 'send-again']) {
      const { status, body } = await decide(bernd, post.id, verdict)
      expect([status, body.refusal.code]).toEqual([409, 'ledger:not-unknown'])
      expect(body.refusal.what).toBe('Hier ist nichts mehr zu entscheiden.')
    }
    expect(await ledgerOf(scene.test, [post.id])).toEqual(before)
  })

  it('refuses in English, too', async () => {
    const post = await postWith(scene, 'sent', kmu)
    await inEnglish('en')
    const { body } = await decide(bernd, post.id, 'stands')
    expect(body.refusal.what).toBe('There is nothing left to decide here.')
    await inEnglish('de')
  })

  it.each(['', 'maybe', 'STANDS'])('refuses the verdict "%s"', async (verdict) => {
    const post = await postWith(scene, 'unknown', kmu)
    const { status, body } = await decide(bernd, post.id, verdict)
    expect(status).toBe(422)
    expect(body.refusal.instead).toBeTruthy()
    expect(statesOf(await ledgerOf(scene.test, [post.id]))).toEqual(['unknown'])
  })
})

describe('only whom it concerns', () => {
  const acts = [
    ['send-again', 'failed', (who: Asker, id: string) => sendAgain(who, id)],
    ['decide', 'unknown', (who: Asker, id: string) => decide(who, id, 'send-again')],
  ] as const

  it.each(acts)('%s: the office may, for every group and the network itself', async (_name, fate, act) => {
    for (const group of [kmu, null]) {
      const post = await postWith(scene, fate, group)
      expect((await act(office, post.id)).status).toBe(200)
      expect(statesOf(await settledPosts(scene.test, [post.id]))).toEqual(['sent'])
    }
  })

  it.each(acts)('%s: nobody else learns even that the entry is there', async (_name, fate, act) => {
    const post = await postWith(scene, fate, kmu)
    const ofNetwork = await postWith(scene, fate, null)
    const missing = await act(bernd, '00000000-0000-4000-8000-000000000000')
    expect([missing.status, missing.body.refusal.code]).toEqual([404, 'ledger:unknown-delivery'])
    expect(missing.body.refusal.what).toBe('Diesen Eintrag gibt es nicht.')
    const others: readonly (readonly [Asker, string])[] = [
      [deniz, post.id],
      ['Petra Dummy', post.id],
      ['Kaan Exempel', post.id],
      [bernd, ofNetwork.id],
    ]
    for (const [who, id] of others) {
      const { status, body } = await act(who, id)
      expect([status, body.refusal]).toEqual([404, missing.body.refusal])
    }
    expect((await act(null, post.id)).status).toBe(401)
    expect(statesOf(await ledgerOf(scene.test, [post.id, ofNetwork.id]))).toEqual([fate, fate])
  })

  it.each(acts)('%s: what is no id is refused in words', async (_name, _fate, act) => {
    for (const id of ['', 'x', "' or 1=1 --", '00000000-0000-4000-8000-00000000000g']) {
      const { status, body } = await act(bernd, id)
      expect(status).toBe(422)
      expect(body.refusal.what).toBeTruthy()
    }
  })

  it('E1 not the office of another network, by any id', async () => {
    const north = await foundSecondNetwork(scene.test)
    for (const [, fate, act] of acts) {
      const post = await postWith(scene, fate, kmu)
      for (const who of [north.office, north.coordinator]) {
        const { status, body } = await act(who, post.id)
        expect([status, body.refusal.code]).toEqual([404, 'ledger:unknown-delivery'])
        expect(JSON.stringify(body)).not.toMatch(/KMU|Südostniedersachsen/)
      }
      expect(statesOf(await ledgerOf(scene.test, [post.id]))).toEqual([fate])
    }
  })
})
