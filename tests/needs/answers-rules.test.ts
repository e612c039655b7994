/** N1 What a need must hold, and what of an earlier answer can be said again: the rules alone. */
import * as fc from 'fast-check'
import { effectOf, type Standing, type Wish } from '../../bot/needs/answering'
import { quartersFrom, readNeed } from '../../bot/needs/need-draft'
import type { Round } from '../../bot/needs/round'
import { type EarlierNeed, sameAgain } from '../../bot/needs/same'
import { isRefusal } from '../../bot/refusal'

const topic = '00000000-0000-4000-8000-000000000001'
const now = '2026-4'
const read = (typed: object) => readNeed({ topic, heads: 12, ...typed }, now)
const codeOf = (typed: object) => {
  const result = read(typed)
  return isRefusal(result) ? result.code : 'read'
}

describe('head-count', () => {
  it.each([
    ['needs:no-heads', [undefined, null, '', '  ', 'open']],
    ['needs:heads-no-number', ['zwölf', 'NaN', '12 Leute', 'Infinity', true, '０', '١٢']],
    ['needs:heads-not-whole', [1.5, '1.5', '0.1', '1e-3']],
    ['needs:heads-too-few', [0, '0', -1, '-1', -0]],
    ['needs:heads-too-many', [1e9, '1e9', '1000000000', 100_001]],
    ['read', [1, '1', ' 12 ', 100_000, '0012']],
  ] as const)('%s', (code, values) => {
    for (const heads of values) expect([heads, codeOf({ heads })]).toEqual([heads, code])
  })

  it('is a whole number from 1 to 100,000 or refused, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean()), (heads) => {
        const result = read({ heads })
        if (isRefusal(result)) expect(result.code).toMatch(/^needs:(no-)?heads/)
        else expect(result.heads >= 1 && result.heads <= 100_000 && Number.isInteger(result.heads)).toBe(true)
      }),
    )
  })
})

it('needs a topic: one of the list, or a name of 2 to 80 characters, which counts for more', () => {
  expect(codeOf({ topic: '' })).toBe('needs:no-topic')
  expect(codeOf({ topic: 'KI' })).toBe('needs:topic-gone')
  expect(codeOf({ topicName: 'K' })).toBe('needs:topic-name')
  expect(codeOf({ topicName: 'K'.repeat(81) })).toBe('needs:topic-name')
  expect(read({ topicName: '  KI   im\nBüro ' })).toMatchObject({ topic: { name: 'KI im Büro' } })
  expect(read({ topicName: '🦾'.repeat(80) })).toMatchObject({ topic: { name: '🦾'.repeat(80) } })
})

it('has a wanted level above the level now, where both are said', () => {
  expect(codeOf({ levelNow: 'basic', level: 'basic' })).toBe('needs:level-not-above')
  expect(codeOf({ levelNow: 'expert', level: 'expert' })).toBe('needs:level-not-above')
  expect(codeOf({ levelNow: 'advanced', level: 'basic' })).toBe('needs:level-not-above')
  expect(codeOf({ levelNow: 'none', level: 'basic' })).toBe('read')
  expect(codeOf({ levelNow: 'expert' })).toBe('read')
  expect(codeOf({ level: 'none' })).toBe('house:not-a-choice')
})

it('has a window that is neither past nor upside down nor too far ahead', () => {
  expect(codeOf({ from: '2026-3' })).toBe('needs:window-past')
  expect(codeOf({ to: '2026-3' })).toBe('needs:window-past')
  expect(codeOf({ from: '2027-2', to: '2027-1' })).toBe('needs:window-order')
  expect(codeOf({ from: '2029-1' })).toBe('needs:window-far')
  expect(codeOf({ from: '2027-5' })).toBe('house:not-a-choice')
  expect(read({ from: '2026-4', to: '2028-4' })).toMatchObject({ from: '2026-4', to: '2028-4' })
  expect(quartersFrom(now)).toEqual([
    ...['2026-4', '2027-1', '2027-2', '2027-3', '2027-4', '2028-1', '2028-2', '2028-3', '2028-4'],
  ])
})

it('says nothing of what stays open, and yes to joint and visible unless somebody says no', () => {
  expect(read({ format: 'open', region: 'open', from: '', travel: null })).toMatchObject({
    ...{ parts: {}, region: null, from: null, joint: true, visible: true, occupation: '', note: '' },
  })
  expect(read({ joint: 'false', visible: false })).toMatchObject({ joint: false, visible: false })
  expect(codeOf({ region: 'nirgends' })).toBe('needs:region-gone')
  expect(codeOf({ format: 'fax' })).toBe('house:not-a-choice')
})

describe('same as last time', () => {
  const earlier = (more: Partial<EarlierNeed>): EarlierNeed => ({
    ...{
      topic,
      heads: 5,
      parts: { format: 'online' },
      from: null,
      to: null,
      region: null,
      regionGone: false,
    },
    ...{ occupation: 'Pflege', note: '', joint: true, visible: false, ...more },
  })
  it.each([
    [null, null, null, null],
    ['2026-1', '2026-3', null, null],
    ['2026-1', '2027-1', '2026-4', '2027-1'],
    ['2026-1', null, null, null],
    ['2027-1', '2027-2', '2027-1', '2027-2'],
    [null, '2026-4', null, '2026-4'],
  ])('leaves open what has passed: %s to %s becomes %s to %s', (from, to, thenFrom, thenTo) => {
    expect(sameAgain([earlier({ from, to })], now)).toMatchObject([{ from: thenFrom, to: thenTo, heads: 5 }])
  })

  it('leaves a region open that is no more, and a need out whose topic is no more', () => {
    const region = '00000000-0000-4000-8000-000000000002'
    expect(sameAgain([earlier({ region, regionGone: true }), earlier({ topic: null })], now)).toEqual([
      expect.objectContaining({ region: null, occupation: 'Pflege', visible: false }),
    ])
  })
})

describe('an act', () => {
  const deadline = new Date('2026-11-30T11:00:00Z')
  const round = { deadline, state: 'open', closedAt: null, zone: 'Europe/Berlin' } as Round
  const standing = (more: Partial<Standing> = {}): Standing => ({
    ...{ round, asked: true, observes: false, answeredAt: null, needs: new Set(), actKnown: false },
    ...{ at: new Date(deadline.getTime() - 1), ...more },
  })
  const said = (wish: Wish, more: Partial<Standing> = {}) => {
    const effect = effectOf(wish, 'n', standing(more))
    return isRefusal(effect) ? effect.code : effect
  }
  const one = new Set(['n'])
  const answeredAt = new Date('2026-11-24T11:00:00Z')

  it('P3 counts a millisecond before the deadline, and not at it', () => {
    expect(said({ is: 'none' })).toBe('none')
    expect(said({ is: 'none' }, { at: deadline })).toBe('needs:closed')
    expect(said({ is: 'none' }, { at: deadline, answeredAt })).toBe('needs:closed-with-answer')
    expect(said({ is: 'none' }, { round: { ...round, state: 'closed' } })).toBe('needs:closed')
  })

  it('P2 changes nothing when it is known, whatever has come since', () => {
    expect(said({ is: 'none' }, { actKnown: true, needs: one, answeredAt })).toBe('repeated')
    expect(said({ is: 'withdraw' }, { actKnown: true })).toBe('repeated')
  })

  it('never sweeps away what colleagues have entered', () => {
    expect(said({ is: 'none' }, { needs: one, answeredAt })).toBe('needs:none-beside-needs')
    expect(said({ is: 'same' }, { needs: one, answeredAt })).toBe('needs:same-beside-needs')
  })

  it('is refused to who only observes, and to who is not asked', () => {
    expect(said({ is: 'none' }, { observes: true })).toBe('needs:only-observes')
    expect(said({ is: 'none' }, { asked: false })).toBe('needs:not-asked')
  })

  it('says again what is so already', () => {
    expect(said({ is: 'none' }, { answeredAt })).toBe('unchanged')
    expect(said({ is: 'withdraw' })).toBe('unchanged')
    expect(said({ is: 'remove', need: 'x' }, { needs: one, answeredAt })).toBe('needs:need-gone')
  })
})
