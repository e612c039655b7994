/** E4: who is told what of an election, and where: asked in the personal chat, by mail, the opener when too few stand. */
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import { call, electionPage, opener, opensAt, standFor } from '../support/elections'
import { outsider, voters } from '../support/polls'
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
import { until } from '../support/until'

const [bernd, clara] = voters
const asks = 'Zur Wahl stehen Sie nur, wenn Sie zusagen.'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

const saidTo = (who: string, says: string) => messagesSaying(scene, says, chatOf(scene, who).id)
const tell = () => round(scene.test, 'inbox:tell')

async function proposed(id: string, name: string): Promise<void> {
  const { proposable } = await electionPage(scene.test, opener, id)
  const member = proposable.find((person) => person.name === name)?.id
  await scene.test.api(opener, 'election.propose', { body: { election: id, member } })
}

it('asks whoever is proposed in the personal chat, where yes is one press away', async () => {
  await writesOnce(scene, bernd)
  await scene.install()
  const { id } = await call(scene.test)
  await proposed(id, bernd)
  await tell()
  await until(() => saidTo(bernd, asks).length === 1, 8000)
  // Only there: in the channel the proposal is not told of.
  expect(messagesSaying(scene, asks)).toHaveLength(1)
  expect(
    messagesSaying(scene, bernd, undefined).filter(({ activity }) => JSON.stringify(activity).includes(id)),
  ).toEqual([])
  const yes = await scene.act(bernd, 'election.stand', { election: id }, { where: chatOf(scene, bernd) })
  expect(yes.words).toContain('Gespeichert: Sie kandidieren.')
  // The card in the chat follows: it asks no longer.
  await until(() => saidTo(bernd, 'Sie kandidieren.').length === 1 && saidTo(bernd, asks).length === 0, 8000)
})

it('asks by mail who is not reached in Teams', async () => {
  await hasMail(scene.test, clara, { teams: true })
  await scene.install()
  const { id } = await call(scene.test)
  await proposed(id, clara)
  await tell()
  await until(() => mailsTo(scene, clara).length === 1, 8000)
  expect(mailsTo(scene, clara)[0]?.subject).toBe('Kandidieren Sie? Wahl zum Steuerkreis')
  expect(addressOf(clara)).not.toBe('')
})

it('does not ask any more once the answer is there, or standing is over', async () => {
  await writesOnce(scene, bernd, clara)
  await scene.install()
  const { id } = await call(scene.test)
  for (const who of [bernd, clara]) await proposed(id, who)
  await standFor(scene.test, bernd, id)
  scene.test.clock.set(opensAt)
  await tell()
  expect([...saidTo(bernd, asks), ...saidTo(clara, asks)]).toEqual([])
})

it('tells voters outside the group in person, since they read none of its channels', async () => {
  await writesOnce(scene, outsider, bernd)
  await scene.install()
  await call(scene.test, { electorate: 'network' })
  await tell()
  await until(() => saidTo(outsider, 'kann man kandidieren').length === 1, 8000)
  expect(saidTo(bernd, 'kann man kandidieren')).toEqual([])
})

const tooFew = 'Zu wenige Kandidaturen'
/** Another chair than the opener, who is of the office beside it. */
const chaired = async (who: string) =>
  scene.test.database.sql(
    `update seat set holder_id = m.id, organisation_id = m.organisation_id from member m
     where m.name = $1 and seat.chair`,
    [who],
  )

it('tells chair and office, each in person, that too few stand, though whoever called it has left', async () => {
  await scene.test.database.sql('update member set office = true where name = $1', [clara])
  await chaired(bernd)
  await writesOnce(scene, bernd, opener)
  await hasMail(scene.test, clara, { teams: true })
  await scene.install()
  await call(scene.test)
  await scene.test.database.sql('update member set left_at = now() where name = $1', [opener])
  scene.test.clock.set(opensAt)
  await openDueElections(scene.test.service.desk)
  await until(() => saidTo(bernd, tooFew).length === 1 && mailsTo(scene, clara).length === 1, 8000)
  expect(saidTo(bernd, 'Niemand kandidiert für 2 Sitze.')).toHaveLength(1)
  expect(mailsTo(scene, clara)[0]?.subject).toBe('Zu wenige Kandidaturen: Wahl zum Steuerkreis')
  expect(saidTo(opener, tooFew)).toEqual([])
})

it('tells no chair whose term is over', async () => {
  await chaired(bernd)
  await scene.test.database.sql(`update seat set term_to = '2026-11-25' where chair`)
  await writesOnce(scene, bernd, opener)
  await scene.install()
  await call(scene.test)
  scene.test.clock.set(opensAt)
  await openDueElections(scene.test.service.desk)
  await until(() => saidTo(opener, tooFew).length === 1, 8000)
  expect(saidTo(bernd, tooFew)).toEqual([])
})

it('tells the group’s channel where neither chair nor office has a way, so that it does not stand still unheard', async () => {
  await scene.install()
  await call(scene.test)
  const says = 'Es kandidieren zu wenige.'
  await until(() => messagesSaying(scene, 'kann man kandidieren').length === 1, 8000)
  scene.test.clock.set(opensAt)
  await openDueElections(scene.test.service.desk)
  // The card that stood there has changed, and one more has come under it.
  await until(() => messagesSaying(scene, says).length === 2, 8000)
})

it('tells the opener in person that too few stand, each time, with the way to vote with fewer', async () => {
  await writesOnce(scene, opener)
  await scene.install()
  const { id } = await call(scene.test)
  await standFor(scene.test, bernd, id)
  scene.test.clock.set(opensAt)
  await openDueElections(scene.test.service.desk)
  await until(() => saidTo(opener, 'Zu wenige Kandidaturen').length === 1, 8000)
  const went = await scene.act(opener, 'election.go-on', { election: id }, { where: chatOf(scene, opener) })
  expect(went.words).toContain('Die Kandidaturen stehen fest.')
})
