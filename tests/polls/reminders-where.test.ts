/** P4 end to end: where a reminder comes, and what it says. */
import { remindVoters } from '../../bot/polls/use-cases/remind-voters'
import { coordinator, openPoll, vote, voters } from '../support/polls'
import { laneOf } from '../support/posts'
import { quiet } from '../support/quiet'
import {
  addressOf,
  chatOf,
  hasMail,
  mailsTo,
  messagesSaying,
  type ReachScene,
  startReachScene,
  writesOnce,
} from '../support/reach'
import { halfTime, lastDay, missing, missingInEnglish, reminders, toAll } from '../support/reminders'
import { elementsOf, groupChannel, wordsOf } from '../support/teams-scene'

const [bernd, clara, deniz, ella, frida] = voters

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene({ tells: false })
})
afterEach(() => scene.stop())

const { remind, requested, remindedInChat } = reminders(() => scene)

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
