/** P4 end to end: who is reminded, when, where, and never twice. */
import { randomIds } from '../../bot/ids'
import { remindVoters } from '../../bot/polls/use-cases/remind-voters'
import { coordinator, observer, openPoll, outsider, vote, voters } from '../support/polls'
import { laneOf, pause, postsTo, startTwoProcesses } from '../support/posts'
import { quiet } from '../support/quiet'
import {
  addressOf,
  chatOf,
  hasMail,
  mailsTo,
  messagesSaying,
  type ReachScene,
  round,
  startReachScene,
  writesOnce,
} from '../support/reach'
import type { TestService } from '../support/service'
import { elementsOf, groupChannel, wordsOf } from '../support/teams-scene'
import { until } from '../support/until'

const [bernd, clara, deniz, ella, frida] = voters
const missing = 'Ihre Antwort fehlt noch'
const missingInEnglish = 'Your answer is still missing'
const toAll = 'Die Umfrage läuft noch'

/** Of a poll that runs from Monday 09:00 to the next Monday 12:00. */
const halfTime = '2026-11-27T08:00:00+01:00'
const lastDay = '2026-11-30T08:00:00+01:00'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

const desk = () => scene.test.service.desk.world

async function remind(at: string): Promise<void> {
  scene.test.clock.set(at)
  await remindVoters(desk())
  await quiet(scene.test.database)
}

interface Requested {
  readonly conversation_id: string
  readonly name: string | null
  readonly state: string
  readonly tries: number
  readonly created_at: Date
}

const requested = (test: TestService = scene.test) =>
  test.database.sql<Requested>(
    `select p.conversation_id, m.name, p.state, p.tries, p.created_at from post p left join member m on m.id = p.member_id
     where p.matter_kind = 'poll-reminder' order by p.position`,
  )

const remindedInChat = (who: string, says = missing) =>
  messagesSaying(scene, says, chatOf(scene, who).id).length

/** Teams takes nothing in that chat for two seconds. */
const holdUp = (who: string) =>
  scene.teams.misbehave({
    when: postsTo(chatOf(scene, who).id),
    times: 1,
    with: { status: 503, retryAfter: 2 },
  })

const isHeldUp = () =>
  until(async () => (await requested()).some((row) => row.state === 'waiting' && row.tries === 1), 5000)

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
    expect([bernd, clara, deniz].map((who) => remindedInChat(who))).toEqual([1, 0, 2])
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

describe('P4 never twice', () => {
  it('by rounds of the calendar that come twice, three times, and together', async () => {
    await writesOnce(scene, bernd)
    await openPoll(scene.test)
    scene.test.clock.set(halfTime)
    for (let i = 0; i < 3; i += 1) await round(scene.test, 'polls:remind')
    await Promise.all([1, 2, 3, 4].map(() => remindVoters(desk())))
    await quiet(scene.test.database)
    expect(remindedInChat(bernd)).toBe(1)
  })

  it('by two processes at once', async () => {
    const two = await startTwoProcesses()
    try {
      const { test, other, teams } = two
      await test.database.sql('delete from reminder')
      await writesOnce(two, bernd, clara)
      await openPoll(test)
      for (const at of [halfTime, lastDay]) {
        for (const one of [test, other]) one.clock.set(at)
        await Promise.all([test, other, test, other].map((one) => remindVoters(one.service.desk.world)))
        await quiet(test.database)
      }
      const reminders = (who: string) => messagesSaying(two, missing, chatOf(two, who).id).length
      expect([reminders(bernd), reminders(clara)]).toEqual([2, 2])
      expect(teams.messages().length).toBeGreaterThan(0)
    } finally {
      await two.stop()
    }
  })

  /** The database refuses, as if it went away at that moment. */
  const breaks = {
    'while the posts are written': [
      `create trigger breaks before insert on post for each row when (new.matter_kind = 'poll-reminder') execute function breaks()`,
      'drop trigger breaks on post',
    ],
    'at the very end of the transaction': [
      'create constraint trigger breaks after update on reminder deferrable initially deferred for each row execute function breaks()',
      'drop trigger breaks on reminder',
    ],
  } as const

  it.each(Object.entries(breaks))(
    'a transaction that is broken off %s leaves neither mark nor post; the next round does both',
    async (_name, [put, drop]) => {
      const { sql } = scene.test.database
      await writesOnce(scene, bernd)
      await openPoll(scene.test)
      await sql(
        "create function breaks() returns trigger language plpgsql as 'begin raise exception ''broken off''; end'",
      )
      await sql(put)
      scene.test.clock.set(halfTime)
      await remindVoters(desk()).catch(() => undefined)
      expect(await requested()).toEqual([])
      expect(await sql('select from reminder where done_at is not null')).toEqual([])
      await sql(drop)
      await remind(halfTime)
      await remind(halfTime)
      expect(remindedInChat(bernd)).toBe(1)
    },
  )

  it('one poll of which nobody can be reminded holds up no other', async () => {
    const { sql } = scene.test.database
    await writesOnce(scene, bernd)
    const polls = [await openPoll(scene.test), await openPoll(scene.test), await openPoll(scene.test)]
    const [first = ''] = polls.map(({ id }) => id).sort()
    await sql(
      "create function breaks() returns trigger language plpgsql as 'begin raise exception ''broken off''; end'",
    )
    await sql(
      `create trigger breaks before insert on post for each row
       when (new.matter_kind = 'poll-reminder' and new.matter_id = '${first}') execute function breaks()`,
    )
    scene.test.clock.set(halfTime)
    await remindVoters(desk()).catch(() => undefined)
    await quiet(scene.test.database)
    expect(remindedInChat(bernd)).toBe(2)
  })
})

describe('P4 where it reminds', () => {
  it('in the personal chat of whom it knows, by mail whom it knows only an address of', async () => {
    await scene.install()
    await writesOnce(scene, bernd)
    await hasMail(scene.test, bernd, { teams: true })
    await hasMail(scene.test, clara, { teams: true })
    await hasMail(scene.test, deniz, { teams: false })
    const poll = await openPoll(scene.test)
    await remind(halfTime)
    expect(remindedInChat(bernd)).toBe(1)
    expect([bernd, clara].map((who) => mailsTo(scene, who).length)).toEqual([0, 1])
    const [mail] = mailsTo(scene, clara)
    expect(mail?.subject).toBe(`Erinnerung: ${poll.question}`)
    expect(mail?.text).toContain(missing)
    expect(mail?.text).toContain(`polls/${poll.id}`)
    const denizToo = mailsTo(scene, deniz).filter(({ subject }) => subject.startsWith('Erinnerung'))
    expect(denizToo).toHaveLength(1)
  })

  it('in the channel whoever is not reached otherwise, naming nobody and no number', async () => {
    await scene.install()
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    for (const who of voters.filter((one) => one !== ella)) await vote(scene.test, who, poll.id, 'o1')
    await remind(halfTime)
    const [inChannel, ...more] = messagesSaying(scene, toAll)
    expect(more).toEqual([])
    expect(inChannel?.conversation).toBe(groupChannel.id)
    const all = await scene.test.database.sql<{ id: string; name: string }>(
      'select m.id, m.name from member m join voter v on v.member_id = m.id where v.poll_id = $1',
      [poll.id],
    )
    const told = JSON.stringify(inChannel?.activity)
    for (const { id, name } of all) {
      expect(told).not.toContain(name)
      expect(told).not.toContain(id)
    }
    expect(wordsOf(inChannel?.activity).join(' ')).not.toMatch(/\b(5|6|11) (von|Antwort|Stimm)/)
    expect((await requested()).filter(({ name }) => name === ella)).toEqual([])
  })

  it('nothing in the channel when everybody is reached otherwise', async () => {
    await scene.install()
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    await scene.test.database.sql(
      `update voter set took_part = true where poll_id = $1
       and member_id <> (select id from member where name = $2)`,
      [poll.id, bernd],
    )
    await remind(halfTime)
    expect(messagesSaying(scene, toAll)).toEqual([])
    expect(remindedInChat(bernd)).toBe(1)
  })

  it('by mail who has blocked the bot, and in the channel where there is no address', async () => {
    await scene.install()
    await writesOnce(scene, bernd, clara)
    await hasMail(scene.test, bernd, { teams: true })
    for (const who of [bernd, clara]) scene.teams.block(chatOf(scene, who).id, 'MessageWritesBlocked')
    const first = await openPoll(scene.test)
    await remind(halfTime)
    expect(await laneOf(scene.test, chatOf(scene, bernd).id)).toMatchObject({ shut: 'blocked' })
    scene.test.clock.set('2026-11-27T09:00:00+01:00')
    await scene.test.api(coordinator, 'poll.close', { body: { poll: first.id } })
    await quiet(scene.test.database)
    scene.mailbox.forget()
    scene.teams.forget()
    await openPoll(scene.test, { date: '2026-12-04', question: 'Und nun?' })
    await remind('2026-12-01T09:00:00+01:00')
    expect(mailsTo(scene, bernd).map(({ subject }) => subject)).toEqual(['Erinnerung: Und nun?'])
    expect(mailsTo(scene, clara)).toEqual([])
    expect(messagesSaying(scene, toAll)).toHaveLength(1)
  })

  it('without mail in the channel, and nothing waits for a mail that cannot go', async () => {
    const plain = await startReachScene({ mail: false })
    try {
      await plain.install()
      await hasMail(plain.test, bernd, { teams: true })
      await openPoll(plain.test)
      plain.test.clock.set(halfTime)
      await remindVoters(plain.test.service.desk.world)
      await quiet(plain.test.database)
      expect(await requested(plain.test)).toMatchObject([
        { conversation_id: groupChannel.id, name: null, state: 'sent' },
      ])
      expect(plain.mailbox.mails).toEqual([])
    } finally {
      await plain.stop()
    }
  })
})

describe('P4 what it says', () => {
  it('the card is answered on the spot, in the personal chat', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    await remind(halfTime)
    const [reminder] = messagesSaying(scene, missing, chatOf(scene, bernd).id)
    const actions = elementsOf(reminder?.activity, 'Action.Execute')
    const data = actions.find(({ verb }) => verb === 'poll.cast-ballot')?.data
    expect(elementsOf(reminder?.activity, 'Input.ChoiceSet')).toMatchObject([{ id: 'choice' }])
    const where = chatOf(scene, bernd)
    const more = { where, replyToId: reminder?.id ?? '' }
    const done = await scene.act(bernd, 'poll.cast-ballot', { ...data, choice: 'o2' }, more)
    expect(done.words).toContain('Gespeichert: Datenschutz')
    expect(
      await scene.test.database.sql(
        `select v.took_part from voter v join member m on m.id = v.member_id where v.poll_id = $1 and m.name = $2`,
        [poll.id, bernd],
      ),
    ).toEqual([{ took_part: true }])
    await remind(lastDay)
    expect(remindedInChat(bernd)).toBe(1)
  })

  it('in the language of its reader, in the chat and by mail', async () => {
    await writesOnce(scene, bernd, frida)
    await hasMail(scene.test, 'Nuria Szenario', { teams: true })
    const poll = await openPoll(scene.test)
    await remind(halfTime)
    expect([remindedInChat(bernd), remindedInChat(bernd, missingInEnglish)]).toEqual([1, 0])
    expect([remindedInChat(frida), remindedInChat(frida, missingInEnglish)]).toEqual([0, 1])
    const [mail] = mailsTo(scene, 'Nuria Szenario')
    expect(mail?.subject).toBe(`Reminder: ${poll.question}`)
    expect(mail?.text).toContain(missingInEnglish)
    expect(mail?.to).toEqual([addressOf('Nuria Szenario')])
  })

  it('P5 of an anonymous poll, too; and nothing that is kept or sent joins a voter to a ballot', async () => {
    await scene.install()
    await writesOnce(scene, bernd, clara)
    const label = 'Unverwechselbar'
    const poll = await openPoll(scene.test, { secrecy: 'anonymous', answers: `${label}\nB\nC` })
    await vote(scene.test, clara, poll.id, 'o1')
    await remind(halfTime)
    expect([remindedInChat(bernd), remindedInChat(clara)]).toEqual([1, 0])
    const [reminder] = messagesSaying(scene, missing, chatOf(scene, bernd).id)
    const data = elementsOf(reminder?.activity, 'Action.Execute').find(
      ({ verb }) => verb === 'poll.cast-ballot',
    )?.data
    const where = chatOf(scene, bernd)
    const done = await scene.act(
      bernd,
      'poll.cast-ballot',
      { ...data, choice: 'o3' },
      { where, replyToId: reminder?.id ?? '' },
    )
    expect(done.words).toContain('Gespeichert')
    const people = await scene.test.database.sql<{ id: string }>(
      'select id from member where name = any($1)',
      [[bernd, clara]],
    )
    const { sql } = scene.test.database
    const kept = JSON.stringify([
      await sql("select * from post where matter_kind like 'poll%'"),
      await sql('select * from notice'),
      await sql('select * from trace'),
      scene.test.log,
    ])
    // Who was reminded stands in the ledger; of who had answered, nothing does, and what was answered nowhere.
    const [clarasId] = await sql<{ id: string }>('select id from member where name = $1', [clara])
    for (const never of [clara, clarasId?.id ?? clara, label, '"o1"', '"o3"'])
      expect(kept).not.toContain(never)
    expect(people).toHaveLength(2)
  })
})
