/** E4: nobody is told twice, whatever crashes and however many tell; who has no way waits. */
import { Client } from 'pg'
import type { Database } from '../../bot/database/database'
import { reachOf } from '../../bot/groups/reach-store'
import { forgetUntoldTask, inboxTasks, tellTask } from '../../bot/inbox/tasks'
import { coordinator, openPoll, voters } from '../support/polls'
import { quiet } from '../support/quiet'
import { hasMail, mailsTo, type ReachScene, round, startReachScene } from '../support/reach'
import { startTestService } from '../support/service'
import { until } from '../support/until'

const [bernd, clara, deniz] = voters
const late = { date: '2026-12-14' }

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

async function withoutTeams(...people: readonly string[]): Promise<void> {
  for (const who of people) await hasMail(scene.test, who, { teams: false })
}

async function tellAt(at?: string): Promise<void> {
  if (at) scene.test.clock.set(at)
  await round(scene.test, tellTask)
}

const subjects = (who: string) => mailsTo(scene, who).map(({ subject }) => subject)

const openMany = async (count: number) => {
  for (let i = 1; i <= count; i += 1) await openPoll(scene.test, { ...late, question: `Frage ${i}?` })
}

const untold = async (who: string) =>
  (
    await scene.test.database.sql(
      'select from notice n join member m on m.id = n.member_id where m.name = $1 and told_at is null',
      [who],
    )
  ).length

const everyUntold = async () =>
  (await scene.test.database.sql('select from notice where told_at is null')).length

const toldSingly = async (who: string) =>
  (
    await scene.test.database.sql(
      'select from notice n join member m on m.id = n.member_id where m.name = $1 and n.singly',
      [who],
    )
  ).length

/** Locks the person as a round does. @returns what lets go again */
async function holdPerson(who: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: scene.test.database.url })
  await client.connect()
  await client.query('begin')
  await client.query('select from verbund.member where name = $1 for update', [who])
  return async () => {
    await client.query('commit')
    await client.end()
  }
}

const waitingForLocks = async () =>
  (
    await scene.test.database.sql(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).length

/** The database refuses, as if it went away at that moment. */
async function breakOff(trigger: string): Promise<void> {
  const { sql } = scene.test.database
  await sql(
    "create function breaks() returns trigger language plpgsql as 'begin raise exception ''broken off''; end'",
  )
  await sql(trigger)
}

describe('E4 never twice', () => {
  it('by rounds that come again and again', async () => {
    await withoutTeams(bernd)
    await openMany(5)
    for (let i = 0; i < 3; i += 1) await tellAt()
    for (let i = 0; i < 3; i += 1) await tellAt('2026-11-24T08:00:00+01:00')
    expect(subjects(bernd)).toHaveLength(4)
  })

  it('by two processes at once', async () => {
    const env = { MAIL_URL: scene.mailbox.url, MAIL_FROM: 'verbund@verbund.example' }
    const other = await startTestService({ database: scene.test.database, env })
    try {
      await withoutTeams(bernd, clara, deniz)
      await openMany(7)
      for (const at of ['2026-11-23T09:30:00+01:00', '2026-11-24T08:00:00+01:00']) {
        scene.test.clock.set(at)
        other.clock.set(at)
        await scene.test.database.sql(
          "select graphile_worker.add_job('inbox:tell') from generate_series(1, 8)",
        )
        await quiet(scene.test.database)
      }
      expect([bernd, clara, deniz].map((who) => subjects(who).length)).toEqual([4, 4, 4])
      for (const who of [bernd, clara, deniz]) expect(await toldSingly(who)).toBe(3)
    } finally {
      await other.stop()
    }
  })

  it('by a round that waited for another: it counts what the other has just told', async () => {
    await withoutTeams(bernd)
    await openMany(7)
    const release = await holdPerson(bernd)
    try {
      await scene.test.database.sql("select graphile_worker.add_job('inbox:tell') from generate_series(1, 2)")
      await until(async () => (await waitingForLocks()) === 2, 10_000)
    } finally {
      await release()
    }
    await quiet(scene.test.database)
    expect(await toldSingly(bernd)).toBe(3)
  })

  it('a transaction that is broken off leaves neither mark nor post, and the next round does both', async () => {
    await withoutTeams(bernd)
    await openPoll(scene.test, late)
    const { sql } = scene.test.database
    await breakOff(`create constraint trigger breaks after update on notice deferrable initially deferred
      for each row execute function breaks()`)
    await sql("select graphile_worker.add_job('inbox:tell')")
    await quiet(scene.test.database)
    expect(await sql("select from post where matter_kind = 'poll-opened'")).toEqual([])
    expect(await untold(bernd)).toBe(1)
    await sql('drop trigger breaks on notice')
    await tellAt()
    expect(subjects(bernd)).toHaveLength(1)
  })

  it('one person who cannot be told holds up no other', async () => {
    await withoutTeams(bernd, clara, deniz)
    await openPoll(scene.test, late)
    const { sql } = scene.test.database
    const [first] = await sql<{ member_id: string }>(
      'select member_id from people_to_tell() join member on id = member_id where mail is not null',
    )
    await breakOff(`create trigger breaks before update on notice for each row
      when (new.member_id = '${first?.member_id}') execute function breaks()`)
    await sql("select graphile_worker.add_job('inbox:tell')")
    await quiet(scene.test.database)
    expect(scene.mailbox.mails).toHaveLength(2)
  })
})

describe('E4 who has no way', () => {
  it('waits, and is told once there is an address', async () => {
    await scene.test.database.sql('update member set aad_object_id = null where name = $1', [bernd])
    await openPoll(scene.test, late)
    await tellAt()
    await tellAt('2026-11-24T09:00:00+01:00')
    expect(await untold(bernd)).toBe(1)
    expect(await scene.test.database.sql("select from post where matter_kind = 'poll-opened'")).toEqual([])
    await hasMail(scene.test, bernd, { teams: false })
    await tellAt()
    expect(subjects(bernd)).toHaveLength(1)
  })

  it('costs no transaction of its own, however many they are', async () => {
    await openPoll(scene.test, late)
    expect(await everyUntold()).toBeGreaterThan(5)
    const { world } = scene.test.service.desk
    let transactions = 0
    const database: Database = {
      ...world.database,
      inNetwork: (networkId, work) => {
        transactions += 1
        return world.database.inNetwork(networkId, work)
      },
    }
    await inboxTasks({ ...world, database }, (tx, members) => reachOf(tx, members, true))[tellTask]?.({
      network: '',
    })
    expect(transactions).toBe(1)
  })

  it('is told of the result alone when the poll has ended meanwhile', async () => {
    await scene.test.database.sql('update member set aad_object_id = null where name = $1', [bernd])
    const poll = await openPoll(scene.test, late)
    await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
    expect(
      await scene.test.database.sql('select distinct matter_kind from notice where told_at is null'),
    ).toEqual([{ matter_kind: 'poll-closed' }])
    await hasMail(scene.test, bernd, { teams: false })
    await tellAt()
    expect(subjects(bernd)).toEqual([`Ergebnis: ${poll.question}`])
  })

  it('is not told after 14 days what nobody waits for any more', async () => {
    await scene.test.database.sql('update member set aad_object_id = null where name = $1', [bernd])
    await openPoll(scene.test, { date: '2027-01-15', question: 'Alt?' })
    scene.test.clock.set('2026-12-01T09:00:00+01:00')
    await openPoll(scene.test, { date: '2027-01-15', question: 'Neu?' })
    scene.test.clock.set('2026-12-07T03:17:00+01:00')
    await round(scene.test, forgetUntoldTask)
    expect(await untold(bernd)).toBe(2)
    scene.test.clock.set('2026-12-08T03:17:00+01:00')
    await round(scene.test, forgetUntoldTask)
    expect(await untold(bernd)).toBe(1)
    await hasMail(scene.test, bernd, { teams: false })
    await tellAt('2026-12-08T09:00:00+01:00')
    expect(subjects(bernd)).toEqual(['Neue Umfrage: Neu?'])
  })

  it('what has been told is remembered, however long ago: it is not told twice', async () => {
    await withoutTeams(bernd)
    await openPoll(scene.test, late)
    await tellAt()
    scene.test.clock.set('2026-12-11T03:17:00+01:00')
    await round(scene.test, forgetUntoldTask)
    const told = await scene.test.database.sql('select from notice where told_at is not null')
    expect(told).toHaveLength(1)
  })

  it('waits where no mail is set up, and nothing fails in the ledger for it', async () => {
    const plain = await startReachScene({ mail: false })
    try {
      await hasMail(plain.test, bernd, { teams: false })
      await openPoll(plain.test)
      await round(plain.test, tellTask)
      const told = await plain.test.database.sql('select distinct told_at from notice')
      expect(told).toEqual([{ told_at: null }])
      expect(await plain.test.database.sql("select from post where matter_kind = 'poll-opened'")).toEqual([])
    } finally {
      await plain.stop()
    }
  })
})
