/** E4 where a group has no channel: its voters are told in person, in the personal chat, else by mail. */
import { coordinator, openPoll, vote, voters } from '../support/polls'
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
import { elementsOf, wordsOf } from '../support/teams-scene'
import { until } from '../support/until'

const [bernd, clara, deniz, ella, frida] = voters
const late = { date: '2026-12-14' }
const invited = 'läuft eine Umfrage, in der Sie eine Stimme haben'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

async function tellAt(at?: string): Promise<void> {
  if (at) scene.test.clock.set(at)
  await round(scene.test, 'inbox:tell')
}

const saidTo = (who: string, says: string) => messagesSaying(scene, says, chatOf(scene, who).id)

const openMany = async (count: number) => {
  for (let i = 1; i <= count; i += 1) {
    await openPoll(scene.test, { ...late, question: `Frage ${i}?` })
    scene.test.clock.advance(1)
  }
}

describe('E4 a group without a channel', () => {
  it('tells its voters of an opening: in the personal chat, else by mail; who has no way waits', async () => {
    await writesOnce(scene, bernd, frida)
    await hasMail(scene.test, bernd, { teams: true })
    await hasMail(scene.test, clara, { teams: true })
    const poll = await openPoll(scene.test, late)
    await tellAt()
    expect(saidTo(bernd, invited)).toHaveLength(1)
    expect(saidTo(frida, 'a poll is open in which you have a vote')).toHaveLength(1)
    expect(scene.mailbox.mails.map(({ to, subject }) => [to, subject])).toEqual([
      [[addressOf(clara)], `Neue Umfrage: ${poll.question}`],
    ])
    const [left] = await scene.test.database.sql<{ n: number }>(
      'select count(*)::int as n from notice where told_at is null',
    )
    expect(left?.n).toBe(poll.voters - 3 - 1)
  })

  it('with a card that can be answered on the spot, and says how long', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test, late)
    await tellAt()
    const [message] = saidTo(bernd, invited)
    expect(wordsOf(message?.activity).join('\n')).toMatch(
      /UMFRAGE · AK Digitale Kompetenzen\n.*bis .*14\. Dez\./,
    )
    const [button] = elementsOf(message?.activity, 'Action.Execute')
    expect(button).toMatchObject({ verb: 'poll.cast-ballot', data: { poll: poll.id } })
    const data = { ...button.data, choice: 'o1' }
    const answer = await scene.act(bernd, button.verb, data, { where: chatOf(scene, bernd) })
    expect(answer.words).toContain('Gespeichert: KI im Büro')
  })

  it('P9 which then shows the answer, whichever way it came, and that the poll is over', async () => {
    await writesOnce(scene, bernd, clara)
    const poll = await openPoll(scene.test, late)
    await tellAt()
    await vote(scene.test, bernd, poll.id, 'o2')
    await until(() => saidTo(bernd, 'Ihre Antwort ist da: Datenschutz').length === 1, 8000)
    expect(saidTo(bernd, invited)).toEqual([])
    expect(saidTo(clara, invited)).toHaveLength(1)
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    await until(() => saidTo(clara, 'beendet').length === 1, 8000)
    expect(saidTo(clara, invited)).toEqual([])
  })

  it('and of the result', async () => {
    await writesOnce(scene, bernd)
    await hasMail(scene.test, clara, { teams: true })
    const poll = await openPoll(scene.test, late)
    await tellAt()
    for (const who of [bernd, deniz, ella]) await vote(scene.test, who, poll.id, 'o2')
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    await tellAt()
    expect(saidTo(bernd, 'Die meisten Stimmen hat „Datenschutz“: 3 von 3.')).toHaveLength(1)
    expect(mailsTo(scene, clara).map(({ subject }) => subject)).toEqual([
      `Neue Umfrage: ${poll.question}`,
      `Ergebnis: ${poll.question}`,
    ])
  })

  it('not of an opening whoever opened it or has answered meanwhile', async () => {
    await writesOnce(scene, coordinator, bernd)
    const poll = await openPoll(scene.test, late)
    await vote(scene.test, bernd, poll.id, 'o1')
    await tellAt()
    expect([coordinator, bernd].map((who) => saidTo(who, invited).length)).toEqual([0, 0])
  })

  it('P4 in no place where others read along', async () => {
    await writesOnce(scene, bernd, clara)
    await openPoll(scene.test, late)
    await tellAt()
    const chats = [bernd, clara].map((who) => chatOf(scene, who).id)
    expect(
      messagesSaying(scene, invited).filter(({ conversation }) => !chats.includes(conversation)),
    ).toEqual([])
  })
})

describe('E5 the rhythm', () => {
  it.each([
    ['daily', '2026-11-24T08:00:00+01:00'],
    ['weekly', '2026-11-30T08:00:00+01:00'],
  ])('%s has its effect for people with Teams', async (digest, due) => {
    await writesOnce(scene, bernd)
    await scene.test.api(bernd, 'member.set-digest', { body: { digest } })
    await openMany(5)
    await tellAt()
    await tellAt(new Date(Date.parse(due) - 60_000).toISOString())
    expect(saidTo(bernd, invited)).toHaveLength(3)
    expect(saidTo(bernd, 'Neuigkeiten aus Ihren Arbeitskreisen')).toHaveLength(0)
    await tellAt(due)
    expect(saidTo(bernd, '2 Neuigkeiten aus Ihren Arbeitskreisen')).toHaveLength(1)
    expect(saidTo(bernd, 'Neue Umfrage: Frage 5?')).toHaveLength(1)
    expect(saidTo(bernd, 'Wie oft, stellen Sie mit „sprache“ oder in Verbund ein.')).toHaveLength(1)
  })
})
