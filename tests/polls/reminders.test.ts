/** P4 end to end: who is reminded, and when. */
import { randomIds } from '../../bot/ids'
import { remindVoters } from '../../bot/polls/use-cases/remind-voters'
import { coordinator, observer, openPoll, outsider, vote, voters } from '../support/polls'
import { pause } from '../support/posts'
import { quiet } from '../support/quiet'
import { type ReachScene, startReachScene, writesOnce } from '../support/reach'
import { halfTime, lastDay, reminders } from '../support/reminders'

const [bernd, clara, deniz] = voters

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene({ tells: false })
})
afterEach(() => scene.stop())

const { desk, remind, requested, remindedInChat, holdUp, isHeldUp } = reminders(() => scene)

describe('P4 whom it reminds', () => {
  it('reminds only voters whose ballot is missing: not who answered, not observers, not others', async () => {
    await writesOnce(scene, bernd, clara, deniz, observer, outsider)
    const poll = await openPoll(scene.test)
    await vote(scene.test, clara, poll.id, 'o1')
    await remind(halfTime)
    expect([bernd, clara, deniz, observer, outsider].map((who) => remindedInChat(who))).toEqual([
      1, 0, 1, 0, 0,
    ])
    await vote(scene.test, bernd, poll.id, 'o1')
    await remind(lastDay)
    // In the ledger: in the chat the first one to Bernd may show the answer by now.
    const names = (await requested()).map(({ name }) => name)
    expect(names.sort()).toEqual([bernd, deniz, deniz])
  })

  it('reminds who has withdrawn the ballot again', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    await vote(scene.test, bernd, poll.id, 'o1')
    const body = { poll: poll.id, nonce: randomIds.nonce() }
    expect((await scene.test.api(bernd, 'poll.withdraw-ballot', { body })).status).toBe(200)
    await remind(halfTime)
    expect(remindedInChat(bernd)).toBe(1)
  })

  it('reminds nobody of a poll that was closed early, nor of one that everybody has answered', async () => {
    await writesOnce(scene, bernd)
    const closed = await openPoll(scene.test)
    await scene.test.api(coordinator, 'poll.close', { body: { poll: closed.id } })
    const answered = await openPoll(scene.test)
    await scene.test.database.sql('update voter set took_part = true where poll_id = $1', [answered.id])
    await remind(halfTime)
    await remind(lastDay)
    expect(await requested()).toEqual([])
  })

  it('leaves out who answers between the request and the sending', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    holdUp(bernd)
    scene.test.clock.set(halfTime)
    await remindVoters(desk())
    await isHeldUp()
    await vote(scene.test, bernd, poll.id, 'o1')
    await quiet(scene.test.database)
    expect(remindedInChat(bernd)).toBe(0)
    expect((await requested()).filter(({ name }) => name === bernd)).toMatchObject([{ state: 'gone' }])
  })

  it('sends none when the poll is closed between the request and the sending', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    holdUp(bernd)
    scene.test.clock.set(halfTime)
    await remindVoters(desk())
    await isHeldUp()
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    await quiet(scene.test.database)
    expect(remindedInChat(bernd)).toBe(0)
  })
})

describe('P4 when it reminds', () => {
  it('twice at most, at half time and 24 h before the end, however often it looks', async () => {
    await writesOnce(scene, bernd)
    await openPoll(scene.test)
    const end = Date.parse('2026-11-30T13:00:00+01:00')
    for (; scene.test.clock.now().getTime() < end; scene.test.clock.advance(3_600_000))
      await remindVoters(desk())
    const own = (await requested()).filter(({ name }) => name === bernd)
    expect(own.map(({ created_at }) => created_at)).toEqual([new Date(halfTime), new Date(lastDay)])
  })

  it.each([
    {
      when: 'at night',
      opened: '2026-11-23T09:00:00+01:00',
      ends: '2026-12-04',
      closed: ['2026-11-30T22:00:00+01:00', '2026-12-01T07:59:59+01:00'],
      open: '2026-12-01T08:00:00+01:00',
      second: '2026-12-03T12:00:00+01:00',
    },
    {
      when: 'at the weekend',
      opened: '2026-11-18T09:00:00+01:00',
      ends: '2026-12-02',
      closed: ['2026-11-28T10:00:00+01:00', '2026-11-29T12:00:00+01:00'],
      open: '2026-11-30T08:00:00+01:00',
      second: '2026-12-01T12:00:00+01:00',
    },
    {
      when: 'on a public holiday',
      opened: '2026-12-17T09:00:00+01:00',
      ends: '2026-12-29',
      closed: ['2026-12-25T10:00:00+01:00', '2026-12-26T17:00:00+01:00'],
      open: '2026-12-28T08:00:00+01:00',
      second: '2026-12-28T12:00:00+01:00',
    },
  ])('not $when, after the service was down: it waits for the next open hour', async (one) => {
    scene.test.clock.set(one.opened)
    await writesOnce(scene, bernd)
    await openPoll(scene.test, { date: one.ends })
    for (const at of one.closed) await remind(at)
    expect(await requested()).toEqual([])
    await remind(one.open)
    expect(remindedInChat(bernd)).toBe(1)
    await remind(one.open)
    await remind(one.second)
    await remind(one.second)
    expect(remindedInChat(bernd)).toBe(2)
  })

  it('once, when both were due while the service was down', async () => {
    await writesOnce(scene, bernd)
    await openPoll(scene.test)
    await remind('2026-11-28T10:00:00+01:00')
    await remind('2026-11-30T08:30:00+01:00')
    await remind('2026-11-30T11:59:00+01:00')
    expect(remindedInChat(bernd)).toBe(1)
  })

  it('not after the deadline, nor when no open hour is left before it', async () => {
    await writesOnce(scene, bernd)
    await openPoll(scene.test)
    await openPoll(scene.test, { date: '2026-11-28', time: '23:59' })
    await remind('2026-11-28T10:00:00+01:00')
    await scene.test.database.sql('update reminder set done_at = null')
    await remind('2026-11-30T12:00:00+01:00')
    await remind('2026-12-01T09:00:00+01:00')
    expect(await requested()).toEqual([])
  })

  it('not at night, either, when Teams took nothing until then', async () => {
    await writesOnce(scene, bernd)
    await openPoll(scene.test, { date: '2026-11-25', time: '17:30' })
    holdUp(bernd)
    scene.test.clock.set('2026-11-24T17:59:00+01:00')
    await remindVoters(desk())
    await isHeldUp()
    scene.test.clock.set('2026-11-24T18:00:00+01:00')
    // Longer than Teams asked to wait.
    await pause(4000)
    expect(remindedInChat(bernd)).toBe(0)
  })
})
