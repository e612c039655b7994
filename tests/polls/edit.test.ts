/** P8 as a pure rule: no sequence of edits and ballots loses a ballot, reuses an id, or tells what is not due. */
import * as fc from 'fast-check'
import { cast } from '../../bot/polls/ballot'
import { addOption, removeOption, renameOption } from '../../bot/polls/edit'
import { kindOf } from '../../bot/polls/kinds'
import type { Marks } from '../../bot/polls/kinds/kind'
import type { Poll } from '../../bot/polls/poll'
import { countAll } from '../../bot/polls/tally'
import { visiblePoll } from '../../bot/polls/visible'
import { isRefusal } from '../../bot/refusal'
import { accepted, now, opened } from './arbitraries'

type Step =
  | { readonly is: 'vote'; readonly voter: number; readonly place: number }
  | { readonly is: 'withdraw'; readonly voter: number }
  | { readonly is: 'add'; readonly label: number }
  | { readonly is: 'rename' | 'remove'; readonly place: number; readonly label: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ is: fc.constant('vote' as const), voter: fc.nat(5), place: fc.nat(25) }),
  fc.record({ is: fc.constant('withdraw' as const), voter: fc.nat(5) }),
  fc.record({ is: fc.constant('add' as const), label: fc.nat(40) }),
  fc.record({
    is: fc.constantFrom('rename' as const, 'remove' as const),
    place: fc.nat(25),
    label: fc.nat(40),
  }),
)

interface State {
  readonly poll: Poll
  readonly box: ReadonlyMap<number, Marks>
}

function take({ poll, box }: State, one: Step): State {
  const at = (place: number) => poll.options[place % poll.options.length]?.id ?? ''
  if (one.is === 'vote' || one.is === 'withdraw') {
    const chosen = one.is === 'vote' ? [at(one.place)] : null
    const voter = {
      inElectorate: true,
      marks: box.get(one.voter) ?? null,
      tookPart: box.has(one.voter),
      actKnown: false,
    }
    const done = accepted(cast(kindOf(poll), poll, voter, { chosen, arrivedAt: now }))
    const next = new Map(box)
    if (done.marks) next.set(one.voter, done.marks)
    else next.delete(one.voter)
    return { poll: done.poll, box: next }
  }
  const label = `Neu ${one.label}`
  const edited =
    one.is === 'add'
      ? addOption(poll, label, now)
      : one.is === 'rename'
        ? renameOption(poll, at(one.place), label, now)
        : removeOption(poll, at(one.place), now)
  return isRefusal(edited) ? { poll, box } : { poll: edited.poll, box }
}

const secrecy = fc.constantFrom('named-live', 'named-after-vote', 'named-after-close', 'anonymous')

it('P8 after any sequence every ballot still names options that exist, and the tally is theirs', () => {
  fc.assert(
    fc.property(secrecy, fc.array(step, { maxLength: 60 }), (rule, steps) => {
      const { poll, box } = steps.reduce(take, { poll: opened({ secrecy: rule }), box: new Map() } as State)
      const known = new Set(poll.options.map((option) => option.id))
      for (const marks of box.values()) expect(Object.keys(marks).every((id) => known.has(id))).toBe(true)
      const groups = [...box.values()].map((marks) => ({ marks, ballots: 1 }))
      // P5: an anonymous poll keeps none while it is open.
      expect(poll.tally).toEqual(poll.anonymous ? {} : countAll(kindOf(poll), groups))
      expect(poll.answered).toBe(box.size)
    }),
    { numRuns: 300 },
  )
})

it('P8 an id that was removed never comes back, and there are always 2 to 20 options with labels of their own', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const seen = new Map<string, string>()
      steps.reduce(
        (state, one) => {
          const next = take(state, one)
          for (const { id, first } of next.poll.options) {
            expect(seen.get(id) ?? first).toBe(first)
            seen.set(id, first)
          }
          expect(next.poll.options.length).toBeGreaterThanOrEqual(2)
          expect(next.poll.options.length).toBeLessThanOrEqual(20)
          expect(new Set(next.poll.options.map((option) => option.label)).size).toBe(next.poll.options.length)
          return next
        },
        { poll: opened(), box: new Map() } as State,
      )
    }),
  )
})

it('P6 whether an option can be removed tells nothing of how it stands while the result is not open to all', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('named-after-vote', 'named-after-close', 'anonymous'),
      fc.dictionary(fc.constantFrom('o1', 'o2', 'o3'), fc.integer({ min: 1, max: 9 }), {
        noNullPrototype: true,
      }),
      fc.integer({ min: 1, max: 20 }),
      (rule, tally, answered) => {
        const poll = { ...opened({ secrecy: rule }), tally, answered }
        for (const { id } of poll.options)
          expect(removeOption(poll, id, now)).toMatchObject({ code: 'polls:remove-blind' })
      },
    ),
  )
})

it('P8 a renamed option says what it was, and no longer does when it has its first name again', () => {
  const once = accepted(renameOption(opened(), 'o1', 'Anders', now)).poll
  const shown = (poll: Poll) => visiblePoll(poll, 'AK', null, poll.openedAt).options[0]
  expect(shown(once)).toEqual({ id: 'o1', label: 'Anders', formerly: 'A' })
  const twice = accepted(renameOption(once, 'o1', 'Noch anders', now)).poll
  expect(shown(twice)).toMatchObject({ formerly: 'A' })
  expect(shown(accepted(renameOption(twice, 'o1', 'A', now)).poll)).toEqual({ id: 'o1', label: 'A' })
})

it('P8 refuses edits of a scale, of a poll that is over, and labels that are taken', () => {
  const poll = opened()
  expect(addOption(opened({ kind: 'scale-5', answers: [] }), 'Neu', now)).toMatchObject({
    code: 'polls:not-editable',
  })
  for (const edit of [addOption(poll, 'Neu', poll.deadline), removeOption(poll, 'o1', poll.deadline)])
    expect(edit).toMatchObject({ code: 'polls:edit-closed' })
  expect(renameOption(poll, 'o1', 'Neu', poll.deadline)).toMatchObject({ code: 'polls:edit-closed' })
  expect(addOption(poll, ' b ', now)).toMatchObject({ code: 'polls:option-twice' })
  expect(renameOption(poll, 'o1', 'C', now)).toMatchObject({ code: 'polls:option-twice' })
  expect(renameOption(poll, 'o9', 'Neu', now)).toMatchObject({ code: 'polls:unknown-option' })
})
