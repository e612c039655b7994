/** Elections by both doors: the form in the chat in three steps, cards in channel and chat, letters, and the tab. */
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import { actionData } from '../support/demo-teams'
import { ballotOf, electedIn, endVoting, opener, opensAt, voteFor } from '../support/elections'
import { groupId, observer, voters } from '../support/polls'
import { committeeChat, elementsOf, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { until } from '../support/until'

let scene: TeamsScene
const [bernd, clara, deniz, ella, frida, gero] = voters

beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
})
beforeEach(() => scene.test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => scene.stop())

/** What an action of the card sends, its inputs as they stand on it, and what is typed. */
function sent(card: object, id: string, typed: Readonly<Record<string, unknown>> = {}) {
  const action = elementsOf(card, 'Action.Execute').find((one) => one.id === id)
  const inputs = ['Input.Text', 'Input.Number', 'Input.ChoiceSet', 'Input.Date', 'Input.Time']
    .flatMap((type) => elementsOf(card, type))
    .map((input) => [input.id, input.value])
  return { verb: action?.verb, data: { ...action?.data, ...Object.fromEntries(inputs), ...typed } }
}

/** Presses a button of a card. */
const press = (who: string, card: object, id: string, typed: Readonly<Record<string, unknown>> = {}) => {
  const { verb, data } = sent(card, id, typed)
  return scene.act(who, verb, data)
}

const fieldsOn = (card: object) =>
  ['Input.Text', 'Input.Number', 'Input.ChoiceSet', 'Input.Date', 'Input.Time'].flatMap((type) =>
    elementsOf(card, type),
  )

/** Through all three steps, from the poll's form on. */
async function callInChat(places = 1) {
  const polls = await scene.act(opener, 'poll.form')
  const one = await press(opener, polls.card, 'election.form')
  const two = await press(opener, one.card, 'election.form', { places, electorate: 'group' })
  const three = await press(opener, two.card, 'election.form')
  const times = {
    ...{ 'opens-date': '2026-11-26', 'opens-time': '12:00' },
    ...{ 'closes-date': '2026-11-30', 'closes-time': '12:00' },
  }
  return { one, two, three, called: await press(opener, three.card, 'election.call', times) }
}

describe('the form', () => {
  it('has three steps of at most five fields, and shows the electorate before it is sent (P1)', async () => {
    const { one, two, three, called } = await callInChat()
    expect([one, two, three].map(({ words }) => /Schritt \d von 3/.exec(words)?.[0])).toEqual([
      'Schritt 1 von 3',
      'Schritt 2 von 3',
      'Schritt 3 von 3',
    ])
    for (const { card } of [one, two, three]) expect(fieldsOn(card).length).toBeLessThanOrEqual(5)
    expect(three.words).toContain('11 Mitglieder sind stimmberechtigt: Anke Beispiel, ')
    expect(called.words).toContain('Noch kandidiert niemand.')
  })

  it('loses nothing when one goes back and on again', async () => {
    const one = await scene.act(opener, 'election.form')
    const typed = { title: 'Wahl **zwei**', places: 3, electorate: 'group', group: await groupId(scene.test) }
    const two = await press(opener, one.card, 'election.form', typed)
    const three = await press(opener, two.card, 'election.form', { from: '2027-02-01', to: '2027-12-31' })
    const back = await press(opener, three.card, 'election.form.back', { 'opens-time': '09:30' })
    const first = await press(opener, back.card, 'election.form.back')
    const value = (card: object, id: string) => fieldsOn(card).find((field) => field.id === id)?.value
    expect(value(first.card, 'title')).toBe('Wahl **zwei**')
    expect(value(first.card, 'places')).toBe(3)
    expect(value(first.card, 'electorate')).toBe('group')
    const again = await press(
      opener,
      (await press(opener, first.card, 'election.form')).card,
      'election.form',
    )
    expect(value(again.card, 'opens-time')).toBe('09:30')
  })

  it.each([
    ['no title', { title: '  ' }, 'Das Feld „Titel“ ist leer.', 1],
    ['no seats', { places: 0 }, 'Diese Zahl von Sitzen geht nicht.', 1],
    ['seats that are no number', { places: 'viele' }, 'Diese Zahl von Sitzen geht nicht.', 1],
    [
      'a term backwards',
      { from: '2028-01-01', to: '2027-01-01' },
      'Die Amtszeit endet, bevor sie beginnt.',
      2,
    ],
  ])(
    'says at once what is wrong with %s, on the step where it can be mended',
    async (_what, typed, says, step) => {
      const one = await scene.act(opener, 'election.form')
      const data = { ...sent(one.card, 'election.form').data, ...typed, step: step + 1 }
      const refused = await scene.act(opener, 'election.form', data)
      expect(refused.words).toContain(says)
      expect(refused.words).toContain(`Schritt ${step} von 3`)
    },
  )

  it('sent twice calls one election; who may not call one is not offered it and refused', async () => {
    const { three } = await callInChat()
    const again = await press(opener, three.card, 'election.call', {
      ...{ 'opens-date': '2026-11-26', 'opens-time': '12:00' },
      ...{ 'closes-date': '2026-11-30', 'closes-time': '12:00' },
    })
    expect(again.words).toContain('Wahl zum Steuerkreis')
    const [{ n } = { n: 0 }] = await scene.test.database.sql<{ n: number }>(
      'select count(*)::int n from election where form_nonce = $1',
      [sent(three.card, 'election.call').data.nonce],
    )
    expect(n).toBe(1)
    const form = await scene.act('Deniz Entwurf', 'poll.form', {
      group: await groupId(scene.test, 'AK Digitale Kompetenzen'),
    })
    expect(form.words).not.toContain('Stattdessen Sitze wählen')
    expect((await scene.act(bernd, 'election.form')).words).toContain(
      'Wahlen führen der Vorsitz und die Geschäftsstelle.',
    )
  })
})

it('an election held on cards: stand, vote, change, the result with its lot in the channel', async () => {
  const { called } = await callInChat(1)
  const election = actionData(called.card, 'election.stand')?.election ?? ''
  const channel = await until(
    () => scene.teams.messages().find(({ activity }) => JSON.stringify(activity).includes(election)),
    8000,
  )
  // On a card that everyone sees, nothing personal stands.
  expect(JSON.stringify(channel)).not.toMatch(/Sie kandidieren|Sie sind vorgeschlagen/)
  const stood = await scene.act(bernd, 'election.stand', { election })
  expect(stood.words).toContain('Gespeichert: Sie kandidieren.')
  await scene.act(clara, 'election.stand', { election })
  expect((await scene.act(observer, 'election.stand', { election })).words).toContain(
    'nur wählbar, wer stimmberechtigt ist',
  )
  scene.test.clock.set(opensAt)
  await openDueElections(scene.test.service.desk)
  const poll = (await scene.test.api(opener, 'election.show', { query: { election } })).body.election.poll
  const ballot = await scene.act(deniz, 'poll.card', { poll })
  expect(ballot.words).toContain('1 Sitz · eine Stimme')
  const voted = await press(deniz, ballot.card, 'poll.cast-ballot', { choice: 'o1' })
  expect(voted.words).toContain('Gespeichert: Bernd Muster (IHK Braunschweig)')
  // The other door: the same ballot (P2).
  await voteFor(scene.test, deniz, poll, [clara])
  expect((await ballotOf(scene.test, deniz, poll)).answered).toBe(1)
  for (const [who, name] of [
    [ella, clara],
    [frida, bernd],
    [gero, bernd],
  ] as const)
    await voteFor(scene.test, who, poll, [name])
  const closed = await endVoting(scene.test, poll)
  const [winner = ''] = electedIn(closed)
  const said = await until(
    () => scene.teams.messages().find(({ activity }) => JSON.stringify(activity).includes('WAHLERGEBNIS')),
    8000,
  )
  expect(JSON.stringify(said.activity)).toContain(`Das Los entschied für ${winner} (`)
  expect(JSON.stringify(said.activity)).toContain('1 Sitz, 2 Kandidierende, 4 von 11 haben gewählt.')
})

it('reads the committee’s chat as the place where the form asks for the committee', async () => {
  const form = await scene.act(opener, 'election.form', {}, { where: committeeChat })
  const group = fieldsOn(form.card).find((field) => field.id === 'group')
  expect(group.choices.find((choice: { value: string }) => choice.value === group.value).title).toBe(
    'Steuerkreis',
  )
})
