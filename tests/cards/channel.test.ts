/** Cards that everyone in a channel sees, and lists: nothing personal, nothing destructive, nothing without end. */
import type { Card } from '../../bot/card/elements'
import { openCard } from '../../bot/inbox/cards/open-card'
import { mostRefreshed, sharedPollCard } from '../../bot/polls/cards/poll-card'
import { partsOf, seenIn } from './reading'
import { languages, samples } from './samples'
import { pollView, waiting } from './views'
import { wordsIn } from './words'

const verbsOf = (card: Card) =>
  partsOf(card).flatMap(({ verb }) => (verb === undefined ? [] : [String(verb)]))

const shared = (people: number) =>
  sharedPollCard(
    pollView({}),
    { words: wordsIn('de'), nonce: 'nonce-00000001', pageUrl: 'http://localhost:3978/tab/polls/x' },
    Array.from({ length: people }, (_, i) => `29:user-${i}`),
  )

describe('a poll in a channel', () => {
  it("asks for each reader's own view by a refresh that reads and never votes (P9)", () => {
    const { refresh } = shared(3)
    expect(refresh?.action).toMatchObject({
      type: 'Action.Execute',
      verb: 'poll.card',
      associatedInputs: 'none',
    })
    expect(refresh?.userIds).toEqual(['29:user-0', '29:user-1', '29:user-2'])
  })

  it('names at most 60 people to refresh for, which is what Teams takes', () => {
    expect(mostRefreshed).toBeLessThanOrEqual(60)
    expect(shared(200).refresh?.userIds).toHaveLength(60)
  })

  it.each(languages)('offers nothing that takes away, in %s', (language) => {
    const card = samples(language)['a poll in a channel'] as Card
    expect(verbsOf(card).filter((verb) => /withdraw|remove|close/.test(verb))).toEqual([])
  })

  it.each(languages)('says nothing of any one person, in %s', (language) => {
    const own = /\bSie:|\bYou:|\bhaben teilgenommen|\bYou took part|Gespeichert|Saved/
    const card = samples(language)['a poll in a channel'] as Card
    expect(seenIn(card).filter(({ text }) => own.test(text))).toEqual([])
    // The own card does: the pattern finds what it looks for.
    expect(seenIn(samples(language)['a poll answered'] as Card).some(({ text }) => own.test(text))).toBe(true)
  })
})

describe('the list of what waits', () => {
  const rows = (count: number) => {
    const card = openCard(waiting(count, 'Welches Thema?'), wordsIn('de'), 'http://localhost:3978/tab/polls')
    return { card, rows: seenIn(card).filter(({ text }) => text === 'Welches Thema?').length }
  }

  it('ends after ten rows and says how many more there are, and where', () => {
    const { card, rows: shown } = rows(30)
    expect(shown).toBe(10)
    expect(seenIn(card).map(({ text }) => text)).toContain('und 20 weitere in Verbund')
    expect(card.actions?.at(-1)).toMatchObject({ type: 'Action.OpenUrl' })
  })

  it('shows ten whole, without a rest', () => {
    const { card, rows: shown } = rows(10)
    expect(shown).toBe(10)
    expect(seenIn(card).some(({ text }) => /weitere/.test(text))).toBe(false)
  })

  it('says so when nothing waits', () => {
    expect(seenIn(rows(0).card).map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Nichts wartet auf Sie',
        'Alles, was Sie beantworten können, haben Sie beantwortet.',
      ]),
    )
  })
})

describe('the own answer', () => {
  it('is told by a tick and in bold, never by colour (FACE.md)', () => {
    const runs = partsOf(samples('de')['a poll answered']).filter(({ type }) => type === 'TextRun')
    expect(runs.filter(({ text }) => /✓/.test(`${text}`))).toEqual([
      expect.objectContaining({ text: 'Antwort 2 ✓', weight: 'Bolder' }),
    ])
  })

  it('stays ticked while it is being changed', () => {
    const inputs = (name: string) =>
      partsOf(samples('de')[name]).filter(({ type }) => type === 'Input.ChoiceSet')
    expect(inputs('a poll asking again')[0]).toMatchObject({ value: 'o2', isMultiSelect: false })
    expect(inputs('a poll with several answers, ticked')[0]).toMatchObject({
      value: 'o1,o3',
      isMultiSelect: true,
    })
    expect(inputs('a poll to answer')[0]).not.toHaveProperty('value')
  })
})

it('a tie names all that lie in front, a result names the one', () => {
  const said = (name: string) => seenIn(samples('de')[name] as Card).map(({ text }) => text)
  expect(said('a tie')).toContain(
    'Gleich viele Stimmen haben „Antwort 1“, „Antwort 2“, „Antwort 3“: je 4 von 7.',
  )
  expect(said('a result')).toContain('Die meisten Stimmen hat „Antwort 2“: 6 von 7.')
  expect(said('a result without answers')).toContain('Niemand hat geantwortet.')
})
