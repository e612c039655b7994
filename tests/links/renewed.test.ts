/** A fresh link by mail, one that the office hands over, and what is kept of links: for how long, and told to whom. */
import { memberId, tidy } from '../support/kept'
import { handOver, linkBrowser, tokenIn } from '../support/links'
import { coordinator, openPoll, voters } from '../support/polls'
import { quiet } from '../support/quiet'
import {
  addressOf,
  hasMail,
  mailed as mailedTo,
  mailsTo,
  type ReachScene,
  round,
  startReachScene,
} from '../support/reach'

const [bernd, clara, deniz, ella] = voters

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

const tell = () => round(scene.test, 'inbox:tell')
const mailed = (who: string, count: number) => mailedTo(scene, who, count)

describe('a fresh link', () => {
  const renew = (token: string) => linkBrowser(scene.test).ask(token, 'link.renew', { body: {} })
  const start = async () => {
    await hasMail(scene.test, bernd, { teams: false })
    const poll = await openPoll(scene.test, { date: '2026-12-14' })
    await tell()
    return { poll, token: tokenIn((await mailed(bernd, 1)).text) }
  }

  it('goes to the stored address alone, at once, and the one before works no more', async () => {
    const { poll, token } = await start()
    const stranger = linkBrowser(scene.test)
    await stranger.open(token)
    scene.test.clock.set('2026-11-23T21:00:00+01:00')
    const answer = await renew(token)
    expect([answer.status, answer.body]).toEqual([200, { asked: true }])
    const mail = await mailed(bernd, 2)
    expect([mail.subject, mail.to]).toEqual(['Ihr neuer Link', [addressOf(bernd)]])
    const fresh = tokenIn(mail.text)
    expect(fresh).not.toBe(token)
    const old = await stranger.ask(token, 'poll.card', { query: { poll: poll.id } })
    expect(old.body.refusal.code).toBe('links:replaced')
    const browser = linkBrowser(scene.test)
    expect((await browser.open(fresh)).status).toBe(200)
    expect((await stranger.open(fresh)).body.refusal.code).toBe('links:other-browser')
  })

  it('comes three times a day at the most, also from several at once', async () => {
    const { token } = await start()
    await Promise.all(Array.from({ length: 8 }, () => renew(token)))
    await quiet(scene.test.database)
    await mailed(bernd, 3)
    await renew(token)
    await quiet(scene.test.database)
    expect(mailsTo(scene, bernd)).toHaveLength(3)
    scene.test.clock.set('2026-11-24T10:00:00+01:00')
    await renew(token)
    await mailed(bernd, 4)
  })

  it('is answered the same whatever is the case: no address, taken back by the office, over, gone', async () => {
    const { poll, token } = await start()
    const [row] = await scene.test.database.sql<{ id: string }>('select id from link')
    await scene.test.api(coordinator, 'link.revoke', { body: { link: row?.id } })
    const answers = [await renew(token)]
    const handed = tokenIn((await handOver(scene.test, bernd, poll.id)).body.url)
    await scene.test.database.sql('update member set mail = null where name = $1', [bernd])
    answers.push(await renew(handed))
    await scene.test.database.sql('update member set mail = $2, left_at = now() where name = $1', [
      bernd,
      addressOf(bernd),
    ])
    answers.push(await renew(handed))
    await scene.test.database.sql('update member set left_at = null where name = $1', [bernd])
    scene.test.clock.set('2027-02-01T10:00:00+01:00')
    answers.push(await renew(handed))
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { asked: true }])
    await quiet(scene.test.database)
    expect(mailsTo(scene, bernd).filter(({ subject }) => subject === 'Ihr neuer Link')).toEqual([])
  })
})

it('a link that the office hands over is told of by mail, without being in it', async () => {
  await hasMail(scene.test, deniz, { teams: false })
  const poll = await openPoll(scene.test, { date: '2026-12-14' })
  const answer = await handOver(scene.test, deniz, poll.id)
  expect(answer.body).toMatchObject({ told: true, url: expect.stringContaining('/tab/link#') })
  const mail = await mailed(deniz, 1)
  expect(mail.subject).toBe('Ein persönlicher Link für Sie')
  expect(mail.text).toContain(poll.question)
  expect(tokenIn(mail.text)).toBe('')
  // The one that comes by letter is another one; both are the same person's.
  await tell()
  const letter = tokenIn((await mailed(deniz, 2)).text)
  const [one, other] = [linkBrowser(scene.test), linkBrowser(scene.test)]
  expect([(await one.open(tokenIn(answer.body.url))).status, (await other.open(letter)).status]).toEqual([
    200, 200,
  ])
})

it('whoever has Teams gets none handed over, and who has no address is told nothing', async () => {
  const poll = await openPoll(scene.test, { date: '2026-12-14' })
  expect((await handOver(scene.test, ella, poll.id)).body.refusal.code).toBe('links:has-teams')
  await scene.test.database.sql('update member set aad_object_id = null, mail = null where name = $1', [ella])
  expect((await handOver(scene.test, ella, poll.id)).body).toMatchObject({ told: false })
  await quiet(scene.test.database)
  expect(mailsTo(scene, ella)).toEqual([])
})

it('expired links are forgotten in time, with the notices', async () => {
  await hasMail(scene.test, bernd, { teams: false })
  const poll = await openPoll(scene.test, { date: '2026-11-27' })
  await handOver(scene.test, bernd, poll.id)
  const kept = () => scene.test.database.sql('select from link')
  scene.test.clock.set('2027-06-20T04:00:00+02:00')
  await tidy(scene.test)
  expect(await kept()).toHaveLength(1)
  scene.test.clock.set('2027-06-27T04:00:00+02:00')
  await tidy(scene.test)
  expect(await kept()).toEqual([])
})

it('what is kept of one’s links stands in one’s own data', async () => {
  const poll = await openPoll(scene.test, { date: '2026-12-14' })
  await scene.test.database.sql('update member set aad_object_id = null where name = $1', [clara])
  await handOver(scene.test, clara, poll.id)
  const member = await memberId(scene.test, clara)
  const { body } = await scene.test.api(coordinator, 'data.export', { body: { member } })
  expect(JSON.parse(body.file).kept.links.link).toEqual([
    expect.objectContaining({ purpose: 'poll', matterId: poll.id, handedOver: true }),
  ])
  expect(JSON.stringify(body.parts)).toContain('1 persönlicher Link')
  const own = await scene.test.api(coordinator, 'data.export', { body: {} })
  expect(JSON.stringify(own.body.parts)).toContain('1 Link für andere übergeben')
})
