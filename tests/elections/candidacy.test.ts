/** Standing and calling as pure rules: what no clock and no door is needed for. */
import { decline, propose, type Standing, stand } from '../../bot/elections/candidacy'
import { type Election, extend, goOn, openingOf, standingIsOver } from '../../bot/elections/election'
import { isRefusal } from '../../bot/refusal'

const at = new Date('2026-11-23T09:00:00+01:00')
const opensAt = new Date('2026-11-26T12:00:00+01:00')
const election = (changes: Partial<Election> = {}): Election => ({
  ...{ id: 'e', groupId: 'g', title: 'Wahl', places: 2, from: '2027-01-01', to: '2027-12-31' },
  ...{ electorate: 'group', opensAt, deadline: new Date('2026-11-30T12:00:00+01:00'), zone: 'Europe/Berlin' },
  ...{ state: 'standing', calledBy: 'm', calledAt: at, pollId: null, filledAt: null, revision: 1 },
  ...changes,
})
const standing = (changes: Partial<Standing> = {}): Standing => ({
  ...{ election: election(), inElectorate: true, before: null, accepted: 0, at },
  ...changes,
})
const code = (value: unknown) => (isRefusal(value) ? value.code : value)

it('twenty may stand, since no more fit on a ballot; the twenty-first is refused, who stands already is not', () => {
  expect(stand(standing({ accepted: 19 }))).toBe('accepted')
  expect(code(stand(standing({ accepted: 20 })))).toBe('elections:too-many-candidates')
  expect(code(propose(standing({ accepted: 20 })))).toBe('elections:too-many-candidates')
  expect(stand(standing({ accepted: 20, before: 'accepted' }))).toBe('unchanged')
})

it('whoever does not stand has nothing to step back from', () => {
  expect(code(decline(standing()))).toBe('elections:no-candidate')
  expect(decline(standing({ before: 'declined' }))).toBe('unchanged')
  expect(decline(standing({ before: 'withdrawn' }))).toBe('unchanged')
})

it('between the end of standing and the opening of the poll nobody steps back, but who was asked may say no', () => {
  const late = { at: opensAt }
  expect(code(decline(standing({ ...late, before: 'accepted' })))).toBe('elections:opening')
  expect(decline(standing({ ...late, before: 'asked' }))).toBe('declined')
})

it('while people vote a candidate withdraws, and a late no to a proposal is a no', () => {
  const voting = election({ state: 'voting' })
  expect(decline(standing({ election: voting, before: 'accepted' }))).toBe('withdrawn')
  expect(decline(standing({ election: voting, before: 'asked' }))).toBe('declined')
})

it('standing is over at the instant, goes on while too few stand, and never comes back', () => {
  expect(standingIsOver(election(), new Date(opensAt.getTime() - 1))).toBe(false)
  expect(standingIsOver(election(), opensAt)).toBe(true)
  expect(standingIsOver(election({ state: 'short' }), opensAt)).toBe(false)
  for (const state of ['voting', 'called-off'] as const)
    expect(standingIsOver(election({ state }), at)).toBe(true)
})

it('voting opens with at least as many candidates as seats; else somebody has to decide', () => {
  expect(openingOf(election(), 9, at)).toBe('wait')
  expect(openingOf(election(), 2, opensAt)).toBe('open')
  expect(openingOf(election(), 1, opensAt)).toBe('short')
  expect(openingOf(election({ state: 'short' }), 9, opensAt)).toBe('wait')
})

it('more time is given while nobody has voted, and not afterwards', () => {
  const times = {
    opens: { date: '2026-12-01', time: '12:00' },
    closes: { date: '2026-12-08', time: '12:00' },
  }
  for (const state of ['standing', 'short'] as const)
    expect(extend(election({ state }), times, at)).toMatchObject({
      what: 'extended',
      election: { state: 'standing' },
    })
  expect(code(extend(election({ state: 'voting' }), times, at))).toBe('elections:voting-already')
  expect(code(goOn(election({ state: 'voting' }), 2, at))).toBe('elections:voting-already')
})
