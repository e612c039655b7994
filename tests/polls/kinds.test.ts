/** Each poll kind as a pure rule: what the form may hold, what a ballot may hold, what it adds to the tally. */
import * as fc from 'fast-check'
import { kindOf, kindOffering, kinds, offers } from '../../bot/polls/kinds'
import { isRefusal } from '../../bot/refusal'
import { accepted, anyPoll, ballotOf, labels, marksOf, opened } from './arbitraries'

const refusalOf = (value: unknown) => (isRefusal(value) ? value.code : undefined)

it('every offer belongs to exactly one kind, and what nobody offers is refused', () => {
  for (const offer of offers)
    expect(Object.values(kinds).filter((kind) => kind.offers.includes(offer))).toHaveLength(1)
  expect(refusalOf(kindOffering('ranking'))).toBe('polls:unknown-kind')
})

it('takes 2 to 20 answers and refuses fewer, more, and the same one twice in other letters or spaces', () => {
  const open = (answers: readonly string[]) => kinds.single.prepare('single', answers)
  const many = Array.from({ length: 21 }, (_, i) => `Thema ${i}`)
  expect(refusalOf(open(['A']))).toBe('polls:too-few-options')
  expect(refusalOf(open(many))).toBe('polls:too-many-options')
  expect(isRefusal(open(many.slice(0, 20)))).toBe(false)
  expect(refusalOf(open(['KI im Büro', 'Recht', 'ki  IM büro']))).toBe('polls:option-twice')
})

it('P8 gives every option an id of its own, without commas, in the order of the form', () => {
  fc.assert(
    fc.property(labels(2, 20), (answers) => {
      const { options } = accepted(kinds.several.prepare('several', answers))
      expect(options.map((option) => option.label)).toEqual(answers)
      expect(new Set(options.map((option) => option.id)).size).toBe(answers.length)
      expect(options.every((option) => /^[a-z0-9]+$/.test(option.id) && option.first === option.label)).toBe(
        true,
      )
    }),
  )
})

it('counts every valid ballot of every kind: each chosen option once, and no other', () => {
  const scene = anyPoll.chain((poll) => ballotOf(poll).map((chosen) => ({ poll, chosen })))
  fc.assert(
    fc.property(scene, ({ poll, chosen }) => {
      const tally = kindOf(poll).count(marksOf(poll, chosen))
      expect(tally).toEqual(Object.fromEntries(chosen.map((id) => [id, 1])))
    }),
  )
})

it('refuses no choice, an option that does not exist, and one choice too many', () => {
  fc.assert(
    fc.property(anyPoll, fc.string(), (poll, strange) => {
      const read = (chosen: readonly string[]) => refusalOf(kindOf(poll).readBallot(chosen, poll))
      const ids = poll.options.map((option) => option.id)
      expect(read([])).toBe('polls:nothing-chosen')
      if (!ids.includes(strange)) expect(read([strange])).toBe('polls:unknown-option')
      expect(read([...ids.slice(0, 1), 'o999'])).toBe('polls:unknown-option')
      if (ids.length > poll.most) expect(read(ids.slice(0, poll.most + 1))).toBe('polls:too-many-choices')
    }),
  )
})

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'refuses "%s" as an option like every other that does not exist',
  (name) => {
    const poll = opened()
    expect(refusalOf(kindOf(poll).readBallot([name], poll))).toBe('polls:unknown-option')
    expect(refusalOf(kindOffering(name))).toBe('polls:unknown-kind')
  },
)

it.each([
  ['single', 1],
  ['several', 5],
  ['several-2', 2],
  ['several-3', 3],
])('%s lets %i of five answers be chosen and no more', (kind, most) => {
  const poll = opened({ kind, answers: ['A', 'B', 'C', 'D', 'E'] })
  const ids = poll.options.map((option) => option.id)
  expect(isRefusal(kindOf(poll).readBallot(ids.slice(0, most), poll))).toBe(false)
  if (most < 5)
    expect(kindOf(poll).readBallot(ids.slice(0, most + 1), poll)).toMatchObject({
      code: 'polls:too-many-choices',
      data: { most, chosen: most + 1 },
    })
})

describe('the scale', () => {
  it.each([
    ['scale-5', 1, 5],
    ['scale-10', 0, 10],
  ])('%s runs from %i to %i and names its ends where two names are given', (kind, low, high) => {
    const { options } = opened({ kind, answers: ['gar nicht', 'sehr'] })
    expect(options).toHaveLength(high - low + 1)
    expect(options[0]?.label).toBe(`${low} – gar nicht`)
    expect(options.at(-1)?.label).toBe(`${high} – sehr`)
    expect(opened({ kind, answers: [] }).options.map((option) => option.label)).toEqual(
      Array.from({ length: high - low + 1 }, (_, i) => `${low + i}`),
    )
  })

  it('refuses one name, or three', () => {
    expect(refusalOf(kinds.scale.prepare('scale-5', ['gar nicht']))).toBe('polls:scale-ends')
    expect(refusalOf(kinds.scale.prepare('scale-5', ['a', 'b', 'c']))).toBe('polls:scale-ends')
  })

  it('has the mean of its values, and none without ballots', () => {
    const votes = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(votes, (values) => {
        const tally: Record<string, number> = {}
        for (const value of values) tally[`s${value}`] = (tally[`s${value}`] ?? 0) + 1
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        expect(kinds.scale.mean?.(tally)).toBeCloseTo(mean, 10)
      }),
    )
    expect(kinds.scale.mean?.({})).toBeUndefined()
  })
})
