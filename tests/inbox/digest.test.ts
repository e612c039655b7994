/** E4 end to end: people without Teams are told by mail, a few times singly, the rest together. */
import { coordinator, openPoll, vote, voters } from '../support/polls'
import {
  addressOf,
  hasMail,
  mailsTo,
  type ReachScene,
  round,
  startReachScene,
  writesOnce,
} from '../support/reach'

const [bernd, clara, deniz, ella, frida] = voters
const tellTask = 'inbox:tell'
const late = { date: '2026-12-14' }

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

async function withoutTeams(...people: readonly string[]): Promise<void> {
  for (const who of people) await hasMail(scene.test, who, { teams: false })
}

const setDigest = async (who: string, digest: 'daily' | 'weekly') => {
  const answer = await scene.test.api(who, 'member.set-digest', { body: { digest } })
  expect(answer.status).toBe(200)
}

async function tellAt(at?: string): Promise<void> {
  if (at) scene.test.clock.set(at)
  await round(scene.test, tellTask)
}

const subjects = (who: string) => mailsTo(scene, who).map(({ subject }) => subject)

const openMany = async (count: number, name = 'Frage') => {
  for (let i = 1; i <= count; i += 1) {
    await openPoll(scene.test, { ...late, question: `${name} ${i}?` })
    // Otherwise chance would say which is the oldest.
    scene.test.clock.advance(1)
  }
}

const untold = async (who: string) =>
  (
    await scene.test.database.sql(
      'select from notice n join member m on m.id = n.member_id where m.name = $1 and told_at is null',
      [who],
    )
  ).length

describe('E4 people without Teams', () => {
  it('are told by mail that a poll has been opened, and how it ended', async () => {
    await withoutTeams(bernd)
    const poll = await openPoll(scene.test, late)
    await tellAt()
    expect(subjects(bernd)).toEqual([`Neue Umfrage: ${poll.question}`])
    for (const who of [clara, deniz, ella]) await vote(scene.test, who, poll.id, 'o2')
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    await tellAt()
    const [, result] = mailsTo(scene, bernd)
    expect(result?.subject).toBe(`Ergebnis: ${poll.question}`)
    expect(result?.text).toContain('Datenschutz: 3 von 3')
    // By a link of one's own: the poll's page would ask for an account (tests/links/mailed).
    expect(result?.text).toContain('/tab/link#')
    expect(result?.to).toEqual([addressOf(bernd)])
  })

  it('in their own language', async () => {
    await withoutTeams(frida)
    const poll = await openPoll(scene.test, late)
    await tellAt()
    expect(subjects(frida)).toEqual([`New poll: ${poll.question}`])
  })

  it('alone: who has an account in Teams reads the channel, and gets no mail', async () => {
    await scene.install()
    await writesOnce(scene, clara)
    await hasMail(scene.test, clara, { teams: true })
    await hasMail(scene.test, deniz, { teams: true })
    await openPoll(scene.test, late)
    await tellAt()
    expect(scene.mailbox.mails).toEqual([])
    expect(await scene.test.database.sql('select from notice')).toEqual([])
  })

  it('only of polls in which they have a vote', async () => {
    await withoutTeams('Petra Dummy', 'Kaan Exempel')
    await openPoll(scene.test, late)
    await tellAt()
    expect(scene.mailbox.mails).toEqual([])
  })

  it('P5 are told no result of an anonymous poll with fewer than three ballots', async () => {
    await withoutTeams(bernd)
    const poll = await openPoll(scene.test, { secrecy: 'anonymous', date: '2026-11-24', time: '09:00' })
    await vote(scene.test, clara, poll.id, 'o2')
    await tellAt()
    scene.test.clock.set('2026-11-24T09:00:03+01:00')
    await round(scene.test, 'polls:close-due')
    await tellAt()
    const [, result] = mailsTo(scene, bernd)
    expect(result?.subject).toBe(`Ergebnis: ${poll.question}`)
    expect(result?.text).not.toMatch(/Datenschutz|von 1/)
  })

  it('are not told twice of a poll that was over before it could be told', async () => {
    await withoutTeams(bernd)
    scene.test.clock.set('2026-11-27T18:30:00+01:00')
    const poll = await openPoll(scene.test, { date: '2026-11-28', time: '12:00' })
    scene.test.clock.set('2026-11-28T12:00:03+01:00')
    await round(scene.test, 'polls:close-due')
    await tellAt('2026-11-30T08:00:00+01:00')
    expect(subjects(bernd)).toEqual([`Ergebnis: ${poll.question}`])
  })
})

describe('E4 three singly in a week, the rest in one digest', () => {
  it('daily, unless somebody wants it otherwise', async () => {
    await withoutTeams(bernd)
    await openMany(5)
    await tellAt()
    // A mail for each, and mails may overtake one another.
    expect([...subjects(bernd)].sort()).toEqual([1, 2, 3].map((n) => `Neue Umfrage: Frage ${n}?`))
    await tellAt('2026-11-23T17:59:00+01:00')
    expect(subjects(bernd)).toHaveLength(3)
    await tellAt('2026-11-24T08:00:00+01:00')
    const [, , , digest, ...more] = mailsTo(scene, bernd)
    expect(more).toEqual([])
    expect(digest?.subject).toBe('2 Neuigkeiten aus Ihren Arbeitskreisen')
    expect(digest?.text).toContain('Neue Umfrage: Frage 4?')
    expect(digest?.text).toContain('Neue Umfrage: Frage 5?')
    expect(digest?.text).not.toContain('Frage 3?')
    expect(await untold(bernd)).toBe(0)
    // Whoever has no Teams could not follow it.
    expect(digest?.text).not.toContain('sprache')
  })

  it('weekly, as set', async () => {
    await setDigest(bernd, 'weekly')
    await withoutTeams(bernd)
    await openMany(4)
    await tellAt()
    for (const day of [24, 25, 26, 27]) await tellAt(`2026-11-${day}T10:00:00+01:00`)
    expect(subjects(bernd)).toHaveLength(3)
    await tellAt('2026-11-30T08:00:00+01:00')
    expect(subjects(bernd).slice(3)).toEqual(['Eine Neuigkeit aus Ihren Arbeitskreisen'])
  })

  it('daily again, as set back', async () => {
    await setDigest(bernd, 'weekly')
    await setDigest(bernd, 'daily')
    await withoutTeams(bernd)
    await openMany(4)
    await tellAt()
    await tellAt('2026-11-24T08:00:00+01:00')
    expect(subjects(bernd)).toHaveLength(4)
  })

  it('and singly again once a week has passed', async () => {
    await withoutTeams(bernd)
    await openMany(3)
    await tellAt()
    scene.test.clock.set('2026-11-30T08:59:00+01:00')
    await openPoll(scene.test, { ...late, question: 'Noch in der Woche?' })
    await tellAt()
    expect(subjects(bernd)).toHaveLength(3)
    await tellAt('2026-11-30T09:00:01+01:00')
    expect(subjects(bernd).slice(3)).toEqual(['Neue Umfrage: Noch in der Woche?'])
  })

  it('in English for who reads English, with ten lines at the most', async () => {
    await withoutTeams(frida)
    await openMany(15)
    await tellAt()
    await tellAt('2026-11-24T08:00:00+01:00')
    const digest = mailsTo(scene, frida)[3]
    expect(digest?.subject).toBe('12 pieces of news from your working groups')
    expect(digest?.text.match(/New poll: Frage/g)).toHaveLength(10)
    expect(digest?.text).toContain('and 2 more')
  })

  it("counted by person: one's three take nothing from another's", async () => {
    await withoutTeams(bernd)
    await openMany(3, 'Nur Bernd')
    await tellAt()
    await withoutTeams(clara)
    await openMany(3, 'Beide')
    await tellAt()
    expect(subjects(clara)).toHaveLength(3)
    expect(subjects(bernd)).toHaveLength(3)
  })

  it('refuses another rhythm', async () => {
    const answer = await scene.test.api(bernd, 'member.set-digest', { body: { digest: 'hourly' } })
    expect(answer.status).toBe(422)
    expect((await scene.test.api(null, 'member.set-digest', { body: { digest: 'weekly' } })).status).toBe(401)
  })
})

describe('E4 quiet hours', () => {
  it.each([
    ['in the evening', '2026-11-23T18:00:00+01:00', '2026-11-24T08:00:00+01:00'],
    ['at the weekend', '2026-11-28T11:00:00+01:00', '2026-11-30T08:00:00+01:00'],
    ['at Christmas', '2026-12-25T11:00:00+01:00', '2026-12-28T08:00:00+01:00'],
  ])('nothing goes out %s; it comes the next working morning', async (_name, opened, morning) => {
    await withoutTeams(bernd)
    scene.test.clock.set(opened)
    await openPoll(scene.test, { date: '2027-01-15' })
    await tellAt()
    await tellAt(new Date(Date.parse(morning) - 1000).toISOString())
    expect(subjects(bernd)).toEqual([])
    await tellAt(morning)
    expect(subjects(bernd)).toHaveLength(1)
  })
})
