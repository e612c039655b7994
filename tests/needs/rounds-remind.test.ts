/** P4 for rounds: people of organisations whose answer is missing are reminded, once, in person, never in public by name. */
import { remindOrganisations } from '../../bot/needs/use-cases/remind-organisations'
import { quiet } from '../support/quiet'
import { chatOf, messagesSaying, type ReachScene, startReachScene, writesOnce } from '../support/reach'
import { openRound, putAnswer } from '../support/rounds'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene({ tells: false })
  await scene.test.database.sql('delete from round_reminder')
})
afterEach(() => scene.stop())

const halfTime = '2026-11-27T08:00:00+01:00'
const lastDay = '2026-11-30T08:00:00+01:00'
const says = 'Die Antwort Ihrer Organisation fehlt noch.'

async function remind(at: string): Promise<void> {
  scene.test.clock.set(at)
  await remindOrganisations(scene.test.service.desk.world)
  await quiet(scene.test.database)
}
const reminders = (who: string) => messagesSaying(scene, says, chatOf(scene, who).id).length

it('reminds at half time and on the last day, whoever has not answered and nobody else', async () => {
  await writesOnce(scene, 'Lene Vorlage', 'Ole Gedankenspiel')
  const round = await openRound(scene.test)
  await putAnswer(scene.test, round.id, 'Logistik, Wolfsburg')
  await remind(halfTime)
  await remind(halfTime)
  expect([reminders('Lene Vorlage'), reminders('Ole Gedankenspiel')]).toEqual([0, 1])
  await remind(lastDay)
  expect([reminders('Lene Vorlage'), reminders('Ole Gedankenspiel')]).toEqual([0, 2])
})

it('goes to who entered the last answer; to the others only where that one cannot be reached', async () => {
  await writesOnce(scene, 'Anke Beispiel', 'Hilke Fiktion')
  const before = await openRound(scene.test, { date: '2026-11-24' })
  await putAnswer(scene.test, before.id, 'Allianz für die Region', [], 'Hilke Fiktion')
  const { closeDueRounds } = await import('../../bot/needs/use-cases/close-round')
  scene.test.clock.set('2026-11-24T13:00:00+01:00')
  await closeDueRounds(scene.test.service.desk.world)
  await openRound(scene.test, { date: '2026-12-04' })
  await remind('2026-12-03T12:00:00+01:00')
  expect([reminders('Anke Beispiel'), reminders('Hilke Fiktion')]).toEqual([0, 1])
  await scene.test.database.sql(`update channel set installed = false where member_id in
    (select id from member where name = 'Hilke Fiktion')`)
  await scene.test.database.sql('update round_reminder set done_at = null, due_at = $1', [
    new Date('2026-12-03T13:00:00+01:00'),
  ])
  await remind('2026-12-03T13:00:00+01:00')
  expect([reminders('Anke Beispiel'), reminders('Hilke Fiktion')]).toEqual([1, 1])
})

it('two at once remind once', async () => {
  await writesOnce(scene, 'Ole Gedankenspiel')
  await openRound(scene.test)
  scene.test.clock.set(halfTime)
  await Promise.all([1, 2, 3, 4].map(() => remindOrganisations(scene.test.service.desk.world)))
  await quiet(scene.test.database)
  expect(reminders('Ole Gedankenspiel')).toBe(1)
})

it('in a channel it says that answers are missing, never whose', async () => {
  await scene.install()
  const round = await openRound(scene.test)
  await remind(halfTime)
  const rows = await scene.test.database.sql<{ member_id: string | null }>(
    `select member_id from post where matter_kind = 'round-reminder' and matter_id = $1`,
    [round.id],
  )
  expect(rows.filter(({ member_id }) => member_id === null).length).toBe(1)
})
