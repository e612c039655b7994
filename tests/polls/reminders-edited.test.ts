/** A reminder that stands goes with its poll: answered, corrected, closed; and stays silent about what P4, P5 and P6 hide. */
import { randomIds } from '../../bot/ids'
import { remindVoters } from '../../bot/polls/use-cases/remind-voters'
import { coordinator, openPoll, vote, voters } from '../support/polls'
import { postsTo } from '../support/posts'
import { quiet } from '../support/quiet'
import {
  chatOf,
  hasMail,
  mailsTo,
  type ReachScene,
  round,
  startReachScene,
  writesOnce,
} from '../support/reach'
import { halfTime, lastDay, missing, reminders } from '../support/reminders'
import { elementsOf, groupChannel, wordsOf } from '../support/teams-scene'
import type { TeamsMessage } from '../support/teams-stand-in/messages'
import { until } from '../support/until'

const [bernd, clara, deniz, ella] = voters
const eyebrow = 'ERINNERUNG · AK Digitale Kompetenzen'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene({ tells: false })
})
afterEach(() => scene.stop())

const { remind, desk } = reminders(() => scene)

const inChat = (who: string, poll: { readonly id: string }): readonly TeamsMessage[] =>
  scene.teams
    .messages(chatOf(scene, who).id)
    .filter(({ versions }) => JSON.stringify(versions[0]).includes(poll.id))
const only = (messages: readonly TeamsMessage[]): TeamsMessage => {
  expect(messages).toHaveLength(1)
  return messages[0] as TeamsMessage
}
const words = (message: TeamsMessage) => wordsOf(message.activity).join('\n')
const verbs = (message: TeamsMessage) =>
  elementsOf(message.activity, 'Action.Execute').map(({ verb }) => verb)
const asks = (message: TeamsMessage) => elementsOf(message.activity, 'Input.ChoiceSet').length > 0

/** Edits come by jobs, one of them a second after a vote. */
const shows = async (who: string, poll: { readonly id: string }, what: string): Promise<TeamsMessage> => {
  await until(() => inChat(who, poll).some((message) => words(message).includes(what)), 8000)
  await quiet(scene.test.database)
  return only(inChat(who, poll))
}

describe('a reminder that stands is edited in place', () => {
  it('P9 says that the answer is there, whichever way it came, and asks again once it is taken back', async () => {
    await writesOnce(scene, bernd, clara)
    const poll = await openPoll(scene.test)
    await remind(halfTime)
    expect(asks(only(inChat(bernd, poll)))).toBe(true)
    await vote(scene.test, bernd, poll.id, 'o2')
    const answered = await shows(bernd, poll, 'Ihre Antwort ist da: Datenschutz')
    expect(asks(answered)).toBe(false)
    expect(verbs(answered)).toContain('poll.answer-form')
    expect(words(answered)).not.toContain(missing)
    await vote(scene.test, bernd, poll.id, 'o3')
    await shows(bernd, poll, 'Ihre Antwort ist da: Führung')
    const body = { poll: poll.id, nonce: randomIds.nonce() }
    await scene.test.api(bernd, 'poll.withdraw-ballot', { body })
    expect(asks(await shows(bernd, poll, missing))).toBe(true)
    expect(only(inChat(clara, poll)).edits).toBe(0)
  })

  it('P9 one that still asks is not edited by the ballots of others, for it says nothing of them', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    await vote(scene.test, clara, poll.id, 'o2')
    await remind(halfTime)
    for (const who of [deniz, ella]) await vote(scene.test, who, poll.id, 'o1')
    await until(async () => {
      const [row] = await scene.test.database.sql<{ refresh_waiting: boolean }>(
        'select refresh_waiting from poll where id = $1',
        [poll.id],
      )
      return row?.refresh_waiting === false
    }, 5000)
    await quiet(scene.test.database)
    const reminder = only(inChat(bernd, poll))
    expect(reminder.edits).toBe(0)
    expect(words(reminder)).not.toMatch(/haben geantwortet|Zwischenstand|%/)
  })

  it('P8 shows an option as it is called now, in both reminders', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test)
    await remind(halfTime)
    await remind(lastDay)
    const body = { poll: poll.id, option: 'o2', label: 'Datenschutz im Betrieb' }
    await scene.test.api(coordinator, 'poll.rename-option', { body })
    await quiet(scene.test.database)
    const labels = inChat(bernd, poll).map(({ activity }) =>
      elementsOf(activity, 'Input.ChoiceSet')[0].choices.map(({ title }: { title: string }) => title),
    )
    expect(labels).toEqual(Array(2).fill(['KI im Büro', 'Datenschutz im Betrieb', 'Führung']))
  })

  it('P6 shows the result when the poll has closed, and no button to answer', async () => {
    await writesOnce(scene, bernd, clara)
    const poll = await openPoll(scene.test, { secrecy: 'named-after-close' })
    await remind(halfTime)
    await vote(scene.test, bernd, poll.id, 'o2')
    expect(words(await shows(bernd, poll, 'Ihre Antwort ist da'))).not.toContain('%')
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    for (const who of [bernd, clara]) {
      const closed = await shows(who, poll, 'beendet Fr., 27. Nov., 08:00')
      expect([asks(closed), verbs(closed)]).toEqual([false, []])
      expect(words(closed)).toMatch(/100\s%/)
      expect(words(closed)).not.toContain(missing)
    }
    expect(words(only(inChat(bernd, poll)))).toContain('Datenschutz ✓')
  })

  it('P5 of an anonymous poll says that an answer is there, never which, while it runs and afterwards', async () => {
    await writesOnce(scene, bernd)
    const poll = await openPoll(scene.test, { secrecy: 'anonymous' })
    await remind(halfTime)
    await vote(scene.test, bernd, poll.id, 'o2')
    const answered = await shows(bernd, poll, 'Ihre Antwort ist da.')
    expect(words(answered)).not.toContain('Datenschutz')
    for (const who of [clara, deniz]) await vote(scene.test, who, poll.id, 'o1')
    scene.test.clock.set('2026-11-30T12:00:03+01:00')
    await round(scene.test, 'polls:close-due')
    const closed = await shows(bernd, poll, 'beendet')
    expect(words(closed)).not.toMatch(/✓|Sie:/)
    expect(verbs(closed)).toEqual([])
    const posts = await scene.test.database.sql('select * from post where matter_id = $1', [poll.id])
    expect(JSON.stringify(posts)).not.toMatch(/Datenschutz|"o2"/)
  })

  it('P4 in the channel says that the poll is over and where it went, naming nobody', async () => {
    await scene.install()
    const poll = await openPoll(scene.test)
    await remind(halfTime)
    const inChannel = () =>
      scene.teams.messages(groupChannel.id).filter(({ versions }) => wordsOf(versions[0]).includes(eyebrow))
    await vote(scene.test, bernd, poll.id, 'o2')
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    await until(() => words(only(inChannel())).includes('Die Umfrage ist beendet.'), 8000)
    await quiet(scene.test.database)
    const told = only(inChannel())
    expect(told.edits).toBe(1)
    expect(elementsOf(told.activity, 'Action.OpenUrl')).toMatchObject([{ title: 'Ergebnis öffnen' }])
    for (const who of voters) expect(JSON.stringify(told.activity)).not.toContain(who)
  })

  it('wants no edit of a mail, which nobody can edit', async () => {
    await hasMail(scene.test, clara, { teams: true })
    const poll = await openPoll(scene.test)
    await remind(halfTime)
    expect(mailsTo(scene, clara)).toHaveLength(1)
    await vote(scene.test, clara, poll.id, 'o2')
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    await quiet(scene.test.database)
    const { sql } = scene.test.database
    expect(
      await sql(
        `select edits_wanted from post where matter_kind = 'poll-reminder' and conversation_id like 'mail:%'`,
      ),
    ).toEqual([{ edits_wanted: 0 }])
    expect(await sql('select * from idle_lanes()')).toEqual([])
  })
})

it('P4 the ledger does not tell the coordinator by an edit who has answered, and when', async () => {
  await writesOnce(scene, bernd, clara)
  const poll = await openPoll(scene.test)
  await remind(halfTime)
  await vote(scene.test, bernd, poll.id, 'o2')
  await shows(bernd, poll, 'Ihre Antwort ist da')
  const { body } = await scene.test.api(coordinator, 'ledger.show', { query: { state: 'all' } })
  const lines: readonly { what: string; state: string; editedAt: string | null }[] = body.deliveries
  const told = lines.filter(({ what }) => what === 'Erinnerung')
  expect(told.length).toBeGreaterThan(1)
  for (const line of told) expect(line).toMatchObject({ state: 'sent', editedAt: null })
})

it('a reminder that was drawn before the ballot came, and arrives after it, is set right', async () => {
  await writesOnce(scene, bernd)
  const poll = await openPoll(scene.test)
  scene.teams.misbehave({ when: postsTo(chatOf(scene, bernd).id), times: 1, with: { slowMs: 1500 } })
  scene.test.clock.set(halfTime)
  await remindVoters(desk())
  await until(async () => {
    const rows = await scene.test.database.sql(
      `select 1 from post p join member m on m.id = p.member_id
       where m.name = $1 and p.matter_kind = 'poll-reminder' and p.state = 'sending'`,
      [bernd],
    )
    return rows.length > 0
  }, 5000)
  await vote(scene.test, bernd, poll.id, 'o1')
  await shows(bernd, poll, 'Ihre Antwort ist da: KI im Büro')
})
