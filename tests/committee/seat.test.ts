/** Seats as pure rules: who may sit, stand in, and chair, and when. */
import * as fc from 'fast-check'
import {
  end,
  fill,
  nameDeputy,
  overlap,
  type Person,
  type Seat,
  setChair,
  setTerm,
  type Term,
  termState,
  vacate,
} from '../../bot/committee/seat'
import { isRefusal } from '../../bot/refusal'

const seat = (changes: Partial<Seat> = {}): Seat => ({
  ...{ id: 's1', organisationId: 'org', holderId: null, deputyId: null, chair: false },
  ...{ from: null, to: null, ended: false },
  ...changes,
})
const person = (changes: Partial<Person> = {}): Person => ({
  ...{ id: 'p1', organisationId: 'org', left: false, sameFamily: true },
  ...changes,
})
const code = (value: unknown) => (isRefusal(value) ? value.code : undefined)

describe('filling a seat', () => {
  it('takes a person of its organisation, and the same one again is no change', () => {
    const filled = fill(seat(), person(), [])
    expect(filled).toMatchObject({ holderId: 'p1' })
    expect(fill(seat({ holderId: 'p1' }), person(), [])).toEqual(seat({ holderId: 'p1' }))
  })

  it.each([
    ['a seat that is held', seat({ holderId: 'p9' }), person(), 'committee:seat-held'],
    ['a seat that has ended', seat({ ended: true }), person(), 'committee:seat-ended'],
    ['nobody of the network', seat(), undefined, 'committee:no-member'],
    ['who has left', seat(), person({ left: true }), 'committee:has-left'],
    [
      'who is of another organisation',
      seat(),
      person({ organisationId: 'other' }),
      'committee:not-of-organisation',
    ],
  ])('refuses %s', (_what, of, who, refused) => {
    expect(code(fill(of, who, []))).toBe(refused)
  })

  it('refuses who holds another seat at the time, and lets who holds one before or after', () => {
    const other = (term: Partial<Term>) => seat({ id: 's2', holderId: 'p1', from: null, to: null, ...term })
    const next = seat({ from: '2027-01-01', to: '2028-12-31' })
    expect(code(fill(next, person(), [other({})]))).toBe('committee:holds-another')
    expect(code(fill(next, person(), [other({ to: '2027-01-01' })]))).toBe('committee:holds-another')
    expect(isRefusal(fill(next, person(), [other({ to: '2026-12-31' })]))).toBe(false)
    expect(isRefusal(fill(next, person(), [other({ from: '2029-01-01' })]))).toBe(false)
    expect(isRefusal(fill(next, person(), [{ ...other({}), ended: true }]))).toBe(false)
  })
})

describe('a deputy', () => {
  const held = seat({ holderId: 'p1' })
  it('comes from the family of the organisation, and may be nobody again', () => {
    const family = person({ id: 'p2', organisationId: 'daughter' })
    expect(nameDeputy(held, family)).toMatchObject({ deputyId: 'p2' })
    expect(nameDeputy({ ...held, deputyId: 'p2' }, null)).toMatchObject({ deputyId: null })
  })

  it.each([
    ['for a vacant seat', seat(), person({ id: 'p2' }), 'committee:no-holder'],
    ['who is the holder', held, person(), 'committee:same-person'],
    ['of another family', held, person({ id: 'p2', sameFamily: false }), 'committee:not-of-family'],
    ['who has left', held, person({ id: 'p2', left: true }), 'committee:has-left'],
    ['who is nobody', held, undefined, 'committee:no-member'],
    ['of a seat that has ended', { ...held, ended: true }, null, 'committee:seat-ended'],
  ])('is refused %s', (_why, of, who, refused) => {
    expect(code(nameDeputy(of, who))).toBe(refused)
  })
})

describe('a term', () => {
  it('is over the day after its last day, and has not begun the day before its first', () => {
    const term = { from: '2027-01-01', to: '2027-12-31' }
    expect(termState(term, '2026-12-31')).toBe('before')
    expect(termState(term, '2027-01-01')).toBe('now')
    expect(termState(term, '2027-12-31')).toBe('now')
    expect(termState(term, '2028-01-01')).toBe('after')
    expect(termState({ from: null, to: null }, '2027-01-01')).toBe('now')
  })

  it('may be one day long, and never ends before it starts', () => {
    expect(isRefusal(setTerm(seat(), { from: '2027-01-01', to: '2027-01-01' }, []))).toBe(false)
    expect(code(setTerm(seat(), { from: '2027-01-02', to: '2027-01-01' }, []))).toBe(
      'committee:term-backwards',
    )
  })

  it.each(['2027-02-30', '2027-13-01', '0000-01-01', '9999-12-31'])('is not set to %s', (day) => {
    expect(code(setTerm(seat(), { from: day, to: null }, []))).toBe('committee:no-such-day')
  })

  it('is not lengthened into another seat of the holder, nor into another chair', () => {
    const later = seat({ id: 's2', holderId: 'p1', from: '2028-01-01', chair: true })
    const own = seat({ holderId: 'p1', to: '2027-12-31' })
    expect(code(setTerm(own, { from: null, to: '2028-01-01' }, [own, later]))).toBe('committee:holds-another')
    const chair = seat({ holderId: 'p3', to: '2027-12-31', chair: true })
    expect(code(setTerm(chair, { from: null, to: null }, [chair, later]))).toBe('committee:second-chair')
    // While the term was over, whoever sat there could go elsewhere.
    const gone = { id: 'x', organisationId: 'elsewhere', left: false, sameFamily: false }
    const again = { from: null, to: null }
    expect(code(setTerm(own, again, [own], { holder: gone }))).toBe('committee:not-of-organisation')
    expect(code(setTerm(own, again, [own], { deputy: gone }))).toBe('committee:not-of-family')
    expect(isRefusal(setTerm(own, again, [own], { deputy: { ...gone, sameFamily: true } }))).toBe(false)
  })

  it('two terms overlap exactly when some day is in both', () => {
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2027-01-0${n}`)
    const term = fc
      .tuple(fc.option(day), fc.option(day))
      .filter(([from, to]) => from === null || to === null || from <= to)
      .map(([from, to]) => ({ from, to }))
    const days = Array.from({ length: 11 }, (_, i) =>
      i === 0 ? '2026-12-31' : `2027-01-${`${i}`.padStart(2, '0')}`,
    )
    fc.assert(
      fc.property(term, term, (one, other) => {
        const both = days.some(
          (today) => termState(one, today) === 'now' && termState(other, today) === 'now',
        )
        expect(overlap(one, other)).toBe(both)
      }),
    )
  })
})

describe('the chair', () => {
  it('is one at a time: a second one is refused, one after the other is not', () => {
    const first = seat({ id: 's2', holderId: 'p2', chair: true, to: '2026-12-31' })
    expect(code(setChair(seat({ holderId: 'p1' }), true, [first]))).toBe('committee:second-chair')
    expect(setChair(seat({ holderId: 'p1', from: '2027-01-01' }), true, [first])).toMatchObject({
      chair: true,
    })
    expect(setChair(seat({ holderId: 'p1' }), true, [{ ...first, ended: true }])).toMatchObject({
      chair: true,
    })
  })

  it('needs a holder, is given up, and goes with the holder when the seat is vacated', () => {
    expect(code(setChair(seat(), true, []))).toBe('committee:no-holder')
    const chair = seat({ holderId: 'p1', deputyId: 'p2', chair: true })
    expect(setChair(chair, false, [])).toMatchObject({ chair: false, holderId: 'p1' })
    expect(vacate(chair)).toEqual(seat())
  })
})

it('a seat that has ended changes no more', () => {
  const ended = seat({ ended: true, holderId: 'p1' })
  const changes = [
    end(ended),
    vacate(ended),
    setChair(ended, true, []),
    setTerm(ended, { from: null, to: null }, []),
  ]
  expect(changes.map(code)).toEqual(changes.map(() => 'committee:seat-ended'))
})
