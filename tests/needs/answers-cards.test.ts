/** `bedarf` end to end in Teams: the command, the form in three steps, what the card says, what others in a channel see. */
import { demoFounder } from '../../bot/demo/network'
import {
  answerFor,
  closeRounds,
  frida,
  kaan,
  linesOf,
  roundIn,
  act as tap,
  topicOf,
} from '../support/answers'
import { groupId } from '../support/polls'
import { expectRefusal } from '../support/refusals'
import {
  type CardAnswer,
  elementsOf,
  faultsIn,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
  wordsOf,
} from '../support/teams-scene'
import { personalChat } from '../support/teams-world'

let scene: TeamsScene
let topic: string
let round: string
const anke = demoFounder.name
const chat = personalChat('a:frida')

beforeAll(async () => {
  scene = await startTeamsScene()
  topic = await topicOf(scene.test, 'KI im Büro')
  round = await roundIn(scene.test)
})
afterAll(() => scene.stop())
beforeEach(() => scene.teams.forget())
afterEach(() => expect(faultsIn(scene.test)).toEqual([]))

const said = async (who: string, text: string, where: Parameters<TeamsScene['say']>[2]) => {
  await scene.say(who, text, where)
  const post = await scene.teams.waitFor((teams) => teams.messages()[0])
  return wordsOf(post.activity).join('\n')
}

/** What the button with this verb sends, with what is typed into the fields. */
const press = (card: CardAnswer['card'], id: string, typed: object = {}) => {
  const action = elementsOf(card, 'Action.Execute').find((one) => one.id === id || one.verb === id)
  if (!action) throw new Error(`no button ${id}`)
  const sent = action.associatedInputs === 'auto' ? typed : {}
  return scene.act(frida, action.verb, { ...action.data, ...sent }, { where: chat })
}

it('in a channel the command shows nothing of the organisation, and the way to it', async () => {
  const words = await said(frida, 'need', groupChannel)
  expect(words).not.toMatch(/Gifhorn/)
  const own = await scene.act(frida, 'need.start', {})
  expect(own.words).toMatch(/Maschinenbau, Gifhorn/)
})

it('in the personal chat it is the answer itself, in the language of who asks', async () => {
  expect(await said(frida, 'Bedarf', chat)).toMatch(/Your organisation’s needs[\s\S]*has not answered yet/)
})

it('three steps, back and forth without loss, and the card says what was saved', async () => {
  const start = await scene.act(frida, 'need.start', { round }, { where: chat })
  const first = await press(start.card, 'need.form')
  expect(first.words).toMatch(/Step 1 of 3/)
  const typed = { topic, heads: 12, occupation: 'Büro' }
  const second = await press(first.card, 'need.step.next', typed)
  expect(second.words).toMatch(/Step 2 of 3/)
  const third = await press(second.card, 'need.step.next', {
    levelNow: 'none',
    level: 'basic',
    urgency: 'high',
  })
  const back = await press(third.card, 'need.step.back', {
    from: '2027-1',
    to: '2027-2',
    joint: 'false',
    note: 'n',
  })
  expect(elementsOf(back.card, 'Input.ChoiceSet').find(({ id }) => id === 'levelNow').value).toBe('none')
  const again = await press(back.card, 'need.step.next', { levelNow: 'none', level: 'advanced' })
  expect(elementsOf(again.card, 'Input.Text').find(({ id }) => id === 'note').value).toBe('n')
  const saved = await press(again.card, 'need.save', {
    from: '2027-1',
    to: '2027-2',
    joint: 'false',
    note: 'n',
  })
  expect(saved.words).toMatch(/Saved: KI im Büro, 12 people/)
  const { needs } = await answerFor(scene.test, frida, round)
  expect(needs).toMatchObject([
    {
      heads: 12,
      occupation: 'Büro',
      parts: { levelNow: 'none', level: 'advanced' },
      from: '2027-1',
      joint: false,
    },
  ])
  // Teams sends again what it thinks was lost: told as the first time, and one need.
  const repeated = await press(again.card, 'need.save', {
    from: '2027-1',
    to: '2027-2',
    joint: 'false',
    note: 'n',
  })
  expect(repeated.words).toMatch(/Saved: KI im Büro, 12 people/)
  expect((await answerFor(scene.test, frida, round)).needs).toHaveLength(1)
})

it('saves from the first step on, and removes from there', async () => {
  const first = await scene.act(frida, 'need.form', { round }, { where: chat })
  expect((await press(first.card, 'need.save', { topicName: 'Löten', heads: '3' })).words).toMatch(
    /Löten, 3 people/,
  )
  const list = await scene.act(frida, 'need.card', { round }, { where: chat })
  const need = (await answerFor(scene.test, frida, round)).needs.find((one) => one.topic.name === 'Löten')
  const edit = await press(list.card, `need.form.${need?.id}`)
  expect(edit.words).toMatch(/Change a need: Löten/)
  expect((await press(edit.card, 'need.remove')).words).toMatch(/Removed: Löten, 3 people/)
  expect(linesOf(await answerFor(scene.test, frida, round))).toEqual(['KI im Büro 12'])
  const history = await press(list.card, 'need.history')
  expect(history.words).toMatch(/Frida Skizze: removed Löten, 3 people/)
})

it.each([
  ['zwölf', 'needs:heads-no-number'],
  ['1.5', 'needs:heads-not-whole'],
  ['-1', 'needs:heads-too-few'],
  ['1e9', 'needs:heads-too-many'],
])('E3 refuses %s people above the form, with everything typed kept', async (heads, code) => {
  const first = await scene.act(frida, 'need.form', { round }, { where: chat })
  const second = await press(first.card, 'need.step.next', { topic, heads: 5, occupation: 'Büro' })
  const data = {
    ...elementsOf(second.card, 'Action.Execute').find(({ verb }) => verb === 'need.save').data,
    heads,
  }
  const refused = await scene.act(frida, 'need.save', { ...data, level: 'basic' }, { where: chat })
  expectRefusal(refused, code, 'en')
  expect(refused.words).toMatch(/Step 1 of 3/)
  expect(elementsOf(refused.card, 'Input.Text').find(({ id }) => id === 'occupation').value).toBe('Büro')
  expect(elementsOf(refused.card, 'Action.Execute').find(({ verb }) => verb === 'need.save').data.level).toBe(
    'basic',
  )
})

it('E3 shows the step on which a refusal can be mended', async () => {
  const at = async (typed: object) =>
    (
      await scene.act(
        frida,
        'need.save',
        { round, nonce: 'nonce-of-steps', topic, heads: 5, ...typed },
        { where: chat },
      )
    ).words
  expect(await at({ levelNow: 'expert', level: 'basic' })).toMatch(/Step 2 of 3/)
  expect(await at({ from: '2026-1' })).toMatch(/This quarter is over[\s\S]*Step 3 of 3/)
  expect(await at({ note: 'n'.repeat(501) })).toMatch(/Step 3 of 3/)
})

it('answers hostile input in words: never a fault', async () => {
  const odd = [
    {},
    { round: 7 },
    { round, nonce: 'x' },
    { round, nonce: 'nonce-of-odd', heads: {} },
    { round, need: 'x' },
  ]
  for (const verb of [
    'need.save',
    'need.step',
    'need.form',
    'need.remove',
    'need.none',
    'need.card',
    'need.history',
  ])
    for (const data of odd) {
      const { status, card } = await scene.act(frida, verb, data, { where: chat })
      expect([verb, status, card?.type]).toEqual([verb, 200, 'AdaptiveCard'])
    }
})

it('where several rounds ask, one chooses; where none does, it says what was said last and what comes next', async () => {
  const group = await groupId(scene.test)
  const ofGroup = await roundIn(scene.test, group, { repeats: true })
  const choose = await scene.act(frida, 'need.start', {}, { where: chat })
  expect(choose.words).toMatch(/Which round\?[\s\S]*AK Digitale Kompetenzen\nno answer yet/)
  expect(choose.words).toMatch(/Needs round 4\/2026\nanswered/)
  await tap(scene.test, frida, 'none', ofGroup)
  await closeRounds(scene.test)
  const none = await scene.act(frida, 'need.start', {}, { where: chat })
  expect(none.words).toMatch(/No round is asking/)
  expect(none.words).toMatch(/quarter 1\/2027/)
  expect(none.words).not.toMatch(/Open a round/)
  expect((await scene.act(anke, 'need.start', {})).words).toMatch(/Runde eröffnen/)
  // Who observes in one group and votes in another may answer where the network asks.
  expect((await scene.act(kaan, 'need.start', { round }, {})).words).toMatch(/Volkshochschule, Region/)
})

it('P3 after the deadline the form gives way to the answer, with the closing time', async () => {
  const late = await scene.act(
    frida,
    'need.save',
    { round, nonce: 'nonce-of-late', topic, heads: 5 },
    { where: chat },
  )
  expectRefusal(late, 'needs:closed-with-answer', 'en')
  expect(late.words).toMatch(/ended on[\s\S]*30 Nov/)
  expect(elementsOf(late.card, 'Input.Number')).toEqual([])
})
