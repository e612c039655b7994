/** P4 end to end: nobody is reminded twice, whatever happens at once or crashes. */
import { remindVoters } from '../../bot/polls/use-cases/remind-voters'
import { openPoll, voters } from '../support/polls'
import { startTwoProcesses } from '../support/posts'
import { quiet } from '../support/quiet'
import { chatOf, messagesSaying, type ReachScene, round, startReachScene, writesOnce } from '../support/reach'
import { halfTime, lastDay, missing, reminders } from '../support/reminders'

const [bernd, clara] = voters

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene({ tells: false })
})
afterEach(() => scene.stop())

const { desk, remind, requested, remindedInChat } = reminders(() => scene)

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
