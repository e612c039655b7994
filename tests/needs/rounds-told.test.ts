/** Rounds where people meet them: the channel's card, the form, the result, what waits, what is told in person. */

import { closeDueRounds } from '../../bot/needs/use-cases/close-round'
import { quiet } from '../support/quiet'
import { chatOf, type ReachScene, startReachScene } from '../support/reach'
import { addTopic, afterDeadline, alone, openRound, putAnswer } from '../support/rounds'
import { groupChannel, wordsOf } from '../support/teams-scene'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
  await scene.install()
})
afterEach(() => scene.stop())

const inChannel = () =>
  scene.teams.messages(groupChannel.id).map((message) => wordsOf(message.activity).join('\n'))
const world = () => scene.test.service.desk.world
const told = (kind: string) =>
  scene.test.database.sql<{ name: string }>(
    'select m.name from notice n join member m on m.id = n.member_id where n.matter_kind = $1 order by m.name',
    [kind],
  )

it('its card stands in the channel, names nobody, and becomes the final one; the result is posted', async () => {
  const round = await openRound(scene.test)
  await quiet(scene.test.database)
  const [card] = inChannel().filter((text) => text.includes('Bedarfsrunde 4/2026'))
  expect(card).toContain('bis zu 5 von 20 Organisationen')
  const topic = await addTopic(scene.test, 'KI im Büro')
  for (const [i, name] of alone.slice(0, 6).entries())
    await putAnswer(scene.test, round.id, name, [{ topic, heads: 10 + i }])
  scene.test.clock.set(afterDeadline)
  await closeDueRounds(world())
  await quiet(scene.test.database)
  const after = inChannel().filter((text) => text.includes('Bedarfsrunde 4/2026'))
  expect(after.length).toBe(2)
  expect(after[0]).toContain('endete')
  expect(after[1]).toContain('KI im Büro\n75')
  expect(after[1]).toContain('mehr als 5 von 20 Organisationen')
  for (const name of alone) expect(after.join()).not.toContain(name)
})

it('a refresh shows the reader’s own part and answers nothing', async () => {
  const round = await openRound(scene.test)
  const shown = await scene.act('Ulla Testfall', 'round.card', { round: round.id }, { trigger: 'automatic' })
  expect(shown.words).toContain('Feinoptik, Goslar hat noch nicht geantwortet.')
  const rows = await scene.test.database.sql('select from answer where round_id = $1', [round.id])
  expect(rows.length).toBe(0)
})

it('whoever reads none of its channels is told in person; whoever opened it is not', async () => {
  const round = await openRound(scene.test)
  const names = (await told('round-opened')).map(({ name }) => name)
  // In groups without a channel.
  expect(names).toEqual(expect.arrayContaining(['Petra Dummy', 'Ivo Attrappe']))
  // Reads the channel of the group; opened it.
  expect(names).not.toContain('Nuria Szenario')
  expect(names).not.toContain('Anke Beispiel')
  scene.test.clock.set(afterDeadline)
  await closeDueRounds(world())
  expect((await told('round-closed')).map(({ name }) => name)).toContain('Petra Dummy')
  expect(round.state).toBe('open')
})

it('waits for whoever may answer, until the organisation has', async () => {
  const waits = async (who: string) =>
    (await scene.test.api(who, 'inbox.show')).body.open.filter(
      (item: { kind: string; id: string }) => item.kind === 'round' && item.id === round.id,
    )
  const round = await openRound(scene.test)
  expect(await waits('Petra Dummy')).toEqual([
    expect.objectContaining({ title: 'Bedarf Ihrer Organisation: Elektrohandwerk, Helmstedt' }),
  ])
  await putAnswer(scene.test, round.id, 'Elektrohandwerk, Helmstedt')
  expect(await waits('Petra Dummy')).toEqual([])
})

it('opens from the form in the chat, and the form becomes the receipt', async () => {
  const chat = chatOf(scene, 'Anke Beispiel')
  const form = await scene.act('Anke Beispiel', 'round.form', {}, { where: chat })
  expect(form.words).toContain('Wen fragt die Runde?')
  const chosen = await scene.act('Anke Beispiel', 'round.form', { scope: 'network' }, { where: chat })
  expect(chosen.words).toContain('Gefragt werden 20 Organisationen')
  const { data } = chosen.card.actions[0]
  const typed = { ...data, date: '2026-11-20', time: '12:00', repeats: 'true' }
  const refused = await scene.act('Anke Beispiel', 'round.open', typed, { where: chat })
  expect(refused.words).toContain('Runde eröffnen')
  expect(JSON.stringify(refused.card)).toContain('2026-11-20')
  const opened = await scene.act(
    'Anke Beispiel',
    'round.open',
    { ...typed, date: '2026-12-10' },
    { where: chat },
  )
  expect(opened.words).toContain('Die Bedarfsrunde ist eröffnet')
  const [row] = await scene.test.database.sql<{ repeats: boolean }>(
    `select repeats from round where state = 'open' and group_id is null`,
  )
  expect(row?.repeats).toBe(true)
})
