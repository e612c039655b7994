/** The fixed clock and the counted ids of the tests. */
import { fixedClock } from '../support/clock'
import { countedIds } from '../support/counted-ids'

describe('a fixed clock', () => {
  it('stands still until it is moved', () => {
    const clock = fixedClock('2026-03-29T01:59:59+01:00')
    clock.advance(1_000)
    expect(clock.now().toISOString()).toBe('2026-03-29T01:00:00.000Z')
    clock.set('2026-12-31T23:59:59Z')
    expect(clock.now().toISOString()).toBe('2026-12-31T23:59:59.000Z')
  })

  it("refuses a time without its offset, which would be the machine's", () => {
    expect(() => fixedClock('2026-03-29T02:30:00')).toThrow('offset')
  })
})

describe('counted ids', () => {
  it('are valid, count, and differ between two series', () => {
    const ids = countedIds()
    expect([ids.id(), ids.id()]).toEqual([
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ])
    expect(countedIds(1).id()).toBe('00000001-0000-4000-8000-000000000001')
    expect(ids.nonce()).toMatch(/^.{8,40}$/)
    expect(ids.reference()).toBe('TEST-0001')
  })
})
